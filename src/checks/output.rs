//! `output`: runs the submitted program and compares what it prints, from outside.

use super::KindSource;
use crate::course_file::CourseError;
use crate::model::*;
use crate::words;
use serde::Deserialize;

#[derive(Debug)]
struct Output {
    expected: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    file: String,
}

/// What a program must print and how it must end: the content of `checks/output.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Groups in order; the lines within a group may come in any order.
    stdout: Vec<Vec<String>>,
    #[serde(default)]
    exit_code: i32,
    /// Each must stand somewhere on stderr.
    #[serde(default)]
    stderr_contains: Vec<OnStderr>,
}

/// Words that must stand on stderr, and what to say if they do not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OnStderr {
    text: String,
    otherwise: String,
}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (Keys, _) = source.read()?;
    let file = files.check_file(&keys.file)?;
    let expected = CourseFileText {
        path: files.folder.join(&file.path),
        text: file.text.to_string(),
    }
    .read()?;
    Ok(Box::new(Output { expected }))
}

/// A second TOML file of the course, with errors that name it.
struct CourseFileText {
    path: std::path::PathBuf,
    text: String,
}

impl CourseFileText {
    fn read(self) -> Result<Expected, CourseError> {
        let file = crate::course_file::CourseFile {
            path: self.path,
            text: self.text,
        };
        file.table_as(file.table()?)
    }
}

impl Kind for Output {
    fn name(&self) -> &'static str {
        "output"
    }

    fn trust(&self) -> Trust {
        Trust::Outside
    }

    fn overlays(&self) -> Vec<Overlay> {
        Vec::new()
    }

    fn recipe(&self, _exercise: &Exercise) -> Result<Recipe, CourseFault> {
        Ok(Recipe::one(self.name(), Run::Program))
    }

    fn judge(&self, ran: &Ran, context: &Context<'_>) -> Result<Finding, NotRun> {
        let ran = ran.ended(self.name())?;
        let actual = self.settled(&String::from_utf8_lossy(&ran.stdout));
        let stderr = without_thread_numbers(&String::from_utf8_lossy(&ran.stderr));
        let Some(message) = self.complaint(context, ran.ending, &actual, &stderr) else {
            return Ok(Finding::pass().detailed("output of the program"));
        };
        let evidence = Evidence::Output(Difference {
            expected: self.described(),
            actual,
            stderr,
        });
        Ok(Finding::fail(message)
            .detailed("output of the program")
            .with(evidence))
    }
}

impl Output {
    /// What is wrong with a run, in one sentence; `None` if nothing is.
    fn complaint(
        &self,
        context: &Context<'_>,
        ending: Ending,
        stdout: &str,
        stderr: &str,
    ) -> Option<String> {
        let stopped = words::endings::of_a_program(ending.named_by(stderr), context.limits);
        if stopped.is_some() {
            return stopped;
        }
        if let Some(complaint) = self.lines_complaint(stdout) {
            return Some(complaint);
        }
        if let Ending::Exited(code) = ending
            && code != self.expected.exit_code
        {
            return Some(format!(
                "The program ended with exit code {code}; it should be {}.",
                self.expected.exit_code
            ));
        }
        let missing = self
            .expected
            .stderr_contains
            .iter()
            .find(|wanted| !stderr.contains(&wanted.text))?;
        Some(missing.otherwise.clone())
    }

    fn lines_complaint(&self, stdout: &str) -> Option<String> {
        let mut lines = stdout.lines();
        for group in &self.expected.stdout {
            let mut left: Vec<&str> = group.iter().map(String::as_str).collect();
            while !left.is_empty() {
                let Some(line) = lines.next() else {
                    return Some(format!("The line `{}` is missing.", left[0]));
                };
                match left.iter().position(|wanted| *wanted == line) {
                    Some(index) => drop(left.remove(index)),
                    None => {
                        return Some(format!(
                            "The program printed `{line}` where `{}` was expected.",
                            left.join("` or `")
                        ));
                    }
                }
            }
        }
        lines
            .next()
            .map(|line| format!("The program printed `{line}` after everything that was expected."))
    }

    /// What is expected, for people.
    fn described(&self) -> String {
        let lines = self.expected.stdout.iter().flatten();
        lines.map(|line| format!("{line}\n")).collect()
    }

    /// What was printed, with lines that may come in any order in the order in which they are expected: chance decides
    /// between them, and is to show in no report.
    fn settled(&self, stdout: &str) -> String {
        let place = |line: &str| {
            let mut groups = self.expected.stdout.iter().enumerate();
            groups.find_map(|(group, lines)| {
                let at = lines.iter().position(|expected| expected == line)?;
                Some((group, at))
            })
        };
        let group = |line: &str| place(line).map(|(group, _)| group);
        let mut lines: Vec<&str> = stdout.lines().collect();
        let alike = |a: &&str, b: &&str| group(a).is_some() && group(a) == group(b);
        for run in lines.chunk_by_mut(alike) {
            run.sort_by_key(|line| place(line));
        }
        lines.into_iter().map(|line| format!("{line}\n")).collect()
    }
}

/// Rust names a panicking thread with its number, which differs from one run to the next.
fn without_thread_numbers(stderr: &str) -> String {
    let lines = stderr.lines().map(|line| match line.split_once("' (") {
        Some((name, rest)) if line.starts_with("thread '") => match rest.split_once(") panicked") {
            Some((number, after)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("{name}' panicked{after}\n")
            }
            _ => format!("{line}\n"),
        },
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output() -> Output {
        let line = str::to_owned;
        Output {
            expected: Expected {
                stdout: vec![vec![line("a"), line("b")], vec![line("end")]],
                exit_code: 0,
                stderr_contains: Vec::new(),
            },
        }
    }

    #[track_caller]
    fn check(stdout: &str, expect: Option<&str>) {
        assert_eq!(output().lines_complaint(stdout).as_deref(), expect);
    }

    #[test]
    fn lines_of_a_group_come_in_any_order() {
        check("a\nb\nend\n", None);
        check("b\na\nend\n", None);
    }

    #[test]
    fn groups_come_in_order() {
        check(
            "a\nend\nb\n",
            Some("The program printed `end` where `b` was expected."),
        );
    }

    #[test]
    fn a_line_may_not_be_missing_or_come_twice() {
        check("a\nb\n", Some("The line `end` is missing."));
        check(
            "a\na\nend\n",
            Some("The program printed `a` where `b` was expected."),
        );
        check(
            "a\nb\nend\nend\n",
            Some("The program printed `end` after everything that was expected."),
        );
    }

    #[test]
    fn the_numbers_of_threads_are_left_out() {
        let stderr =
            "thread '<unnamed>' (20522) panicked at src/main.rs:4:9:\nworker 2 (2) gives up\n";
        let expected = "thread '<unnamed>' panicked at src/main.rs:4:9:\nworker 2 (2) gives up\n";
        assert_eq!(without_thread_numbers(stderr), expected);
    }

    #[test]
    fn what_chance_decides_shows_in_no_report() {
        assert_eq!(output().described(), "a\nb\nend\n");
        assert_eq!(output().settled("b\na\nend"), "a\nb\nend\n");
        assert_eq!(output().settled("b\nend\na\n"), "b\nend\na\n");
        assert_eq!(output().settled("x\nb\nb\na\n"), "x\na\nb\nb\n");
    }
}
