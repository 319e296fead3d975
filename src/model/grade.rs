//! Verdicts and points, ready to be reported.

use super::{Finding, Location, Outcome, Reason, Refused, SourceFile, Trust};
use std::collections::BTreeMap;

/// Everything about one graded submission.
#[derive(Clone, Debug)]
pub struct Grade {
    /// The submission's name.
    pub submission: String,
    /// One entry for each exercise asked for, in the course's order.
    pub exercises: Vec<ExerciseGrade>,
    /// The chapters of these exercises, in the course's order.
    pub chapters: Vec<ChapterGrade>,
    /// What was reached of these chapters by their weights, in percent, rounded to one decimal.
    pub percent: f64,
    /// Files of the submission that were not taken, and why.
    pub refused: Vec<Refused>,
}

/// What was reached in one chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterGrade {
    /// Its folder: `04_mutex`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it counts against the other chapters.
    pub weight: u32,
    /// What was reached.
    pub points: u32,
    /// What could be reached.
    pub max_points: u32,
}

/// One exercise of a submission.
#[derive(Clone, Debug)]
pub struct ExerciseGrade {
    /// `<chapter>/<exercise>`.
    pub id: String,
    /// The exercise's title.
    pub title: String,
    /// The slide that it practises.
    pub slide: String,
    /// What was reached.
    pub points: u32,
    /// What could be reached.
    pub max_points: u32,
    /// The worst outcome of its checks.
    pub outcome: Outcome,
    /// Why nothing of it could be checked, such as that it was not handed in.
    pub reason: Option<Reason>,
    /// One entry for each check, in the exercise's order.
    pub checks: Vec<CheckGrade>,
    /// The submitted files as they were taken, for showing lines.
    pub sources: Vec<SourceFile>,
    /// What a reader should look at. It never changes points.
    pub suspicions: Vec<Suspicion>,
}

/// Something in a submission that a person should look at: no proof of anything, and worth no points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suspicion {
    /// Where it stands; `None`: in what the code printed.
    pub location: Option<Location>,
    /// What it is.
    pub what: Oddness,
}

/// What is worth a look, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddness {
    /// It asks for the names of types.
    AsksForNames,
    /// It ends the process.
    EndsTheProcess,
    /// It imitates the report of a test.
    ImitatesTests,
    /// It imitates the grader's own report.
    ImitatesReports,
    /// It looks different depending on what compiles it.
    DependsOnCompiler,
    /// It names `/dev`.
    NamesDev,
    /// It names `/proc`.
    NamesProc,
    /// It names `/sys`.
    NamesSys,
    /// It names the harness that checks it.
    NamesHarness,
    /// It opens connections.
    OpensConnections,
    /// It reaches below Rust: symbols, sections, assembly.
    ReachesBelowRust,
    /// It reads files or the environment while it is compiled.
    ReadsAround,
    /// It reads or writes files.
    ReadsOrWritesFiles,
    /// It replaces the panic hook.
    ReplacesPanicHook,
    /// It starts processes.
    StartsProcesses,
    /// It prints what steers a terminal.
    SteersTheTerminal,
    /// It has the idiom by which safe code forges lifetimes (rust issue 25860).
    ForgesLifetimes,
}

/// One check of an exercise.
#[derive(Clone, Debug)]
pub struct CheckGrade {
    /// Its name.
    pub name: String,
    /// Its kind: `model`, `tests`, …
    pub kind: &'static str,
    /// What the verdict rests on.
    pub trust: Trust,
    /// What was reached.
    pub points: u32,
    /// What could be reached.
    pub max_points: u32,
    /// Why a wrong submission fails it.
    pub why: String,
    /// What was found.
    pub finding: Finding,
}

impl Grade {
    /// Points reached over all exercises.
    pub fn points(&self) -> u32 {
        self.exercises.iter().map(|exercise| exercise.points).sum()
    }

    /// Points that could be reached.
    pub fn max_points(&self) -> u32 {
        self.exercises
            .iter()
            .map(|exercise| exercise.max_points)
            .sum()
    }

    /// Whether some check stayed ungraded.
    pub fn has_ungraded(&self) -> bool {
        self.exercises
            .iter()
            .any(|exercise| exercise.outcome == Outcome::Ungraded)
    }
}

/// What the self-check found for one exercise.
#[derive(Debug)]
pub struct Verification {
    /// `<chapter>/<exercise>`.
    pub exercise: String,
    /// How many submissions were graded.
    pub graded: usize,
    /// What is not as it should be.
    pub complaints: Vec<Complaint>,
}

/// One thing that the self-check found wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The submission's file, or the exercise.
    pub file: String,
    /// What is wrong with it.
    pub sentence: String,
}

/// What a table says about a submission: all of it that has to be remembered of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The submission's name.
    pub submission: String,
    /// Points reached over all exercises.
    pub points: u32,
    /// Points that could be reached.
    pub max_points: u32,
    /// What was reached by the chapters' weights.
    pub percent: f64,
    /// How many checks stayed ungraded.
    pub ungraded: usize,
    /// The points of each exercise that was asked for.
    pub exercises: BTreeMap<String, u32>,
}

impl Summary {
    /// What a table says about this one.
    pub fn of(grade: &Grade) -> Summary {
        let checks = grade.exercises.iter().flat_map(|exercise| &exercise.checks);
        let points = grade.exercises.iter();
        Summary {
            submission: grade.submission.clone(),
            points: grade.points(),
            max_points: grade.max_points(),
            percent: grade.percent,
            ungraded: checks
                .filter(|check| check.finding.outcome == Outcome::Ungraded)
                .count(),
            exercises: points
                .map(|exercise| (exercise.id.clone(), exercise.points))
                .collect(),
        }
    }
}
