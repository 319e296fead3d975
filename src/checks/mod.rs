//! The kinds of check: one file each, and the one registry.

mod build;
mod functions;
mod judged;
mod lint;
mod model;
mod output;
mod predict;
mod programs;
mod sealed;
mod source;
mod timing;
mod trybuild;

pub use source::KindSource;
pub use trybuild::{CHILD as TRYBUILD_CHILD, child as trybuild_child, rejections};

use crate::course_file::CourseError;
use crate::model::Kind;

/// A kind of check by the key that names it in `exercise.toml`.
#[derive(Debug)]
pub struct Entry {
    /// The key.
    pub name: &'static str,
    /// Reads the key's value.
    pub parse: fn(KindSource<'_>) -> Result<Box<dyn Kind>, CourseError>,
}

/// All kinds. Adding one is adding a file and a line here.
const REGISTRY: [Entry; 10] = [
    entry("build", build::parse),
    entry("tests", judged::parse_tests),
    entry("property", judged::parse_property),
    entry("model", model::parse),
    entry("timing", timing::parse),
    entry("compile_fail", trybuild::parse),
    entry("compile_pass", programs::parse),
    entry("lint", lint::parse),
    entry("output", output::parse),
    entry("predict", predict::parse),
];

const fn entry(
    name: &'static str,
    parse: fn(KindSource<'_>) -> Result<Box<dyn Kind>, CourseError>,
) -> Entry {
    Entry { name, parse }
}

/// The kind that a key names.
pub fn registered(name: &str) -> Option<&'static Entry> {
    REGISTRY.iter().find(|entry| entry.name == name)
}

/// The names of all kinds.
pub fn names() -> impl Iterator<Item = &'static str> {
    REGISTRY.iter().map(|entry| entry.name)
}
