//! What checks said over their pipes: texts, and numbers that only a forged record has.

use super::{LONGEST_NAME, Tame, tame_line, tame_paragraph};
use crate::model::trace::{ModelFailure, ModelReport, Race, Step, Waiting};
use kit_wire::{
    Divergence, Excerpt, Mismatch, Panicked, Piece, Unmet,
    judged::{Counterexample, Disturbance, Failure, Loss, Test, Wrong},
    sealed::Interval,
};

/// Threads of a model; the model checker itself has far fewer.
pub(super) const MOST_THREADS: usize = 64;

/// The highest number of anything: executions, milliseconds.
const MOST: u64 = 1_000_000_000_000;

impl Tame for Test {
    fn tame(&mut self) {
        let Test {
            name,
            title,
            cases: _,
            failure,
        } = self;
        name.tame();
        title.tame();
        failure.tame();
    }
}

impl Tame for Failure {
    fn tame(&mut self) {
        let Failure {
            what,
            counterexample,
        } = self;
        what.tame();
        if let Some(Counterexample {
            inputs,
            cases: _,
            seed: _,
        }) = counterexample
        {
            inputs.tame();
        }
    }
}

impl Tame for Wrong {
    fn tame(&mut self) {
        match self {
            Wrong::Unmet(unmet) => unmet.tame(),
            Wrong::Panicked { call, panicked } => {
                call.tame();
                panicked.tame();
            }
            Wrong::Lost { call, loss } => {
                call.tame();
                loss.tame();
            }
            Wrong::WroteOn => {}
        }
    }
}

impl Tame for Loss {
    fn tame(&mut self) {
        match self {
            Loss::Ended {
                ending: _,
                limit_ms: _,
            }
            | Loss::Disturbed(Disturbance::OtherAnswer | Disturbance::TooLarge(_)) => {}
            Loss::Disturbed(Disturbance::Malformed(error)) => error.tame(),
        }
    }
}

impl Tame for Panicked {
    fn tame(&mut self) {
        let Panicked { message, place } = self;
        tame_paragraph([message]);
        place.tame();
    }
}

impl Tame for Unmet {
    fn tame(&mut self) {
        match self {
            Unmet::Said(sentence) => tame_paragraph([sentence]),
            Unmet::Differs(Mismatch {
                what,
                expected,
                got,
                divergence,
            }) => {
                what.tame();
                expected.tame();
                got.tame();
                divergence.tame();
            }
        }
    }
}

impl Tame for Divergence {
    fn tame(&mut self) {
        let Divergence { expected, got } = self;
        for Piece {
            text,
            is_cut_before: _,
            is_cut_after: _,
        } in [expected, got]
        {
            text.tame();
        }
    }
}

impl Tame for Excerpt {
    fn tame(&mut self) {
        let Excerpt { text, cut_from: _ } = self;
        text.tame();
    }
}

impl Tame for ModelReport {
    fn tame(&mut self) {
        let ModelReport {
            executions,
            complete: _,
            covered: _,
            rounds: _,
            bounds: _,
            threads,
            unsupported,
            failure,
        } = self;
        *executions = (*executions).min(MOST);
        *threads = (*threads).min(MOST_THREADS);
        tame_paragraph(unsupported);
        failure.tame();
    }
}

impl Tame for ModelFailure {
    fn tame(&mut self) {
        let ModelFailure {
            kind: _,
            message,
            expected,
            got,
            place,
            execution: _,
            preemptions: _,
            threads,
            trace,
            waiting,
            race,
            intervals,
            replay,
        } = self;
        tame_paragraph([message]);
        for text in [expected, got, replay] {
            text.tame();
        }
        place.tame();
        threads.truncate(MOST_THREADS);
        threads
            .iter_mut()
            .for_each(|name| tame_line(name, LONGEST_NAME));
        trace.tame();
        for step in trace {
            step.thread = step.thread.min(threads.len());
        }
        waiting.tame();
        race.tame();
        intervals.tame();
    }
}

impl Tame for Step {
    fn tame(&mut self) {
        let Step {
            thread: _,
            operation,
            kind,
            about,
            object_id: _,
            object,
            ordering,
            value,
            read,
            wrote,
            read_from,
            place,
            note,
            failing: _,
        } = self;
        operation.tame();
        kind.tame();
        for text in [object, ordering, value, read, wrote, note] {
            text.tame();
        }
        for index in [about, read_from].into_iter().flatten() {
            *index = (*index).min(super::MOST_STEPS);
        }
        place.tame();
    }
}

impl Tame for Waiting {
    fn tame(&mut self) {
        let Waiting {
            thread: _,
            what,
            place,
            holds,
        } = self;
        what.tame();
        place.tame();
        holds.tame();
    }
}

impl Tame for Race {
    fn tame(&mut self) {
        let Race {
            first,
            second,
            missing,
        } = self;
        for (access, _thread, place) in [first, second] {
            access.tame();
            place.tame();
        }
        tame_paragraph([missing]);
    }
}

impl Tame for Interval {
    fn tame(&mut self) {
        let Interval {
            label,
            start_ms,
            end_ms,
            thread: _,
            place,
        } = self;
        tame_line(label, LONGEST_NAME);
        *start_ms = (*start_ms).min(MOST);
        *end_ms = end_ms.map(|end| end.clamp(*start_ms, MOST));
        place.tame();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_forged_record_stay_within_bounds() {
        let mut bar = Interval {
            label: String::new(),
            start_ms: u64::MAX,
            end_ms: Some(1),
            thread: u32::MAX,
            place: None,
        };
        bar.tame();
        assert_eq!((bar.start_ms, bar.end_ms), (MOST, Some(MOST)));
    }
}
