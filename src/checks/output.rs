//! `output`: runs the submitted program and compares what it prints, from outside.

use super::source::KindSource;
use crate::course_file::CourseError;
use crate::model::*;
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
        let Some(unlike) = self.unlike(context, ran.ending, &actual, &stderr) else {
            return Ok(Finding::pass().detailed(Detail::Output));
        };
        let evidence = Evidence::Output(Difference {
            expected: self.described(),
            actual,
            stderr,
            program: None,
        });
        Ok(Finding::fail(unlike)
            .detailed(Detail::Output)
            .with(evidence))
    }
}

impl Output {
    /// How a run differs from what it should be; `None`: it does not.
    fn unlike(
        &self,
        context: &Context<'_>,
        ending: Ending,
        stdout: &str,
        stderr: &str,
    ) -> Option<Unlike> {
        match ending.named_by(stderr) {
            Ending::Exited(_) => {}
            stopped => return Some(Unlike::Stopped(stopped, context.limits)),
        }
        if let Some(unlike) = self.unlike_lines(stdout) {
            return Some(unlike);
        }
        let expected = self.expected.exit_code;
        if let Ending::Exited(code) = ending
            && code != expected
        {
            return Some(Unlike::ExitCode { code, expected });
        }
        let mut wanted = self.expected.stderr_contains.iter();
        let missing = wanted.find(|wanted| !stderr.contains(&wanted.text))?;
        Some(Unlike::NotOnStderr(missing.otherwise.clone()))
    }

    fn unlike_lines(&self, stdout: &str) -> Option<Unlike> {
        let mut lines = stdout.lines();
        for group in &self.expected.stdout {
            let mut left: Vec<&str> = group.iter().map(String::as_str).collect();
            while !left.is_empty() {
                let Some(line) = lines.next() else {
                    return Some(Unlike::Missing(left[0].to_owned()));
                };
                match left.iter().position(|wanted| *wanted == line) {
                    Some(index) => drop(left.remove(index)),
                    None => {
                        return Some(Unlike::Printed(Misprint {
                            printed: line.to_owned(),
                            expected: left.into_iter().map(str::to_owned).collect(),
                        }));
                    }
                }
            }
        }
        lines.next().map(|line| Unlike::Surplus(line.to_owned()))
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
    fn check(stdout: &str, expect: Option<Unlike>) {
        assert_eq!(output().unlike_lines(stdout), expect);
    }

    fn printed(line: &str, expected: &str) -> Option<Unlike> {
        Some(Unlike::Printed(Misprint {
            printed: line.to_owned(),
            expected: vec![expected.to_owned()],
        }))
    }

    #[test]
    fn lines_of_a_group_come_in_any_order() {
        check("a\nb\nend\n", None);
        check("b\na\nend\n", None);
    }

    #[test]
    fn groups_come_in_order() {
        check("a\nend\nb\n", printed("end", "b"));
    }

    #[test]
    fn a_line_may_not_be_missing_or_come_twice() {
        check("a\nb\n", Some(Unlike::Missing("end".to_owned())));
        check("a\na\nend\n", printed("a", "b"));
        check("a\nb\nend\nend\n", Some(Unlike::Surplus("end".to_owned())));
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
