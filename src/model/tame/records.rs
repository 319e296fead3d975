//! What checks and compilers said: texts, and numbers that only a forged record has.

use super::{LONGEST_NAME, Tame, tame_line, tame_paragraph};
use crate::model::CourseFault;
use kit_wire::{
    judged::{Counterexample, Failure, Loss, Test},
    sealed::Interval,
    trace::{ModelFailure, ModelReport, Race, Step, Waiting},
};

/// Threads of a model; the model checker itself has far fewer.
const MOST_THREADS: usize = 64;

/// The highest number of anything: executions, milliseconds.
const MOST: u64 = 1_000_000_000_000;

impl Tame for CourseFault {
    fn tame(&mut self) {
        let CourseFault {
            file,
            place: _,
            what,
        } = self;
        file.tame();
        what.tame();
    }
}

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
            message,
            call,
            expected,
            got,
            place,
            loss,
            counterexample,
        } = self;
        tame_paragraph([message]);
        for text in [call, expected, got] {
            text.tame();
        }
        place.tame();
        if let Some(Loss::Protocol(said)) = loss {
            said.tame();
        }
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
