//! Names that somebody else has chosen: of files, folders, submissions.

use super::{INSTEAD, LONGEST_NAME, is_fine, tame_line};
use std::ffi::OsStr;

/// Bytes of a file's name. Systems allow 255; the ending and a mark must fit as well.
const LONGEST_FILE_NAME: usize = 200;

/// A name that somebody else has chosen, such as a file's, safe to print in one line.
pub fn tamed_name(name: &str) -> String {
    let mut name = name.to_owned();
    tame_line(&mut name, LONGEST_NAME);
    name
}

/// The name of a submission's folder, safe to print, and different for different names: one that had to be changed
/// carries a mark of what it was.
pub fn unique_name(name: &OsStr) -> String {
    let whole = name.to_string_lossy().replace(['\n', '\t'], "\u{fffd}");
    let is_same = whole.chars().all(is_fine) && *name == *whole && !is_marked(&whole);
    if is_same {
        return whole;
    }
    let tamed: String = whole
        .chars()
        .map(|letter| if is_fine(letter) { letter } else { INSTEAD })
        .collect();
    marked(&tamed, name.as_encoded_bytes())
}

/// The name of a submission as that of a file, without its ending: short enough for any system, and different for
/// different names.
pub fn file_name(name: &str) -> String {
    // What is cut has nearly this length and a mark; a whole name that looks so may not be taken for it.
    let may_be_cut = is_marked(name) && name.len() + 4 > LONGEST_FILE_NAME;
    if name.len() <= LONGEST_FILE_NAME && !may_be_cut {
        return name.to_owned();
    }
    let end = name.floor_char_boundary(LONGEST_FILE_NAME - MARK);
    marked(&name[..end], name.as_bytes())
}

/// Bytes of a mark.
const MARK: usize = 17;

fn marked(shown: &str, of: &[u8]) -> String {
    format!("{shown}~{}", &blake3::hash(of).to_hex()[..MARK - 1])
}

fn is_marked(name: &str) -> bool {
    name.rsplit_once('~').is_some_and(|(_, mark)| {
        mark.len() == MARK - 1 && mark.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line() {
        assert_eq!(tamed_name("a\u{1b}[2J\nb.rs"), "a\u{fffd}[2J\u{fffd}b.rs");
    }

    #[test]
    fn different_names_stay_different() {
        use std::os::unix::ffi::OsStrExt;
        let raw: [&[u8]; 6] = [
            b"a\x1b",
            b"a\x1c",
            b"a\xff",
            b"a\xfe",
            "a\u{fffd}".as_bytes(),
            b"a",
        ];
        let mut names: Vec<_> = raw.map(|raw| unique_name(OsStr::from_bytes(raw))).into();
        assert_eq!(names.last().map(String::as_str), Some("a"));
        // Somebody calls a folder as another one is shown.
        names.push(unique_name(OsStr::new(&names[0])));
        let long = "n".repeat(252);
        names.push(file_name(&long));
        names.push(file_name(&names[names.len() - 1]));
        names.push(file_name(&format!("{long}x")));
        let all: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(all.len(), names.len(), "{names:#?}");
        assert!(names.iter().all(|name| name.len() <= LONGEST_FILE_NAME));
    }
}
