//! Takes the sting out of what student code says: no control characters, no more than anybody would read, and no
//! numbers that only a forged record has and that would send a report out of its bounds.

use super::{Evidence, Finding};
use kit_wire::{judged::Test, sealed::Interval, trace::ModelReport};

/// Letters of one message; the rest is cut.
const LONGEST: usize = 2_000;

/// Letters of a program's output that go into a report.
const LONGEST_OUTPUT: usize = 16_000;

/// Letters of a title, which is a line of a check file.
const LONGEST_TITLE: usize = 200;

/// Steps of a trace, or bars of a timing check.
const MOST_STEPS: usize = 20_000;

/// Threads of a model; the model checker itself has far fewer.
const MOST_THREADS: usize = 64;

/// The highest number of anything: executions, milliseconds.
const MOST: u64 = 1_000_000_000_000;

impl Finding {
    /// The same finding, safe to print: texts that student code may have written are cut and hold no escape sequences.
    /// What the compiler rendered stays as it is, since rustc does the same itself.
    pub fn tamed(mut self) -> Finding {
        tame(&mut self.message, LONGEST);
        tame(&mut self.detail, LONGEST);
        if let Some(location) = &mut self.location {
            tame(&mut location.file, LONGEST);
        }
        match &mut self.evidence {
            Evidence::None | Evidence::Diagnostics(_) => {}
            Evidence::Judged(tests) => tests.iter_mut().for_each(test),
            Evidence::Models(models) => {
                for (title, report) in models {
                    tame(title, LONGEST_TITLE);
                    model(report);
                }
            }
            Evidence::Timing {
                intervals,
                comparison,
                ..
            } => {
                bars(intervals);
                if let Some((expected, got)) = comparison {
                    tame(expected, LONGEST);
                    tame(got, LONGEST);
                }
            }
            Evidence::Output(difference) => {
                tame(&mut difference.actual, LONGEST_OUTPUT);
                tame(&mut difference.stderr, LONGEST_OUTPUT);
            }
            Evidence::Predictions(predictions) => {
                for prediction in predictions {
                    tame(&mut prediction.predicted, 100);
                }
            }
        }
        self
    }
}

fn test(test: &mut Test) {
    tame(&mut test.title, LONGEST_TITLE);
    let Some(failure) = &mut test.failure else {
        return;
    };
    tame(&mut failure.message, LONGEST);
    for text in [&mut failure.call, &mut failure.expected, &mut failure.got] {
        tame_any(text);
    }
    if let Some(place) = &mut failure.place {
        tame(&mut place.file, LONGEST);
    }
}

fn model(report: &mut ModelReport) {
    tame_any(&mut report.unsupported);
    report.executions = report.executions.min(MOST);
    report.threads = report.threads.min(MOST_THREADS);
    let Some(failure) = &mut report.failure else {
        return;
    };
    tame(&mut failure.message, LONGEST);
    tame_any(&mut failure.expected);
    tame_any(&mut failure.got);
    failure.threads.truncate(MOST_THREADS);
    failure.trace.truncate(MOST_STEPS);
    for step in &mut failure.trace {
        step.thread = step.thread.min(failure.threads.len());
        tame(&mut step.operation, LONGEST);
        for text in [&mut step.object, &mut step.value, &mut step.note] {
            tame_any(text);
        }
    }
    failure.threads.iter_mut().for_each(|name| tame(name, 200));
    for waiting in &mut failure.waiting {
        tame(&mut waiting.what, LONGEST);
    }
    bars(&mut failure.intervals);
}

fn bars(intervals: &mut Vec<Interval>) {
    intervals.truncate(MOST_STEPS);
    for interval in intervals {
        tame(&mut interval.label, 200);
        interval.start_ms = interval.start_ms.min(MOST);
        interval.end_ms = interval
            .end_ms
            .map(|end| end.clamp(interval.start_ms, MOST));
    }
}

fn tame_any(text: &mut Option<String>) {
    if let Some(text) = text {
        tame(text, LONGEST);
    }
}

/// Neither a control character nor one that turns the direction of writing.
fn is_fine(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !turns && (!letter.is_control() || matches!(letter, '\n' | '\t'))
}

/// A name that somebody else has chosen, such as a file's, safe to print.
pub fn tamed_name(name: &str) -> String {
    let mut name = name.to_owned();
    tame(&mut name, 200);
    name.replace(['\n', '\t'], "\u{fffd}")
}

/// Cuts a text and shows control characters instead of sending them to a terminal.
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
        tamed.push(if is_fine(letter) { letter } else { '\u{fffd}' });
    }
    *text = tamed;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Difference;

    #[test]
    fn escape_sequences_lose_their_escape() {
        let finding = Finding::fail("panicked: \u{1b}[2Jall tests passed\r\u{7}\n\tok").tamed();
        assert_eq!(
            finding.message,
            "panicked: \u{fffd}[2Jall tests passed\u{fffd}\u{fffd}\n\tok"
        );
    }

    #[test]
    fn long_texts_are_cut_by_letters() {
        let finding = Finding::fail("é".repeat(LONGEST + 1)).tamed();
        assert_eq!(finding.message, format!("{} …", "é".repeat(LONGEST)));
        let short = Finding::fail("é".repeat(LONGEST)).tamed();
        assert_eq!(short.message, "é".repeat(LONGEST));
    }

    #[test]
    fn numbers_of_a_forged_record_stay_within_bounds() {
        let bar = Interval {
            label: String::new(),
            start_ms: u64::MAX,
            end_ms: Some(1),
            thread: u32::MAX,
            place: None,
        };
        let finding = Finding::fail("").with(Evidence::Timing {
            intervals: vec![bar],
            expected: None,
            comparison: None,
        });
        let Evidence::Timing { intervals, .. } = finding.tamed().evidence else {
            panic!("the evidence is of another kind");
        };
        assert_eq!(
            (intervals[0].start_ms, intervals[0].end_ms),
            (MOST, Some(MOST))
        );
    }

    #[test]
    fn names_are_one_line() {
        assert_eq!(tamed_name("a\u{1b}[2J\nb.rs"), "a\u{fffd}[2J\u{fffd}b.rs");
    }

    #[test]
    fn output_is_tamed_as_well() {
        let finding = Finding::fail("").with(Evidence::Output(Difference {
            expected: String::new(),
            actual: "\u{1b}]0;title\u{7}".to_owned(),
            stderr: "x".repeat(LONGEST_OUTPUT * 2),
        }));
        let Evidence::Output(tamed) = finding.tamed().evidence else {
            panic!("the evidence is of another kind");
        };
        assert_eq!(tamed.actual, "\u{fffd}]0;title\u{fffd}");
        assert_eq!(tamed.stderr.chars().count(), LONGEST_OUTPUT + 2);
    }
}
