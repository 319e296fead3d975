//! Takes the sting out of what student code says: nothing that steers a terminal, nothing invisible, no more than
//! anybody would read, and no numbers that only a forged record has and that would send a report out of its bounds.
//!
//! Whatever comes from outside passes here before anybody can report it: names where a submission is taken in, and
//! everything in a grade where the engine hands it out. The structures are taken apart field by field without `..`, so
//! that a new field does not compile until somebody has decided what becomes of it.

use super::{
    CheckGrade, Diagnostic, Difference, Evidence, ExerciseGrade, Finding, Location, Prediction,
    SourceFile, Suspicion,
};
use kit_wire::Place;

mod executions;
mod letters;
mod names;
mod reasons;
mod records;
mod rendered;

use letters::INSTEAD;

pub use executions::tamed_record;
pub use letters::is_fine;
pub use names::{file_name, tamed_name, unique_name};
use rendered::tame_rendered;

/// Letters of one message; the rest is cut.
const LONGEST: usize = 2_000;

/// Letters of a name.
const LONGEST_NAME: usize = 200;

/// Letters of one submitted line, as it is shown.
const LONGEST_LINE: usize = 400;

/// Letters of a program's output that go into a report.
const LONGEST_OUTPUT: usize = 16_000;

/// Entries of any list: steps of a trace, bars of a timing check.
const MOST_STEPS: usize = 20_000;

/// Cuts a text and shows no letter that is not fine.
fn tame(text: &mut String, longest: usize) {
    if text.len() <= longest && text.chars().all(is_fine) {
        return;
    }
    let mut tamed = String::new();
    for (index, letter) in text.chars().enumerate() {
        if index == longest {
            tamed.push_str(" …");
            break;
        }
        tamed.push(if is_fine(letter) { letter } else { INSTEAD });
    }
    *text = tamed;
}

/// A text that somebody else has written, safe to print.
pub fn tamed_text(text: &str) -> String {
    let mut text = text.to_owned();
    tame(&mut text, LONGEST_OUTPUT);
    text
}

/// Lines of submitted code as they are shown; each stays the line that it is.
fn tamed_source(text: &str) -> String {
    let lines = text.trim_start_matches('\u{feff}').lines();
    let lines: Vec<_> = lines
        .map(|line| {
            let mut line = line.to_owned();
            tame(&mut line, LONGEST_LINE);
            line
        })
        .collect();
    lines.join("\n")
}

/// Whatever has texts from outside in it.
trait Tame {
    fn tame(&mut self);
}

/// A text is one line, unless it is shown as a paragraph: a report's other lines are not for students to write.
impl Tame for String {
    fn tame(&mut self) {
        tame_line(self, LONGEST);
    }
}

fn tame_line(text: &mut String, longest: usize) {
    if text.contains(['\n', '\t']) {
        *text = text.replace(['\n', '\t'], "\u{fffd}");
    }
    tame(text, longest);
}

/// A text of several lines that is shown as a paragraph.
fn tame_paragraph<'a>(text: impl IntoIterator<Item = &'a mut String>) {
    text.into_iter().for_each(|text| tame(text, LONGEST));
}

impl<T: Tame> Tame for Option<T> {
    fn tame(&mut self) {
        self.iter_mut().for_each(T::tame);
    }
}

impl<T: Tame> Tame for Vec<T> {
    fn tame(&mut self) {
        self.truncate(MOST_STEPS);
        self.iter_mut().for_each(T::tame);
    }
}

impl<A: Tame, B: Tame> Tame for (A, B) {
    fn tame(&mut self) {
        self.0.tame();
        self.1.tame();
    }
}

impl Tame for Place {
    fn tame(&mut self) {
        let Place {
            file,
            line: _,
            column: _,
        } = self;
        file.tame();
    }
}

impl Tame for Location {
    fn tame(&mut self) {
        let Location {
            file,
            line: _,
            column: _,
        } = self;
        file.tame();
    }
}

impl ExerciseGrade {
    /// The same grade, safe to be reported in any form.
    pub fn tamed(mut self) -> ExerciseGrade {
        let ExerciseGrade {
            // The course's own words and numbers.
            id: _,
            title: _,
            slide: _,
            points: _,
            max_points: _,
            outcome: _,
            reason,
            checks,
            sources,
            suspicions,
        } = &mut self;
        reason.tame();
        checks.iter_mut().for_each(Tame::tame);
        for SourceFile { path, text } in sources {
            path.tame();
            *text = tamed_source(text);
        }
        suspicions.tame();
        self
    }
}

