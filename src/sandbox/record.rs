//! Reads the record of a sealed check. Student code sits in the process that writes it, so nothing in it is believed
//! before the whole of it is as the plan says, and no more of it is kept than an honest one has.

use kit_wire::{
    FrameError, read_frame,
    sealed::{FromSealed, Ran, Report},
};
use std::io::{self, Read};

/// Bytes of a whole record. The longest honest one, the trace of an execution of 10,000 steps, has half a million.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// Rows of a whole record: steps of traces, and bars.
const MOST_ROWS: usize = 20_000;

/// Bytes of a title, which is a line of a check file.
const LONGEST_TITLE: usize = 400;

/// What a sealed check reported.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// One report for each function that ran.
    pub(super) reports: Vec<Ran>,
    /// What the record as a whole is worth.
    pub(super) seal: Seal,
}

/// What a record is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Seal {
    /// Every function of the plan, in its order, and the secret at the end.
    Whole,
    /// It ends too early, has no secret, or is not what was planned.
    #[default]
    Broken,
    /// It says more than any check has to say.
    TooLong,
}

/// What the reader of a record needs of whoever runs the check.
pub(super) trait Sealer {
    /// The check's `main` has begun: hands over the order with the secret.
    fn start(&mut self);
    /// Another execution has begun.
    fn sign_of_life(&mut self);
}

/// Reads to the end of the pipe, or up to where the record breaks. `plan`: the functions that were to run.
pub(super) fn read(
    from: impl Read,
    secret: &[u8; 32],
    plan: &[String],
    sealer: &mut impl Sealer,
) -> Record {
    let mut from = from.take(MOST_BYTES);
    let mut record = Record::default();
    if !matches!(read_frame(&mut from), Ok(FromSealed::Ready)) {
        return record;
    }
    sealer.start();
    let mut rows = 0;
    loop {
        match read_frame(&mut from) {
            Ok(FromSealed::Working) => sealer.sign_of_life(),
            Ok(FromSealed::Ran(ran)) => {
                rows += rows_of(&ran);
                if rows > MOST_ROWS || ran.title.len() > LONGEST_TITLE {
                    record.seal = Seal::TooLong;
                    return record;
                }
                let is_planned = plan.get(record.reports.len()) == Some(&ran.name);
                record.reports.push(ran);
                if !is_planned {
                    return record;
                }
            }
            Ok(FromSealed::Finished { secret: shown, ran }) => {
                let is_whole = shown == *secret
                    && ran as usize == record.reports.len()
                    && record.reports.len() == plan.len();
                if is_whole && ends(&mut from) {
                    record.seal = Seal::Whole;
                }
                return record;
            }
            Err(FrameError::TooLarge(_)) => {
                record.seal = Seal::TooLong;
                return record;
            }
            Ok(FromSealed::Ready) | Err(_) => {
                if from.limit() == 0 {
                    record.seal = Seal::TooLong;
                }
                return record;
            }
        }
    }
}

fn rows_of(ran: &Ran) -> usize {
    match &ran.report {
        Report::Program(_) => 0,
        Report::Timing(report) => report.intervals.len(),
        Report::Model(report) => report.failure.as_ref().map_or(0, |execution| {
            let held = execution.threads.iter().map(|thread| thread.holds.len());
            let rows = execution.steps.len() + execution.intervals.len() + held.sum::<usize>();
            // Every object is there because of a step; a lock has another one for its data.
            rows.max(execution.objects.len() / 2) + execution.threads.len()
        }),
    }
}

