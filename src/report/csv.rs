//! A class as one CSV: a row per submission, a column per exercise.

use crate::model::{Course, Summary, is_fine};
use std::io;

/// The table of a class. Summaries come in any order and leave sorted by name.
pub fn class_csv(course: &Course, summaries: &[Summary]) -> io::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let ids: Vec<String> = course
        .exercises
        .iter()
        .map(|exercise| exercise.id.to_string())
        .collect();
    let header = ["submission", "points", "max_points", "percent", "ungraded"];
    writer.write_record(header.into_iter().chain(ids.iter().map(String::as_str)))?;
    let mut sorted: Vec<_> = summaries.iter().collect();
    sorted.sort_by(|a, b| a.submission.cmp(&b.submission));
    for summary in sorted {
        let mut row = vec![
            plain(&summary.submission),
            summary.points.to_string(),
            summary.max_points.to_string(),
            format!("{:.1}", summary.percent),
            summary.ungraded.to_string(),
        ];
        row.extend(ids.iter().map(|id| {
            let points = summary.exercises.get(id);
            points.map(u32::to_string).unwrap_or_default()
        }));
        writer.write_record(&row)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A name that no spreadsheet takes for a formula: an apostrophe stands before each piece that could be one. Some split
/// at semicolons as well, and skip what is not seen.
fn plain(name: &str) -> String {
    let pieces: Vec<_> = name
        .split(';')
        .map(|piece| {
            let is_skipped =
                |letter: char| letter.is_whitespace() || !is_fine(letter) || letter == '\u{fffd}';
            let is_odd = piece.starts_with(['\t', '\r']);
            if is_odd || piece.trim_start_matches(is_skipped).starts_with(SIGNS) {
                format!("'{piece}")
            } else {
                piece.to_owned()
            }
        })
        .collect();
    pieces.join(";")
}

/// What a formula begins with, also in full width.
const SIGNS: [char; 8] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_is_never_a_formula() {
        for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
            for before in [
                "",
                " ",
                "\u{a0}",
                "\u{3000}",
                "\u{feff}",
                "\u{200b}",
                "\t",
                "\r",
                "\u{fffd}\n",
            ] {
                let name = format!("{before}{sign}1+1");
                assert_eq!(plain(&name), format!("'{name}"));
                assert_eq!(plain(&format!("a;{name}")), format!("a;'{name}"));
            }
        }
        assert_eq!(plain("\tx"), "'\tx");
        for name in ["ada", "a=1", "Ng; Bo", "a-b@c"] {
            assert_eq!(plain(name), name);
        }
    }
}