impl Tame for Suspicion {
    fn tame(&mut self) {
        let Suspicion { location, what: _ } = self;
        location.tame();
    }
}

impl Tame for CheckGrade {
    fn tame(&mut self) {
        let CheckGrade {
            // The course's own words and numbers.
            name: _,
            kind: _,
            trust: _,
            points: _,
            max_points: _,
            why: _,
            finding,
        } = self;
        finding.tame();
    }
}

impl Tame for Finding {
    fn tame(&mut self) {
        let Finding {
            outcome: _,
            parts: _,
            // Numbers.
            detail: _,
            reason,
            location,
            evidence,
        } = self;
        reason.tame();
        location.tame();
        evidence.tame();
    }
}

impl Tame for Evidence {
    fn tame(&mut self) {
        match self {
            Evidence::None => {}
            Evidence::Diagnostics(diagnostics) => diagnostics.tame(),
            Evidence::Judged(tests) => tests.tame(),
            Evidence::Models(models) => models.tame(),
            Evidence::Timing {
                intervals,
                expected,
                comparison,
            } => {
                intervals.tame();
                expected.tame();
                comparison.tame();
            }
            Evidence::Output(Difference {
                expected,
                actual,
                stderr,
                program,
            }) => {
                for text in [expected, actual, stderr].into_iter().chain(program) {
                    tame(text, LONGEST_OUTPUT);
                }
            }
            Evidence::Predictions(predictions) => predictions.tame(),
        }
    }
}

impl Tame for Diagnostic {
    fn tame(&mut self) {
        let Diagnostic {
            severity: _,
            code,
            message,
            location,
            rendered,
        } = self;
        code.tame();
        tame_paragraph([message]);
        location.tame();
        tame_rendered(rendered);
    }
}

impl Tame for Prediction {
    fn tame(&mut self) {
        let Prediction {
            snippet,
            predicted,
            right: _,
            compiler,
        } = self;
        snippet.tame();
        tame_line(predicted, 100);
        tame_rendered(compiler);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, tamed: &str) {
        assert_eq!(tamed_text(text), tamed);
    }

    #[test]
    fn escape_sequences_lose_their_escape() {
        check(
            "panicked: \u{1b}[2Jall tests passed\r\u{7}\n\tok",
            "panicked: \u{fffd}[2Jall tests passed\u{fffd}\u{fffd}\n\tok",
        );
        check("\u{9b}2J \u{7f} \u{85}", "\u{fffd}2J \u{fffd} \u{fffd}");
    }

    #[test]
    fn what_turns_the_writing_or_is_not_seen_is_shown() {
        check(
            "a\u{202e}b\u{2066}c\u{200f}d",
            "a\u{fffd}b\u{fffd}c\u{fffd}d",
        );
        check(
            "a\u{200b}\u{2028}\u{feff}\u{e0041}",
            "a\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
        );
        check("naïve „Größe“ 数 … é", "naïve „Größe“ 数 … é");
    }

    #[test]
    fn long_texts_are_cut_by_letters() {
        check(
            &"é".repeat(LONGEST_OUTPUT + 1),
            &format!("{} …", "é".repeat(LONGEST_OUTPUT)),
        );
        check(&"é".repeat(LONGEST_OUTPUT), &"é".repeat(LONGEST_OUTPUT));
    }

    #[test]
    fn the_compiler_may_use_colours_and_nothing_else() {
        let rendered = |text: &str| {
            let mut text = text.to_owned();
            tame_rendered(&mut text);
            text
        };
        let colours = "\u{1b}[0m\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m";
        assert_eq!(rendered(colours), colours);
        assert_eq!(rendered("\u{1b}[91mred"), "\u{1b}[91mred\u{1b}[0m");
        for other in [
            "[2J",
            "[8m",
            "[1;7m",
            "[38;2;1;1;1m",
            "[38;5;999m",
            "]8;;x\u{7}",
            "[",
            "c",
        ] {
            let text = rendered(&format!("\u{1b}{other}"));
            assert!(text.starts_with('\u{fffd}'), "{text:?}");
        }
    }

    #[test]
    fn lines_of_source_stay_where_they_are() {
        let text = format!("\u{feff}a\r\nb\u{2028}\u{1b}c\n{}\n\nd", "x".repeat(999));
        let tamed = tamed_source(&text);
        let lines: Vec<_> = tamed.lines().collect();
        assert_eq!(&lines[..2], ["a", "b\u{fffd}\u{fffd}c"]);
        assert_eq!(lines[2].chars().count(), LONGEST_LINE + 2);
        assert_eq!(&lines[3..], ["", "d"]);
    }
}
