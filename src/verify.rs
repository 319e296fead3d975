//! The instructor's self-check: starters fail, solutions pass, and every wrong submission fails exactly the
//! check that it names.

use crate::course_file::{CourseError, read_text};
use crate::engine;
use crate::events::Event;
use crate::model::{
    Complaint, Course, CourseFault, Exercise, ExerciseGrade, Grade, Outcome, Verification,
};
use crate::plan::Request;
use crate::submission;
use crate::words;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
        mpsc,
    },
};

/// What must come out for a submission of the course's own.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Expectation {
    /// Some check fails.
    LosesPoints,
    /// Every check passes.
    Passes,
    /// This check fails, and no other.
    Fails(String),
}

/// So many exercises are verified at a time: while the last submissions of one are graded, the next one keeps the cores
/// busy.
const AT_A_TIME: usize = 2;

/// Verifies exercises; gives each result, in their order, as soon as it and all before it are there. Each grade is shown
/// before, from whichever thread has it. A run that is cancelled ends without the rest.
pub fn verify_all(
    request: Request<'_>,
    course: &Course,
    exercises: &[Arc<Exercise>],
    on_grade: &(dyn Fn(&Exercise, &Grade) + Sync),
    mut on_result: impl FnMut(Result<Verification, CourseError>),
) {
    let (send, results) = mpsc::channel();
    let next = &AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            let send = send.clone();
            scope.spawn(move || {
                while let index = next.fetch_add(1, Relaxed)
                    && let Some(exercise) = exercises.get(index)
                {
                    let result = verify(request, course, exercise, on_grade);
                    if request.control.is_cancelled() {
                        return;
                    }
                    drop(send.send((index, result)));
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut shown = 0;
        for (index, result) in results {
            early.insert(index, result);
            while let Some(result) = early.remove(&shown) {
                on_result(result);
                shown += 1;
            }
        }
    });
}

/// Grades the course's own submissions for one exercise.
fn verify(
    request: Request<'_>,
    course: &Course,
    exercise: &Arc<Exercise>,
    on_grade: &(dyn Fn(&Exercise, &Grade) + Sync),
) -> Result<Verification, CourseError> {
    let cases = cases(course, exercise)?;
    let mut report = Verification {
        exercise: exercise.id.to_string(),
        graded: cases.len(),
        complaints: Vec::new(),
    };
    let mut expected = Vec::new();
    let mut submissions = Vec::new();
    for case in cases {
        match submission::take_for(&case.path, &case.shown, exercise) {
            Ok(submission) => {
                expected.push((case.shown, case.expectation));
                submissions.push(submission);
            }
            Err(error) => report.complaints.push(Complaint {
                file: case.shown,
                sentence: error.to_string(),
            }),
        }
    }
    demand(exercise, &expected, &mut report.complaints);
    let mut faults = Vec::new();
    let mut look_at = |event: &Event| {
        let Event::SubmissionGraded(grade) = event else {
            return;
        };
        on_grade(exercise, grade);
        if let Some((shown, expectation)) = expected
            .iter()
            .find(|(shown, _)| *shown == grade.submission)
            && let Some(graded) = grade.exercises.first()
            && !told_of_course(graded, &mut faults)
            && let Some(sentence) = complaint(expectation, graded)
        {
            report.complaints.push(Complaint {
                file: shown.clone(),
                sentence,
            });
        }
    };
    // This sink has no errors.
    drop(engine::grade_all(request, submissions, &mut look_at));
    // Each of the course's own mistakes once, however many submissions it holds up.
    let faults = faults.into_iter().map(|fault| Complaint {
        file: fault.place(),
        sentence: words::grader::of_course(&fault.what),
    });
    report.complaints.extend(faults);
    report.complaints.sort();
    Ok(report)
}

/// Collects the course's own mistakes that held up a submission. Whether there are any; then nothing is known about it.
fn told_of_course(graded: &ExerciseGrade, faults: &mut Vec<CourseFault>) -> bool {
    let checks = graded.checks.iter();
    let found: Vec<_> = checks
        .filter_map(|check| check.finding.course_fault())
        .collect();
    for fault in &found {
        if !faults.contains(*fault) {
            faults.push((*fault).clone());
        }
    }
    !found.is_empty()
}

/// What every exercise must have.
fn demand(exercise: &Exercise, cases: &[(String, Expectation)], complaints: &mut Vec<Complaint>) {
    let mut demand = |sentence| {
        let file = exercise.id.to_string();
        complaints.push(Complaint { file, sentence });
    };
    let wrong = cases
        .iter()
        .filter(|(_, expectation)| matches!(expectation, Expectation::Fails(_)))
        .count();
    if wrong < 4 {
        let sentence = format!("has {wrong} wrong submissions; an exercise needs at least four");
        demand(sentence);
    }
    let passing = cases
        .iter()
        .filter(|(_, expectation)| *expectation == Expectation::Passes)
        .count();
    if passing < 2 {
        let sentence =
            "needs a solution and at least one other correct submission in also/".to_owned();
        demand(sentence);
    }
}

/// The wrong submissions of an exercise, each with the check that it says it fails.
pub fn wrong_submissions(
    course: &Course,
    exercise: &Exercise,
) -> Result<Vec<(PathBuf, String)>, CourseError> {
    let wrong = files(&solutions_of(course, exercise).join("wrong"))?.into_iter();
    wrong
        .map(|path| {
            let named = named_check(&path, exercise)?;
            Ok((path, named))
        })
        .collect()
}

fn solutions_of(course: &Course, exercise: &Exercise) -> PathBuf {
    course
        .folder
        .join("solutions")
        .join(&exercise.id.chapter)
        .join(&exercise.id.name)
}

struct Case {
    path: PathBuf,
    shown: String,
    expectation: Expectation,
}

fn cases(course: &Course, exercise: &Exercise) -> Result<Vec<Case>, CourseError> {
    let solution = solutions_of(course, exercise);
    let mut cases = vec![
        Case {
            path: exercise.folder.clone(),
            shown: "starter".to_owned(),
            expectation: Expectation::LosesPoints,
        },
        Case {
            path: solution.clone(),
            shown: "solution".to_owned(),
            expectation: Expectation::Passes,
        },
    ];
    for path in files(&solution.join("also"))? {
        cases.push(Case {
            shown: shown("also", &path),
            path,
            expectation: Expectation::Passes,
        });
    }
    for (path, named) in wrong_submissions(course, exercise)? {
        cases.push(Case {
            shown: shown("wrong", &path),
            path,
            expectation: Expectation::Fails(named),
        });
    }
    Ok(cases)
}

fn shown(kind: &str, path: &Path) -> String {
    format!(
        "{kind}/{}",
        path.file_name().unwrap_or_default().to_string_lossy()
    )
}

/// The files of a folder in order of their names; none if there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, CourseError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let read = |source| CourseError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        files.push(entry.map_err(read)?.path());
    }
    files.sort();
    Ok(files)
}

