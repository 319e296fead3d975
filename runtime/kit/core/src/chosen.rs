//! The functions of a check file: which of them run, and what they are called.

use crate::broken::broken;

/// A check function.
pub trait Named {
    /// Its name.
    fn name(&self) -> &'static str;
    /// The lines of its doc comment; empty lines count for nothing.
    fn documentation(&self) -> &[&'static str];
}

/// The functions of these names, in this order; all of them if none is named. An unknown name ends the process.
pub fn chosen<'c, C: Named>(checks: &'c [C], names: &[String]) -> Vec<&'c C> {
    let find = |name: &String| {
        let found = checks.iter().find(|check| check.name() == name);
        found.unwrap_or_else(|| {
            let all: Vec<_> = checks
                .iter()
                .map(|check| format!("`{}`", check.name()))
                .collect();
            broken(&format!(
                "has no function `{name}`; it has {}",
                all.join(", ")
            ))
        })
    };
    if names.is_empty() {
        checks.iter().collect()
    } else {
        names.iter().map(find).collect()
    }
}

/// A function's title: the first line of its doc comment that says something.
pub fn title<'d>(documentation: &[&'d str]) -> &'d str {
    let lines = documentation.iter().flat_map(|text| text.lines());
    lines
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default()
}
