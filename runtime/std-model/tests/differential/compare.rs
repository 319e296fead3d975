//! One program on both sides.

use crate::enumerate::{
    AGAINST_HAPPENS_BEFORE, AGAINST_RUNNING, Bad, Gaps, STORE_ORDER, enumerate,
};
use crate::program::{Outcome, Program};
use crate::run::{SITES, run};
use kit_wire::trace::FailureKind;
use std::collections::BTreeSet;
use std::fmt::Write;

/// What the look-alike need not show, since it runs one step after the other, and stores take their place in modification
/// order and SeqCst operations theirs in S as they are run; `docs/model.md` says so. The last gap has the others in it.
const EXCUSED: Gaps = STORE_ORDER | AGAINST_HAPPENS_BEFORE | AGAINST_RUNNING;

/// The most states of a program for the enumerator.
const STATES: usize = 50_000;

/// What came of comparing.
pub enum Compared {
    /// The enumerator would take too long, or the runner has too few places.
    TooLarge,
    /// The program can go wrong, and the look-alike found that.
    Fails,
    /// Nothing is shown that is not allowed, and if the look-alike says complete, nothing is missing.
    Same { complete: bool },
    /// Why one of both is wrong.
    Different(String),
}

/// Compares a program on both sides.
pub fn compare(program: &Program, executions: u64) -> Compared {
    if program.clone().number() > SITES {
        return Compared::TooLarge;
    }
    let Some(allowed) = enumerate(program, STATES) else {
        return Compared::TooLarge;
    };
    let shown = run(program, executions);
    let complete = shown.report.complete;
    let mut difference = String::new();
    let unknown = |outcome: &&Outcome| !allowed.outcomes.contains_key(*outcome);
    let forbidden: Vec<_> = shown.outcomes.iter().filter(unknown).collect();
    // A program that can race may do anything.
    if !forbidden.is_empty() && !allowed.bad.contains_key(&Bad::Race) {
        let _ = write!(difference, "it shows the forbidden {}", list(forbidden));
    }
    if let Some(unsupported) = &shown.report.unsupported {
        let _ = write!(difference, "it refuses: {unsupported:?}");
    }
    let fails = match &shown.report.failure {
        Some(failure) => {
            let bad = match failure.failure.kind() {
                FailureKind::DataRace => Some(Bad::Race),
                FailureKind::Deadlock => Some(Bad::Deadlock),
                FailureKind::Livelock => Some(Bad::Livelock),
                _ => None,
            };
            if bad.is_none_or(|bad| !allowed.bad.contains_key(&bad)) {
                let _ = write!(difference, "false alarm: {:?}", failure.failure);
            }
            true
        }
        None => false,
    };
    let must = allowed.bad.iter().filter(|(_, ways)| ways.without(EXCUSED));
    let must: Vec<_> = must.map(|(bad, _)| *bad).collect();
    if complete && !fails {
        if !must.is_empty() {
            let _ = write!(difference, "it calls complete what has {must:?}");
        }
        let required = allowed
            .outcomes
            .iter()
            .filter(|(_, ways)| ways.without(EXCUSED));
        let required: BTreeSet<_> = required.map(|(outcome, _)| outcome).collect();
        let missing = required
            .into_iter()
            .filter(|it| !shown.outcomes.contains(*it));
        let missing: Vec<_> = missing.collect();
        // A program that can go wrong is compared by that alone.
        if !missing.is_empty() && must.is_empty() {
            let _ = write!(difference, "it misses {}", list(missing));
        }
    }
    match difference.is_empty() {
        true if fails => Compared::Fails,
        true => Compared::Same { complete },
        false => {
            let all = list(allowed.outcomes.keys().collect());
            let here = list(shown.outcomes.iter().collect());
            let executions = shown.report.executions;
            let _ = write!(
                difference,
                "\n  allowed: {all}, {:?}\n  shown:   {here}, {executions} executions",
                allowed.bad.keys().collect::<Vec<_>>()
            );
            Compared::Different(difference)
        }
    }
}

fn list(outcomes: Vec<&Outcome>) -> String {
    let texts: Vec<String> = outcomes.iter().map(|it| format!("[{it}]")).collect();
    texts.join(" ")
}
