//! Reads the files of cases.
//!
//! A case is `pub fn name() -> String` with a doc comment that begins with what it is about:
//! ``/// `Mutex::lock`: waits until …``. It ends with the first `}` at the beginning of a line.

use std::ops::RangeInclusive;

/// One case.
pub struct Case {
    /// The function's name.
    pub name: String,
    /// What of std it is about.
    pub items: Vec<String>,
    /// Its lines in the file, counted from 1.
    pub lines: RangeInclusive<usize>,
}

/// All cases of a file, in order.
pub fn cases(text: &str) -> Vec<Case> {
    let lines: Vec<&str> = text.lines().collect();
    let mut cases = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = line
            .strip_prefix("pub fn ")
            .and_then(|rest| rest.strip_suffix("() -> String {"))
        else {
            continue;
        };
        let above = lines[..at].iter().rev();
        let head = above
            .take_while(|line| line.starts_with("///") || line.starts_with("#["))
            .count();
        let length = lines[at..]
            .iter()
            .position(|line| *line == "}")
            .expect("a case ends with a brace of its own");
        let items = items(&lines[at - head..at].join(" "));
        assert!(
            !items.is_empty(),
            "the doc comment of `{name}` must begin with the item that it is about"
        );
        cases.push(Case {
            name: name.to_owned(),
            items,
            lines: at - head + 1..=at + length + 1,
        });
    }
    cases
}

/// The names between backticks before the first colon.
fn items(comment: &str) -> Vec<String> {
    let Some((before, _)) = comment.split_once("`: ") else {
        return Vec::new();
    };
    before
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The file with some cases replaced by empty lines, and a table of the others.
pub fn without(text: &str, left_out: &[&Case], cases: &[Case]) -> String {
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        if !left_out.iter().any(|case| case.lines.contains(&(at + 1))) {
            out += line;
        }
        out.push('\n');
    }
    out += "/// All of them.\npub const CASES: &[(&str, fn() -> String)] = &[\n";
    for case in cases {
        if !left_out.iter().any(|other| other.name == case.name) {
            out += &format!("    (\"{0}\", {0}),\n", case.name);
        }
    }
    out + "];\n"
}
