//! Which functions of a check file a check runs.
//!
//! They are known before any student code runs: what a sealed check reports is held against them. The binary that has them
//! holds student code as well and is not to be asked, so they are read from the check file when the course is read, by rustc's
//! own lexer.

use super::source::Files;
use crate::course_file::nearest;
use crate::model::{CheckFile, CourseFault, FaultOfCourse};
use crate::tokens::{self, tokens};
use toml::Spanned;

/// The functions that a check runs, or why there are none: a mistake of the course that costs its students nothing.
pub(super) type Functions = Result<Vec<String>, CourseFault>;

/// The functions that a check names, all of which must be in its file; all of the file if it names none.
pub(super) fn planned(
    files: &Files<'_>,
    file: &CheckFile,
    macro_name: &'static str,
    run: Vec<Spanned<String>>,
) -> Functions {
    let functions = named(files, file, macro_name, run)?;
    if !functions.is_empty() {
        return Ok(functions);
    }
    let all = functions_of(file, macro_name);
    if all.is_empty() {
        let what = FaultOfCourse::NoFunctions(macro_name);
        return Err(CourseFault::of(&file.path, what));
    }
    Ok(all)
}

/// The functions that a check names, all of which must be in its file.
pub(super) fn named(
    files: &Files<'_>,
    file: &CheckFile,
    macro_name: &'static str,
    run: Vec<Spanned<String>>,
) -> Functions {
    let all = functions_of(file, macro_name);
    let is_unknown = |name: &&Spanned<String>| !all.contains(name.get_ref());
    // A file of which nothing could be read says itself what is wrong with it.
    if let Some(unknown) = run.iter().find(is_unknown).filter(|_| !all.is_empty()) {
        let name = unknown.get_ref();
        let nearest = nearest(name, all.iter().map(String::as_str));
        return Err(CourseFault {
            file: files.file.name(),
            place: Some(files.file.place(unknown.span().start)),
            what: FaultOfCourse::NoFunction {
                file: file.path.clone(),
                name: name.clone(),
                nearest: nearest.map(str::to_owned),
            },
        });
    }
    Ok(run.into_iter().map(Spanned::into_inner).collect())
}

/// The functions of a file's macro of this name (`model! { fn a() {} fn b() {} }`), in order.
fn functions_of(file: &CheckFile, macro_name: &str) -> Vec<String> {
    let tokens = tokens(&file.text);
    let texts: Vec<_> = tokens.iter().map(|token| token.text).collect();
    let is_opened = |window: &[&str]| window == [macro_name, "!", "{"];
    let Some(begin) = texts.windows(3).position(is_opened) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut depth = 0;
    for pair in tokens[begin + 2..].windows(2) {
        match pair[0].text {
            "{" if pair[0].kind == tokens::Kind::Sign => depth += 1,
            "}" if pair[0].kind == tokens::Kind::Sign => depth -= 1,
            "fn" if depth == 1 => found.push(pair[1].text.to_owned()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn the_functions_of_a_check_file_are_those_of_its_macro() {
        let text = "fn helper() {}\nkit::model! {\n/// fn no()\nfn a() { fn inner() {} let _ = \"}\"; }\n\
                    // fn not_this()\nfn b() {}\n}\nfn after() {}";
        let file = CheckFile {
            path: "checks/model.rs".to_owned(),
            text: Arc::from(text),
        };
        assert_eq!(functions_of(&file, "model"), ["a", "b"]);
        assert_eq!(functions_of(&file, "timing"), Vec::<String>::new());
    }
}