/// The check that a wrong submission says it fails, in its first line.
fn named_check(path: &Path, exercise: &Exercise) -> Result<String, CourseError> {
    let text = read_text(path).map_err(|source| CourseError::Read {
        path: path.to_owned(),
        source,
    })?;
    let first = text.lines().next().unwrap_or_default();
    let said = first
        .trim_start_matches(['/', '#', '!'])
        .trim()
        .strip_prefix("fails: ");
    let fitting = said.and_then(|said| {
        let named = |name: &str| {
            said == name
                || said
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with(" - "))
        };
        exercise.checks.iter().find(|check| named(&check.name))
    });
    match fitting {
        Some(check) => Ok(check.name.clone()),
        None => {
            let names: Vec<_> = exercise
                .checks
                .iter()
                .map(|check| format!("`{}`", check.name))
                .collect();
            Err(CourseError::Content {
                path: path.to_owned(),
                line: 1,
                column: 1,
                message: format!(
                    "the first line must be `// fails: <check> - <the mistake>` with one of the checks {}",
                    names.join(", ")
                ),
            })
        }
    }
}

/// What is not as expected, if anything.
fn complaint(expectation: &Expectation, grade: &ExerciseGrade) -> Option<String> {
    let lost: Vec<_> = grade
        .checks
        .iter()
        .filter(|check| check.finding.outcome != Outcome::Pass)
        .collect();
    let broken = lost
        .iter()
        .find(|check| check.finding.outcome == Outcome::Ungraded);
    if let Some(check) = broken {
        return Some(format!(
            "\"{}\" could not be graded: {}",
            check.name,
            words::reason::sentence(&check.finding.reason)
        ));
    }
    match expectation {
        Expectation::LosesPoints if lost.is_empty() => {
            Some("passes all checks, as nothing unsolved may".to_owned())
        }
        Expectation::LosesPoints => None,
        Expectation::Passes => lost.first().map(|check| {
            format!(
                "{} at \"{}\": {}",
                check.finding.outcome.word(),
                check.name,
                words::reason::sentence(&check.finding.reason)
            )
        }),
        Expectation::Fails(named) => {
            let failed: Vec<_> = lost
                .iter()
                .filter(|check| check.finding.outcome != Outcome::Skipped)
                .collect();
            match failed.as_slice() {
                [only] if only.name == *named && only.finding.outcome == Outcome::Fail => None,
                [] => Some(format!("passes, and should fail \"{named}\"")),
                others => {
                    let others: Vec<_> = others
                        .iter()
                        .map(|check| {
                            format!(
                                "\"{}\" ({}: {})",
                                check.name,
                                check.finding.outcome.word(),
                                words::reason::sentence(&check.finding.reason)
                            )
                        })
                        .collect();
                    Some(format!(
                        "should fail \"{named}\" and nothing else, and fails {}",
                        others.join(" and ")
                    ))
                }
            }
        }
    }
}
