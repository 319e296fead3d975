//! Reports as the command line asks for them.

use crate::report::{self, Format};
use std::path::PathBuf;

/// A report that is asked for: what, and where to; `None`: to stdout.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) format: &'static Format,
    pub(super) file: Option<PathBuf>,
}

impl Wanted {
    /// Reads `FORMAT` or `FORMAT=FILE`.
    pub(super) fn parse(text: &str) -> Result<Wanted, String> {
        let (name, file) = match text.split_once('=') {
            Some((_, "")) => return Err("a file belongs behind the `=`".to_owned()),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        Ok(Wanted {
            format: format(name)?,
            file,
        })
    }
}

/// The format of this name, if it tells of one submission.
pub(super) fn format(name: &str) -> Result<&'static Format, String> {
    let mut known = report::of_a_submission();
    known.find(|format| format.name == name).ok_or_else(|| {
        let names: Vec<_> = report::of_a_submission()
            .map(|format| format!("`{}`", format.name))
            .collect();
        format!(
            "there is no format `{name}`; there are {}",
            names.join(", ")
        )
    })
}
