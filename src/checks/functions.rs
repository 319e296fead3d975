//! Which functions of a check file a check runs.
//!
//! They are known before any student code runs: what a sealed check reports is held against them. The binary that has them
//! holds student code as well and is not to be asked, so they are read from the check file when the course is read, by rustc's
//! own lexer.

use super::Files;
use crate::course_file::{CourseError, nearest};
use crate::model::{CheckFile, CourseFault};
use crate::tokens::{self, tokens};
use toml::Spanned;

/// The functions that a check runs, or why there are none: a mistake of the course that costs its students nothing.
pub(super) type Functions = Result<Vec<String>, CourseFault>;

/// The functions that a check names, all of which must be in its file; all of the file if it names none.
pub(super) fn planned(
    files: &Files<'_>,
    file: &CheckFile,
    macro_name: &str,
    run: Vec<Spanned<String>>,
) -> Functions {
    let functions = named(files, file, macro_name, run)?;
    if !functions.is_empty() {
        return Ok(functions);
    }
    let all = functions_of(file, macro_name);
    if all.is_empty() {
        let what = format!("there is no `kit::{macro_name}! {{ … }}` with functions in it");
        return Err(CourseFault::of(&file.path, what));
    }
    Ok(all)
}

/// The functions that a check names, all of which must be in its file.
pub(super) fn named(
    files: &Files<'_>,
    file: &CheckFile,
    macro_name: &str,
    run: Vec<Spanned<String>>,
) -> Functions {
    let all = functions_of(file, macro_name);
    let is_unknown = |name: &&Spanned<String>| !all.contains(name.get_ref());
    // A file of which nothing could be read says itself what is wrong with it.
    if let Some(unknown) = run.iter().find(is_unknown).filter(|_| !all.is_empty()) {
        let name = unknown.get_ref();
        let advice = match nearest(name, all.iter().map(String::as_str)) {
            Some(known) => format!("; did you mean `{known}`?"),
            None => String::new(),
        };
        let what = format!("{} has no function `{name}`{advice}", file.path);
        return Err(fault(files.file.error_at(unknown.span(), what)));
    }
    Ok(run.into_iter().map(Spanned::into_inner).collect())
}

/// An error about a file of the course as a mistake of one exercise.
fn fault(error: CourseError) -> CourseFault {
    match error {
        CourseError::Content {
            path,
            line,
            column,
            message,
        } => CourseFault {
            file: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            place: u32::try_from(line).ok().zip(u32::try_from(column).ok()),
            what: message,
        },
        other => CourseFault::of("exercise.toml", other.to_string()),
    }
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
