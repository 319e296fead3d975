//! What the compiler read for the student's crate: the submitted files, without the keyword `unsafe` where it is
//! forbidden, and nothing else of the machine.
//!
//! `-F unsafe_code` is not enough: it lets `#[unsafe(naked)]` pass, and says nothing about code that no
//! configuration compiles. rustc lists all that it read (its dep-info, on stdout); an `include_str!` of any other
//! file, and any `env!`, stands there too. Nor is reading enough: what the sandbox found odd about the compiled
//! result is refused as well.

use super::diagnostics;
use crate::model::{Compiled, Context, Finding, Location, SourceFile, Unaccepted};
use crate::tokens::{Kind, tokens};

/// What rustc says that it read.
#[derive(Debug, Default, PartialEq, Eq)]
struct Read {
    files: Vec<String>,
    variables: Vec<String>,
}

/// Why a submission that rustc accepts is refused all the same. `None`: it is not, or the step compiled none.
pub fn refused(context: &Context<'_>, compiled: &Compiled) -> Option<Finding> {
    let read = dep_info(&String::from_utf8_lossy(&compiled.ended.stdout))?;
    let is_submitted = |file: &&String| {
        context
            .files
            .iter()
            .any(|submitted| submitted.path == plain(file))
    };
    if let Some(file) = read.files.iter().find(|file| !is_submitted(file)) {
        let file = diagnostics::shortened(file, 200);
        return Some(Finding::fail(Unaccepted::ReadsFile(file)));
    }
    if let Some(variable) = read.variables.first() {
        let name = diagnostics::shortened(variable, 200);
        return Some(Finding::fail(Unaccepted::ReadsVariable(name)));
    }
    let listed = |path: &String| read.files.iter().any(|file| plain(file) == *path);
    let submitted = context.files.iter().filter(|file| listed(&file.path));
    let keyword = submitted
        .filter(|_| !context.exercise.unsafe_allowed)
        .find_map(keyword_unsafe);
    if let Some(location) = keyword {
        return Some(Finding::fail(Unaccepted::Unsafe).at(Some(location)));
    }
    let oddity = compiled.oddity.clone()?;
    Some(Finding::fail(Unaccepted::Contains(oddity)))
}

/// Where the keyword first stands in a file, macros and unused code included.
fn keyword_unsafe(file: &SourceFile) -> Option<Location> {
    let tokens = tokens(&file.text);
    let token = tokens
        .iter()
        .find(|token| token.kind == Kind::Word && token.text == "unsafe")?;
    Some(Location {
        file: file.path.clone(),
        line: token.line,
        column: token.column,
    })
}

/// Reads rustc's dep-info: `output: file file`, then each file as a rule of its own, then `# env-dep:NAME=value`.
fn dep_info(text: &str) -> Option<Read> {
    let mut lines = text.lines();
    lines.next().filter(|first| first.contains(": "))?;
    let mut read = Read::default();
    for line in lines {
        if let Some(variable) = line.strip_prefix("# env-dep:") {
            let name = variable.split('=').next().unwrap_or(variable);
            read.variables.push(name.to_owned());
        } else if let Some(file) = line.strip_suffix(':') {
            read.files.push(file.replace("\\ ", " "));
        }
    }
    Some(read)
}

/// `src/../src/lib.rs` as `src/lib.rs`. There are no links in a staged submission.
fn plain(file: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in file.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, "" | "..")) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dep_info_names_files_and_variables() {
        let text = "out/liba.rlib: src/lib.rs /etc/my\\ host\n\nsrc/lib.rs:\n/etc/my\\ host:\n\n# env-dep:CARGO\n# env-dep:A=b=c\n";
        let read = Read {
            files: vec!["src/lib.rs".into(), "/etc/my host".into()],
            variables: vec!["CARGO".into(), "A".into()],
        };
        assert_eq!(dep_info(text), Some(read));
        assert_eq!(dep_info(""), None);
    }

    #[test]
    fn paths_are_made_plain() {
        assert_eq!(plain("src/../src/./lib.rs"), "src/lib.rs");
        assert_eq!(plain("../src/lib.rs"), "../src/lib.rs");
        assert_eq!(plain("/etc/../../x"), "/../x");
    }

    #[test]
    fn unsafe_is_found_in_macros_and_attributes_and_not_in_comments() {
        let at = |text: &str| {
            keyword_unsafe(&SourceFile::new("src/lib.rs", text)).map(|at| (at.line, at.column))
        };
        assert_eq!(
            at("// unsafe\nmacro_rules! m { () => { unsafe {} } }"),
            Some((2, 26))
        );
        assert_eq!(at("#[unsafe(naked)]"), Some((1, 3)));
        assert_eq!(
            at("#![forbid(unsafe_code)] const A: &str = \"unsafe\";"),
            None
        );
    }
}
