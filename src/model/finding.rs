//! The result of one check.

use super::{CourseFault, Detail, Evidence, Location, Reason};

/// The student's result. That the grader itself broke is [`Outcome::Ungraded`], never a fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Everything that was asked holds.
    Pass,
    /// Something that was asked does not hold.
    Fail,
    /// The search ended before it was complete: neither proven nor refuted.
    Inconclusive,
    /// Not run, because something that it needs did not pass or was not handed in.
    Skipped,
    /// The grader could not tell; a person has to look.
    Ungraded,
}

impl Outcome {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Pass => "pass",
            Outcome::Fail => "fail",
            Outcome::Inconclusive => "inconclusive",
            Outcome::Skipped => "skipped",
            Outcome::Ungraded => "ungraded",
        }
    }
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trust {
    /// The compiler's own word; no student code ran.
    Compiler,
    /// A judge in another process, without student code, compared the answers.
    Judged,
    /// A record with a secret, written by the process that ran the student's code after the check returned.
    Sealed,
    /// The same, where `unsafe` is allowed: code that reads and writes any memory of its process can write the record
    /// itself. A person has to read it.
    SealedOnTrust,
    /// The program's output and ending, compared from outside.
    Outside,
}

impl Trust {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Trust::Compiler => "compiler",
            Trust::Judged => "judge",
            Trust::Sealed => "sealed record",
            Trust::SealedOnTrust => "sealed record, on trust",
            Trust::Outside => "outside",
        }
    }
}

/// What a check found: an outcome and what a person needs in order to understand it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The result.
    pub outcome: Outcome,
    /// For partial credit: so many of so many parts are right.
    pub parts: Option<(u32, u32)>,
    /// How it was checked.
    pub detail: Detail,
    /// What happened, or what a pass does not say.
    pub reason: Reason,
    /// The student's line to look at first.
    pub location: Option<Location>,
    /// What there is to see.
    pub evidence: Evidence,
}

impl Finding {
    /// A finding with a reason and nothing else.
    pub fn new(outcome: Outcome, reason: impl Into<Reason>) -> Finding {
        Finding {
            outcome,
            parts: None,
            detail: Detail::None,
            reason: reason.into(),
            location: None,
            evidence: Evidence::None,
        }
    }

    /// The check passed.
    pub fn pass() -> Finding {
        Finding::new(Outcome::Pass, Reason::Nothing)
    }

    /// The check failed: what happened.
    pub fn fail(reason: impl Into<Reason>) -> Finding {
        Finding::new(Outcome::Fail, reason)
    }

    /// The grader could not tell: why.
    pub fn ungraded(reason: impl Into<Reason>) -> Finding {
        Finding::new(Outcome::Ungraded, reason)
    }

    /// The course's own mistake, if the check could not be judged because of one.
    pub fn course_fault(&self) -> Option<&CourseFault> {
        match &self.reason {
            Reason::Course(fault) => Some(fault),
            _ => None,
        }
    }

    /// The same with evidence.
    pub fn with(mut self, evidence: Evidence) -> Finding {
        self.evidence = evidence;
        self
    }

    /// The same with a place in the student's code.
    pub fn at(mut self, location: Option<Location>) -> Finding {
        self.location = location;
        self
    }

    /// The same with how it was checked.
    pub fn detailed(mut self, detail: Detail) -> Finding {
        self.detail = detail;
        self
    }
}
