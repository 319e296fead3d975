//! `compile_fail`: trybuild, linked into the grader and run in a child process. No student code is ever run there.
//!
//! trybuild reports by printing and panicking, and compares to the letter. So the child lets it write what the
//! compiler really said (`TRYBUILD=overwrite`), prints that as its last line, and the comparison is ours: the
//! wording of a message may change with the toolchain, its code, place and key phrase may not.

mod child;
mod compare;
mod order;

pub use child::{CHILD, child};
pub use order::rejections;

use super::source::KindSource;
use crate::compile;
use crate::course_file::CourseError;
use crate::model::*;
use child::Answer;
use compare::{Expected, Match, compare};
use serde::Deserialize;

#[derive(Debug)]
struct Trybuild {
    cases: Vec<Case>,
}

#[derive(Debug)]
struct Case {
    file: CheckFile,
    expected: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    cases: Vec<String>,
}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (Keys, _) = source.read()?;
    if keys.cases.is_empty() {
        return Err(files.error("`cases` is empty; name the files in checks/".to_owned()));
    }
    let mut cases = Vec::new();
    for name in &keys.cases {
        let file = files.check_file(name)?;
        let beside = name.replace(".rs", ".stderr");
        let is_written = files.folder.join("checks").join(&beside).exists();
        let stderr = is_written.then(|| files.check_file(&beside)).transpose()?;
        let first = file.text.lines().next().unwrap_or_default();
        let Some((code, phrase)) = first
            .strip_prefix("// ")
            .and_then(|line| line.split_once(": "))
        else {
            return Err(files.error(format!(
                "the first line of {} must be `// E0277: words that the message must contain`",
                file.path
            )));
        };
        let expected = Expected {
            code: code.to_owned(),
            phrase: phrase.trim().to_owned(),
            stderr: stderr.map(|file| file.text.to_string()),
        };
        cases.push(Case { file, expected });
    }
    Ok(Box::new(Trybuild { cases }))
}

impl Kind for Trybuild {
    fn name(&self) -> &'static str {
        "compile_fail"
    }

    fn trust(&self) -> Trust {
        Trust::Compiler
    }

    fn overlays(&self) -> Vec<Overlay> {
        self.cases.iter().map(|case| case.file.overlay()).collect()
    }

    fn recipe(&self, exercise: &Exercise) -> Result<Recipe, CourseFault> {
        let cases = self.run_together(exercise);
        Ok(Recipe::one(self.name(), Run::Rejections { cases }))
    }

    fn judge(&self, ran: &Ran, context: &Context<'_>) -> Result<Finding, NotRun> {
        Ok(self.finding(context.exercise, ran.ended(self.name())?))
    }
}

impl Trybuild {
    fn finding(&self, exercise: &Exercise, ran: &Ended) -> Finding {
        let stdout = String::from_utf8_lossy(&ran.stdout);
        let last = stdout.lines().last().unwrap_or_default();
        let Ok(answer) = serde_json::from_str::<Answer>(last) else {
            let said = String::from_utf8_lossy(&ran.stderr);
            return compile::stopped(exercise, ran.ending)
                .or_else(|| compile::disk_fault(&said))
                .unwrap_or_else(|| {
                    Finding::ungraded(Compiling::TrybuildBroke {
                        ending: ran.ending,
                        printed: compile::printed(ran),
                    })
                });
        };
        let all = answer.rejected.values().map(String::as_str);
        if let Some(fault) = all
            .chain([&*stdout])
            .find_map(compile::disk_fault_among_errors)
        {
            return fault;
        }
        if let Some(finding) = self.undecided(&answer) {
            return finding;
        }
        self.judge_rejections(&answer)
    }
    /// The cases that one child compiles. Cargo takes most of its time, so all programs of an exercise that must be
    /// rejected go together, whichever check they belong to: their steps are equal, and equal steps are run once.
    fn run_together(&self, exercise: &Exercise) -> Vec<String> {
        let alike = exercise
            .checks
            .iter()
            .filter(|check| check.kind.name() == self.name());
        let all = alike.flat_map(|check| check.kind.overlays());
        all.map(|overlay| overlay.to).collect()
    }

    /// What to say if the compiler neither accepted nor rejected one of this check's programs.
    fn undecided(&self, answer: &Answer) -> Option<Finding> {
        let is_undecided = |case: &&Case| answer.undecided.contains(&case.file.path);
        let case = self.cases.iter().find(is_undecided)?;
        Some(match &answer.no_room {
            Some(error) => compile::no_room(NoRoomFor::Case {
                file: case.file.path.clone(),
                said: error.clone(),
            }),
            None => Finding::fail(Rejection::Crashed),
        })
    }

    fn judge_rejections(&self, answer: &Answer) -> Finding {
        let mut differs = false;
        for case in &self.cases {
            let expected = &case.expected;
            let actual = answer.rejected.get(&case.file.path).map(String::as_str);
            let Some(stderr) = &expected.stderr else {
                let path = case.file.path.replace(".rs", ".stderr");
                let finding = Finding::ungraded(Rejection::Unwritten(path));
                return finding.with(Evidence::Diagnostics(vec![Diagnostic {
                    severity: Severity::Error,
                    code: None,
                    message: String::new(),
                    location: None,
                    rendered: actual.unwrap_or_default().to_owned(),
                }]));
            };
            match compare(expected, stderr, actual) {
                Match::Exact => {}
                Match::WordingDiffers => differs = true,
                Match::No(rejection) => {
                    return Finding::fail(rejection).with(shown(case, expected, actual));
                }
            }
        }
        Finding::pass().detailed(Detail::Programs {
            count: self.cases.len(),
            words_differ: differs,
        })
    }
}

/// The case and what the compiler said, for the reader.
fn shown(case: &Case, expected: &Expected, actual: Option<&str>) -> Evidence {
    let program: Vec<_> = case.file.text.lines().skip(1).collect();
    Evidence::Output(Difference {
        expected: format!("{}: {}", expected.code, expected.phrase),
        actual: actual.unwrap_or("it compiles").to_owned(),
        stderr: String::new(),
        program: Some(program.join("\n").trim().to_owned()),
    })
}
