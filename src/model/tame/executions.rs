//! Records of model checks, before they are explained. What is made of them is tamed once more, line by line.

use super::{MOST_STEPS, Tame, records::MOST_THREADS, tame_paragraph};
use kit_wire::trace::{
    Execution, Expectation, Failure, Held, ModelReport, Object, Step, Thread, ThreadState,
    Unsupported,
};

/// Locks that one thread holds.
const MOST_HELD: usize = 1_000;

/// The same record with no more in it than an honest one can have, and no text that is not fine.
pub fn tamed_record(report: &ModelReport) -> ModelReport {
    let mut report = report.clone();
    let ModelReport {
        executions: _,
        complete: _,
        covered: _,
        rounds: _,
        bounds: _,
        threads: _,
        unsupported,
        failure,
    } = &mut report;
    unsupported.tame();
    failure.tame();
    report
}

impl Tame for Unsupported {
    fn tame(&mut self) {
        match self {
            Unsupported::Item(_) => {}
            Unsupported::NotBegun(panic) | Unsupported::LookAlike(panic) => panic.tame(),
            Unsupported::Engine(said) | Unsupported::NoToken(said) => tame_paragraph([said]),
        }
    }
}

impl Tame for Execution {
    fn tame(&mut self) {
        let Execution {
            failure,
            thread: _,
            number: _,
            preemptions: _,
            threads,
            objects,
            steps,
            intervals,
            replay,
        } = self;
        failure.tame();
        threads.truncate(MOST_THREADS);
        threads.tame();
        objects.truncate(2 * MOST_STEPS);
        objects.iter_mut().for_each(Object::tame);
        steps.tame();
        intervals.tame();
        replay.tame();
    }
}

impl Tame for Failure {
    fn tame(&mut self) {
        match self {
            Failure::Expectation(Expectation::Said(sentence)) => tame_paragraph([sentence]),
            Failure::Expectation(Expectation::Differs {
                what,
                got,
                expected,
            }) => tame_paragraph([what, got, expected]),
            Failure::Exit { code: _, place }
            | Failure::TooManyThreads { most: _, place }
            | Failure::TooLong { most: _, place } => place.tame(),
            Failure::Panic
            | Failure::NoUnwind
            | Failure::StackOverflow {
                bytes: _,
                calls_itself: _,
            }
            | Failure::Deadlock
            | Failure::Livelock
            | Failure::DataRace(_)
            | Failure::Leak => {}
        }
    }
}

impl Tame for Thread {
    fn tame(&mut self) {
        let Thread {
            name,
            spawned,
            state,
            holds,
            panic,
            caught: _,
            joined: _,
        } = self;
        tame_paragraph(name);
        spawned.tame();
        match state {
            ThreadState::Running | ThreadState::Ended => {}
            ThreadState::Blocked {
                why: _,
                object: _,
                place,
            } => place.tame(),
        }
        holds.truncate(MOST_HELD);
        for Held { object: _, place } in holds {
            place.tame();
        }
        panic.tame();
    }
}

impl Tame for Object {
    fn tame(&mut self) {
        let Object {
            kind: _,
            of,
            place,
            lock: _,
            initial: _,
        } = self;
        of.tame();
        place.tame();
    }
}

impl Tame for Step {
    fn tame(&mut self) {
        let Step {
            thread: _,
            op: _,
            object: _,
            ordering: _,
            read: _,
            wrote: _,
            read_from: _,
            place,
            panic,
        } = self;
        place.tame();
        panic.tame();
    }
}