/// Whether nothing follows.
fn ends(from: &mut impl Read) -> bool {
    loop {
        match from.read(&mut [0]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return matches!(read, Ok(0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit_wire::{
        sealed::{Interval, TimingReport},
        write_frame,
    };

    const SECRET: [u8; 32] = [7; 32];

    /// Counts what it is told.
    #[derive(Default)]
    struct Told {
        starts: u32,
        signs: u32,
    }

    impl Sealer for Told {
        fn start(&mut self) {
            self.starts += 1;
        }

        fn sign_of_life(&mut self) {
            self.signs += 1;
        }
    }

    fn finished(ran: u32) -> FromSealed {
        FromSealed::Finished {
            secret: SECRET,
            ran,
        }
    }

    fn ran(name: &str) -> FromSealed {
        with(name, "A title.", 0)
    }

    fn with(name: &str, title: &str, bars: usize) -> FromSealed {
        let bar = Interval {
            label: "/slow".to_owned(),
            start_ms: 0,
            end_ms: None,
            thread: 1,
            place: None,
        };
        FromSealed::Ran(Ran {
            name: name.to_owned(),
            title: title.to_owned(),
            report: Report::Timing(TimingReport {
                failure: None,
                intervals: vec![bar; bars],
                expected: None,
            }),
        })
    }

    fn bytes(frames: &[FromSealed]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for frame in frames {
            write_frame(&mut bytes, frame).unwrap();
        }
        bytes
    }

    fn of(bytes: &[u8], plan: &[&str]) -> Record {
        let plan: Vec<_> = plan.iter().map(|name| (*name).to_owned()).collect();
        read(bytes, &SECRET, &plan, &mut Told::default())
    }

    #[track_caller]
    fn check(frames: &[FromSealed], plan: &[&str], expect: Seal) {
        assert_eq!(of(&bytes(frames), plan).seal, expect);
    }

    #[test]
    fn what_was_planned_and_the_secret_make_a_record() {
        let frames = [FromSealed::Ready, ran("a"), ran("b"), finished(2)];
        check(&frames, &["a", "b"], Seal::Whole);
        check(&[FromSealed::Ready, finished(0)], &[], Seal::Whole);
    }

    #[test]
    fn other_names_another_order_fewer_and_more_are_no_record() {
        let frames = [FromSealed::Ready, ran("a"), ran("b"), finished(2)];
        for plan in [&["x", "b"][..], &["b", "a"], &["a"], &["a", "b", "c"], &[]] {
            check(&frames, plan, Seal::Broken);
        }
        check(&[FromSealed::Ready, finished(0)], &["a"], Seal::Broken);
        check(
            &[FromSealed::Ready, ran("a"), ran("a"), finished(2)],
            &["a"],
            Seal::Broken,
        );
    }

    #[test]
    fn nothing_is_no_record() {
        check(&[], &[], Seal::Broken);
        check(&[FromSealed::Ready], &[], Seal::Broken);
    }

    #[test]
    fn a_guessed_secret_is_no_seal() {
        let guessed = FromSealed::Finished {
            secret: [0; 32],
            ran: 0,
        };
        check(&[FromSealed::Ready, guessed], &[], Seal::Broken);
    }

    #[test]
    fn a_missing_report_breaks_the_seal() {
        check(
            &[FromSealed::Ready, ran("a"), finished(2)],
            &["a"],
            Seal::Broken,
        );
    }

    #[test]
    fn nothing_may_follow_the_seal() {
        check(
            &[FromSealed::Ready, finished(0), finished(0)],
            &[],
            Seal::Broken,
        );
        let mut bytes = bytes(&[FromSealed::Ready, finished(0)]);
        bytes.push(1);
        assert_eq!(of(&bytes, &[]).seal, Seal::Broken);
    }

    #[test]
    fn the_secret_is_handed_over_once_and_only_when_main_has_begun() {
        let starts = |frames: &[FromSealed]| {
            let mut told = Told::default();
            let record = read(&bytes(frames)[..], &SECRET, &[], &mut told);
            (told.starts, record.seal)
        };
        assert_eq!(starts(&[FromSealed::Ready, finished(0)]), (1, Seal::Whole));
        assert_eq!(starts(&[finished(0)]), (0, Seal::Broken));
        assert_eq!(
            starts(&[FromSealed::Working, FromSealed::Ready, finished(0)]),
            (0, Seal::Broken)
        );
        let twice = [FromSealed::Ready, FromSealed::Ready, finished(0)];
        assert_eq!(starts(&twice), (1, Seal::Broken));
    }

    #[test]
    fn signs_of_life_are_passed_on() {
        let mut told = Told::default();
        let frames = [
            FromSealed::Ready,
            FromSealed::Working,
            FromSealed::Working,
            finished(0),
        ];
        read(&bytes(&frames)[..], &SECRET, &[], &mut told);
        assert_eq!(told.signs, 2);
    }

    #[test]
    fn a_record_that_says_too_much_is_cut() {
        let title = "t".repeat(LONGEST_TITLE + 1);
        check(
            &[FromSealed::Ready, with("a", &title, 0), finished(1)],
            &["a"],
            Seal::TooLong,
        );
        let half = MOST_ROWS / 2 + 1;
        let frames = [
            FromSealed::Ready,
            with("a", "", half),
            with("b", "", half),
            finished(2),
        ];
        check(&frames, &["a", "b"], Seal::TooLong);
        check(
            &[FromSealed::Ready, with("a", "", half), finished(1)],
            &["a"],
            Seal::Whole,
        );
    }

    /// A pipe without end: whatever is written, reading stops.
    #[test]
    fn a_flood_of_frames_ends() {
        let mut flood = bytes(&[FromSealed::Ready]);
        let working = bytes(&[FromSealed::Working]);
        let many = working.repeat(MOST_BYTES as usize / working.len() + 1);
        flood.extend(many);
        assert_eq!(of(&flood, &[]).seal, Seal::TooLong);
        let mut huge = bytes(&[FromSealed::Ready]);
        huge.extend(u32::MAX.to_le_bytes());
        assert_eq!(of(&huge, &[]).seal, Seal::TooLong);
    }
}
