//! What the linker says about code: names that no library has, names that stand twice, libraries that are nowhere.

use super::diagnostics::shortened;
use crate::model::{Compiling, Diagnostic, Finding};

/// Words of GNU's and LLVM's linkers about code. What they say about files and disks has none of them.
const ABOUT_CODE: [&str; 15] = [
    "undefined symbol",
    "duplicate symbol",
    "undefined reference",
    "multiple definition",
    "unable to find library",
    "cannot find -l",
    "relocation",
    "section type mismatch",
    "section flags",
    "discarded section",
    "symbol",
    "requires an executable stack",
    "TLS",
    "File size limit exceeded",
    "signal 25",
];

/// How the report of a crash begins in LLVM's programs, whichever of its lines came through.
const STACK_DUMP: [&str; 3] = [
    "PLEASE submit a bug report",
    "Stack dump",
    "0.\tProgram arguments:",
];

/// What to say about code that compiles and cannot be linked. `None`: the linker did not complain about code.
pub(super) fn failure(errors: &[Diagnostic]) -> Option<Finding> {
    let complaint = errors.iter().find_map(complaint)?;
    Some(Finding::fail(Compiling::Unlinked(complaint)))
}

/// What the linker says about the code, in one line without our paths. `None`: this is no error of a linker, or one about
/// files and disks.
pub(super) fn complaint(error: &Diagnostic) -> Option<String> {
    if error.location.is_some() || !error.message.starts_with("linking with ") {
        return None;
    }
    let rendered = anstream::adapter::strip_str(&error.rendered).to_string();
    // The command stands there too, in quotes.
    let said = rendered.lines().filter(|line| !line.contains("\"-"));
    let mut complaints = without_stack_dump(said).filter_map(|line| {
        let mut places = ABOUT_CODE.iter().filter_map(|words| line.find(words));
        places.next().map(|place| &line[place..])
    });
    let first = complaints.next()?;
    Some(shortened(first.trim_end().trim_end_matches('.'), 200))
}

/// Without what LLVM's linker prints when it crashes, as it does on a full disk: its own arguments and functions, which are
/// full of symbols and say nothing about the code. `collect2` tells behind it what the linker died of.
fn without_stack_dump<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut dumping = false;
    lines.filter(move |line| {
        let line = line.trim_start().trim_start_matches("= note: ");
        dumping |= STACK_DUMP.iter().any(|start| line.starts_with(start));
        !dumping || line.starts_with("collect2: ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Severity;

    #[track_caller]
    fn check(said: &str, expected: Option<&str>) {
        let error = Diagnostic {
            severity: Severity::Error,
            code: None,
            message: "linking with `cc` failed: exit status: 1".to_owned(),
            location: None,
            rendered: format!(
                "error: linking with `cc` failed: exit status: 1\n  = note:  \"cc\" \"-m64\" \"/tmp/a/symbols.o\"\n  = note: {said}\n"
            ),
        };
        assert_eq!(complaint(&error).as_deref(), expected);
    }

    #[test]
    fn both_linkers_are_understood() {
        check(
            "rust-lld: error: undefined symbol: gone\n >>> referenced by x.rs",
            Some("undefined symbol: gone"),
        );
        check(
            "/usr/bin/ld: /tmp/x.o: in function `f': x.rs:(.text+0x1): undefined reference to `gone'",
            Some("undefined reference to `gone'"),
        );
        check(
            "rust-lld: error: unable to find library -lNo space left on device",
            Some("unable to find library -lNo space left on device"),
        );
        check(
            "/usr/bin/ld: cannot find -lgone: No such file or directory",
            Some("cannot find -lgone: No such file or directory"),
        );
        check(
            "PLEASE submit a bug report\n 0.\tProgram arguments: lld symbols.o\n collect2: fatal error: ld terminated with signal 25 [File size limit exceeded]",
            Some("File size limit exceeded]"),
        );
    }

    #[test]
    fn what_is_about_files_is_not_about_code() {
        check(
            "collect2: fatal error: ld terminated with signal 7 [Bus error]",
            None,
        );
        let dump = "Stack dump:\n          0.\tProgram arguments: /rustc/rust-lld -flavor gnu /tmp/symbols.o\n";
        let frames =
            "Stack dump without symbol names (ensure you have llvm-symbolizer in your PATH):\n";
        let bug = "PLEASE submit a bug report to llvm and include the crash backtrace.\n          ";
        let died = "          collect2: fatal error: ld terminated with signal 7 [Bus error]";
        check(&[bug, dump, frames, died].concat(), None);
        check(&[dump, died].concat(), None);
        check(&[frames, died].concat(), None);
        check(
            "rust-lld: error: failed to write output 'a': No space left on device",
            None,
        );
        check(
            "rust-lld: error: cannot open output file a: Read-only file system",
            None,
        );
    }
}
