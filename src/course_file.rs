//! A TOML file of the course, and errors that name file, line and column.

use serde::de::DeserializeOwned;
use std::{
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// What is wrong with the course, and where.
#[derive(Debug, thiserror::Error)]
pub enum CourseError {
    /// A key or value in one of its files is wrong.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What is wrong and what to write instead.
        message: String,
    },
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The course's layout is wrong.
    #[error("{message}")]
    Layout {
        /// What is wrong, with paths, and what to do.
        message: String,
    },
}

/// The text of a file of the course, whichever editor saved it: without a byte order mark, and with plain ends of lines.
/// Whatever reads a text of the course reads it with this.
pub fn read_text(path: &Path) -> io::Result<String> {
    let text = String::from_utf8(fs::read(path)?).map_err(|_| {
        let advice = "it is not UTF-8 text; save it as UTF-8";
        io::Error::new(io::ErrorKind::InvalidData, advice)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(text.replace("\r\n", "\n"))
}

/// A TOML file with its text, so that errors can name lines.
#[derive(Debug)]
pub struct CourseFile {
    /// Where it was read.
    pub path: PathBuf,
    /// Its contents.
    pub text: String,
}

/// A value of a [`CourseFile`], with the place where it stands.
pub type Value<'a> = toml::Spanned<DeValue<'a>>;

impl CourseFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<CourseFile, CourseError> {
        match read_text(path) {
            Ok(text) => Ok(CourseFile {
                path: path.to_owned(),
                text,
            }),
            Err(source) => Err(CourseError::Read {
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// The file's top-level table.
    pub fn table(&self) -> Result<DeTable<'_>, CourseError> {
        match DeTable::parse(&self.text) {
            Ok(table) => Ok(table.into_inner()),
            Err(error) => Err(self.error_of(&error)),
        }
    }

    /// Reads a value as a type, with errors that name the place.
    pub fn value_as<T: DeserializeOwned>(&self, value: Value<'_>) -> Result<T, CourseError> {
        let span = value.span();
        T::deserialize(ValueDeserializer::from(value)).map_err(|error| {
            let place = error.span().filter(|span| !span.is_empty()).unwrap_or(span);
            self.error_at(place, rewrite(error.message()))
        })
    }

    /// Reads a whole table as a type.
    pub fn table_as<T: DeserializeOwned>(&self, table: DeTable<'_>) -> Result<T, CourseError> {
        self.value_as(toml::Spanned::new(0..0, DeValue::Table(table)))
    }

    /// An error at a place in this file.
    pub fn error_at(&self, span: Range<usize>, message: impl Into<String>) -> CourseError {
        let (line, column) = self.place(span.start);
        CourseError::Content {
            path: self.path.clone(),
            line,
            column,
            message: message.into(),
        }
    }

    /// Line and column of the byte `at`, counted from 1.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..at.min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }

    /// Its name without folders.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    fn error_of(&self, error: &toml::de::Error) -> CourseError {
        self.error_at(error.span().unwrap_or(0..0), rewrite(error.message()))
    }
}

/// Turns serde's "unknown field `a`, expected one of `b`, `c`" into a sentence that helps.
fn rewrite(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    if let Some(rest) = message.strip_prefix("unknown field") {
        let wrong = quoted.next().unwrap_or_default();
        let known: Vec<&str> = rest.split('`').skip(3).step_by(2).collect();
        return unknown_key(wrong, &known);
    }
    if message.starts_with("missing field") {
        return format!("the key `{}` is missing", quoted.next().unwrap_or_default());
    }
    message.lines().next().unwrap_or_default().to_owned()
}

/// The sentence for a key that is not known.
pub fn unknown_key(wrong: &str, known: &[&str]) -> String {
    match nearest(wrong, known.iter().copied()) {
        Some(right) => format!("unknown key `{wrong}`; did you mean `{right}`?"),
        None => format!(
            "unknown key `{wrong}`; the keys here are {}",
            known.join(", ")
        ),
    }
}

/// The candidate that is most likely meant, if any is close.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .map(|candidate| (strsim::jaro_winkler(wrong, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[allow(dead_code)]
        points: u32,
        #[allow(dead_code)]
        name: String,
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let file = CourseFile {
            path: "exercise.toml".into(),
            text: text.to_owned(),
        };
        let error = file
            .table()
            .and_then(|table| file.table_as::<Sample>(table))
            .unwrap_err();
        assert_eq!(error.to_string(), expect);
    }

    #[test]
    fn a_wrong_key_is_answered_with_the_nearest_one() {
        check(
            "name = 'x'\npionts = 3",
            "exercise.toml:2:1: unknown key `pionts`; did you mean `points`?",
        );
    }

    #[test]
    fn a_missing_key_is_named() {
        check(
            "name = 'x'",
            "exercise.toml:1:1: the key `points` is missing",
        );
    }

    #[test]
    fn a_wrong_type_names_its_place() {
        check(
            "name = 'x'\npoints = 'many'",
            "exercise.toml:2:10: invalid type: string \"many\", expected u32",
        );
    }

    #[test]
    fn broken_toml_names_its_place() {
        check(
            "name = 'x'\npoints = = 3",
            "exercise.toml:2:10: extra `=`, expected nothing",
        );
    }

    #[test]
    fn far_off_words_have_no_nearest() {
        assert_eq!(nearest("zebra", ["points", "name"].into_iter()), None);
    }
}
