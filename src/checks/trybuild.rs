//! `compile_fail` and `compile_pass`: trybuild, linked into the grader and run in a child process.
//!
//! trybuild reports by printing and panicking, and compares to the letter. So the child lets it write what the
//! compiler really said (`TRYBUILD=overwrite`), prints that as its last line, and the comparison is ours: the
//! wording of a message may change with the toolchain, its code, place and key phrase may not.

use super::{KindSource, compile, explain};
use crate::course_file::CourseError;
use crate::model::*;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, panic, path::Path, sync::Arc};

#[derive(Debug)]
struct Trybuild {
    must: Must,
    cases: Vec<Case>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Must {
    Fail,
    Pass,
}

#[derive(Debug)]
struct Case {
    file: CheckFile,
    expected: Option<Expected>,
}

/// What the compiler must say about a case.
#[derive(Debug, PartialEq, Eq)]
struct Expected {
    /// `E0277`, or `error` for errors without a code.
    code: String,
    /// Words that the message must contain.
    phrase: String,
    /// The whole of what trybuild expects; `None` while the instructor has not written it yet.
    stderr: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    cases: Vec<String>,
}

pub(super) fn parse_fail(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    parse(Must::Fail, source)
}

pub(super) fn parse_pass(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    parse(Must::Pass, source)
}

fn parse(must: Must, source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (Keys, _) = source.read()?;
    if keys.cases.is_empty() {
        return Err(files.error("`cases` is empty; name the files in checks/".to_owned()));
    }
    let mut cases = Vec::new();
    for name in &keys.cases {
        let file = files.check_file(name)?;
        let expected = match must {
            Must::Pass => None,
            Must::Fail => {
                let stderr = files
                    .check_file(&name.replace(".rs", ".stderr"))
                    .ok()
                    .map(|file| file.text.to_string());
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
                Some(Expected {
                    code: code.to_owned(),
                    phrase: phrase.trim().to_owned(),
                    stderr,
                })
            }
        };
        cases.push(Case { file, expected });
    }
    Ok(Box::new(Trybuild { must, cases }))
}

/// What the child is told, as JSON on its command line.
#[derive(Debug, Deserialize, Serialize)]
struct Order {
    crate_name: String,
    must_fail: bool,
    submission: std::path::PathBuf,
    checks: std::path::PathBuf,
    /// The crate is put together here.
    folder: std::path::PathBuf,
    cases: Vec<String>,
    files: Vec<String>,
    target: String,
    /// Flags that let a crate without dependencies use the store's.
    flags: Vec<String>,
}

/// What the child found.
#[derive(Debug, Deserialize, Serialize)]
struct Answer {
    /// For each case that the compiler rejected: what it said, as trybuild normalises it.
    rejected: BTreeMap<String, String>,
    /// Whether trybuild was content with every case.
    content: bool,
}

impl Kind for Trybuild {
    fn name(&self) -> &'static str {
        match self.must {
            Must::Fail => "compile_fail",
            Must::Pass => "compile_pass",
        }
    }

    fn trust(&self) -> Trust {
        Trust::Compiler
    }

    fn overlays(&self) -> Vec<Overlay> {
        self.cases.iter().map(|case| case.file.overlay()).collect()
    }

    fn steps(&self, bench: &Bench<'_>) -> Vec<Step> {
        let tools = bench.tools;
        let mut flags = vec![format!("-Ldependency={}", tools.dependencies.display())];
        flags.extend(compile::linker(bench));
        flags.extend(compile::offered(bench));
        flags.extend(compile::SAME_FOR_ALL.map(|name| format!("--cfg={name}")));
        let cases = self.run_together(bench.exercise);
        let name = format!(
            "trybuild-{}",
            blake3::hash(cases.join(" ").as_bytes()).to_hex()
        );
        let scratch = bench.products.join(&name[..20]);
        let order = Order {
            crate_name: bench.exercise.crate_name(),
            must_fail: self.must == Must::Fail,
            submission: bench.submission.to_owned(),
            checks: bench.checks.to_owned(),
            folder: scratch.join("crate"),
            cases,
            files: bench.exercise.submit.clone(),
            target: tools.target.clone(),
            flags,
        };
        let mut environment = compile::environment(bench, &scratch);
        environment.push(("CARGO".to_owned(), tools.cargo.display().to_string()));
        environment.push(("RUSTC".to_owned(), tools.rustc.display().to_string()));
        environment.push((
            "CARGO_HOME".to_owned(),
            scratch.join("cargo-home").display().to_string(),
        ));
        environment.push((
            "CARGO_MANIFEST_DIR".to_owned(),
            order.folder.display().to_string(),
        ));
        environment.push(("TRYBUILD".to_owned(), "overwrite".to_owned()));
        let mut access = compile::access(bench, bench.submission, &scratch);
        // The cases and no other check: student code is compiled in sight of them.
        let in_sight = order.cases.iter().map(|case| bench.checks.join(case));
        access.reads.extend(in_sight);
        access.reads.push(tools.grader.clone());
        let program = Program {
            path: tools.grader.clone(),
            called: Some(CALLED.to_owned()),
            arguments: vec![
                CHILD.to_owned(),
                serde_json::to_string(&order).unwrap_or_default(),
            ],
            environment,
            folder: scratch,
            access,
        };
        let run = Step {
            title: "compile the course's cases with trybuild".to_owned(),
            action: Action::Run(program),
            limits: compile::limits(bench),
            keep: None,
            may_fail: false,
        };
        vec![compile::student(bench, CrateFlavour::Real), run]
    }

    fn judge(&self, bench: &Bench<'_>, seen: &[Arc<Observation>]) -> Finding {
        if let Some(finding) = explain::not_compiled(bench, seen.first()) {
            return finding;
        }
        let [_, ran] = seen else {
            return Finding::ungraded("trybuild was not run.");
        };
        let stdout = String::from_utf8_lossy(&ran.stdout);
        let last = stdout.lines().last().unwrap_or_default();
        let Ok(answer) = serde_json::from_str::<Answer>(last) else {
            let said = String::from_utf8_lossy(&ran.stderr);
            return explain::disk_fault(&said).unwrap_or_else(|| {
                Finding::ungraded(format!("trybuild {}: {}", ran.ending, said.trim()))
            });
        };
        let all = answer.rejected.values().map(String::as_str);
        if let Some(fault) = all.chain([&*stdout]).find_map(explain::disk_fault) {
            return fault;
        }
        match self.must {
            Must::Fail => self.judge_rejections(&answer),
            Must::Pass if answer.content => Finding::pass().detailed(self.counted()),
            Must::Pass => must_compile(&stdout, &String::from_utf8_lossy(&ran.stderr)),
        }
    }
}

impl Trybuild {
    /// The cases that one child compiles. Cargo takes most of its time, so all programs of an exercise that must be
    /// rejected go together, whichever check they belong to: their steps are equal, and equal steps are run once.
    fn run_together(&self, exercise: &Exercise) -> Vec<String> {
        let own = || self.cases.iter().map(|case| case.file.path.clone());
        match self.must {
            // Of programs that run, trybuild tells only whether all were as they should be.
            Must::Pass => own().collect(),
            Must::Fail => {
                let alike = exercise
                    .checks
                    .iter()
                    .filter(|check| check.kind.name() == self.name());
                let all = alike.flat_map(|check| check.kind.overlays());
                all.map(|overlay| overlay.to).collect()
            }
        }
    }

    fn counted(&self) -> String {
        match self.cases.len() {
            1 => "1 program".to_owned(),
            more => format!("{more} programs"),
        }
    }

    fn judge_rejections(&self, answer: &Answer) -> Finding {
        let mut differs = false;
        for case in &self.cases {
            let Some(expected) = &case.expected else {
                continue;
            };
            let actual = answer.rejected.get(&case.file.path).map(String::as_str);
            let Some(stderr) = &expected.stderr else {
                let path = case.file.path.replace(".rs", ".stderr");
                let finding =
                    Finding::ungraded(format!("{path} is missing; today it would read as below."));
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
                Match::No(message) => {
                    return Finding::fail(message).with(shown(case, expected, actual));
                }
            }
        }
        let remark = if differs {
            ", accepted: only the compiler's wording differs"
        } else {
            ""
        };
        Finding::pass().detailed(format!("{}{remark}", self.counted()))
    }
}

enum Match {
    Exact,
    WordingDiffers,
    No(String),
}

/// Holds what the compiler said against what it should say.
fn compare(expected: &Expected, stderr: &str, actual: Option<&str>) -> Match {
    let Some(actual) = actual else {
        return Match::No(format!(
            "This program must be rejected ({}: {}), and with your code it compiles.",
            expected.code, expected.phrase
        ));
    };
    if without_student_lines(actual) == without_student_lines(stderr) {
        return Match::Exact;
    }
    let heading = if expected.code == "error" {
        "error:".to_owned()
    } else {
        format!("error[{}]", expected.code)
    };
    let place = |stderr: &str| {
        stderr
            .lines()
            .find_map(|line| line.trim().strip_prefix("--> ").map(str::to_owned))
    };
    if !actual.contains(&heading) || !actual.contains(&expected.phrase) {
        return Match::No(format!(
            "This program is rejected, but not for the reason that it should be ({}: {}).",
            expected.code, expected.phrase
        ));
    }
    if place(actual) != place(stderr) {
        return Match::No(format!(
            "This program is rejected with {}, but at another place than it should be.",
            expected.code
        ));
    }
    Match::WordingDiffers
}

/// The message without the notes that quote the student's files, which differ from one right solution to
/// the next.
fn without_student_lines(stderr: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in stderr.lines().chain(["note:"]) {
        if line.starts_with(['n', 'h', 'e', 'w']) {
            let is_students = block
                .iter()
                .any(|line| line.trim_start().starts_with("--> src/"));
            kept.extend(block.drain(..).filter(|_| !is_students));
        }
        block.push(line);
    }
    kept.join("\n")
}

/// The case and what the compiler said, for the reader.
fn shown(case: &Case, expected: &Expected, actual: Option<&str>) -> Evidence {
    let program: Vec<_> = case.file.text.lines().skip(1).collect();
    Evidence::Output(Difference {
        expected: format!("{}: {}", expected.code, expected.phrase),
        actual: actual.unwrap_or("it compiles").to_owned(),
        stderr: program.join("\n").trim().to_owned(),
    })
}

fn must_compile(stdout: &str, stderr: &str) -> Finding {
    let said: Vec<_> = stdout.lines().chain(stderr.lines()).collect();
    let first = said
        .iter()
        .find(|line| line.trim_start().starts_with("error"));
    let message = match first {
        Some(error) => format!(
            "A program that must compile with your code does not: {}",
            error.trim()
        ),
        None => "A program that must compile and run with your code does not.".to_owned(),
    };
    Finding::fail(message)
}

/// The hidden word on the command line that makes the grader trybuild's child.
pub const CHILD: &str = "__trybuild";

/// What the child is called. trybuild looks for a test's hash at the end of its own name and panics if the
/// name is shorter than such a hash (1.0.122, `features.rs`), as `grader` is.
const CALLED: &str = "grader-compiles-the-cases-of-a-check";

/// Runs in the child: puts a crate together from the submission and the cases, lets trybuild compile the
/// cases, and returns an [`Answer`], which must be the last line that the child prints.
pub fn child(order: &str) -> io::Result<String> {
    let order: Order = serde_json::from_str(order)?;
    stage(&order)?;
    std::env::set_current_dir(&order.folder)?;
    let outcome = panic::catch_unwind(|| {
        let cases = ::trybuild::TestCases::new();
        for case in &order.cases {
            if order.must_fail {
                cases.compile_fail(case)
            } else {
                cases.pass(case)
            }
        }
    });
    if let Err(payload) = &outcome {
        // "2 of 3 tests failed" is a result; any other panic is trybuild's own.
        let text = payload.downcast_ref::<String>().map_or("", String::as_str);
        if !(text.contains(" of ") && text.ends_with(" tests failed")) {
            return Err(io::Error::other(format!("trybuild broke: {text}")));
        }
    }
    let mut answer = Answer {
        rejected: BTreeMap::new(),
        content: outcome.is_ok(),
    };
    for case in &order.cases {
        if let Ok(stderr) = fs::read_to_string(order.folder.join(case).with_extension("stderr")) {
            answer.rejected.insert(case.clone(), stderr);
        }
    }
    Ok(serde_json::to_string(&answer)?)
}

fn stage(order: &Order) -> io::Result<()> {
    let copy = |from: &Path, file: &str| {
        let to = order.folder.join(file);
        fs::create_dir_all(to.parent().unwrap_or(&order.folder))?;
        fs::copy(from.join(file), to).map(drop)
    };
    for file in &order.files {
        copy(&order.submission, file)?;
    }
    for case in &order.cases {
        copy(&order.checks, case)?;
    }
    let manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
        order.crate_name
    );
    fs::write(order.folder.join("Cargo.toml"), manifest)?;
    let lock = format!(
        "version = 4\n\n[[package]]\nname = \"{}\"\nversion = \"0.0.0\"\n",
        order.crate_name
    );
    fs::write(order.folder.join("Cargo.lock"), lock)?;
    let settings = toml::toml! { [target] };
    let mut settings = settings;
    let flags = toml::Value::Array(
        order
            .flags
            .iter()
            .cloned()
            .map(toml::Value::String)
            .collect(),
    );
    let target = toml::Table::from_iter([("rustflags".to_owned(), flags)]);
    settings.insert(
        "target".to_owned(),
        toml::Value::Table(toml::Table::from_iter([(
            order.target.clone(),
            target.into(),
        )])),
    );
    let folder = order.folder.join(".cargo");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("config.toml"), settings.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected() -> Expected {
        Expected {
            code: "E0277".into(),
            phrase: "cannot be sent".into(),
            stderr: None,
        }
    }

    const STDERR: &str = "error[E0277]: `Rc<i32>` cannot be sent\n --> checks/a.rs:5:9\n";

    #[test]
    fn the_same_words_are_exact() {
        assert!(matches!(
            compare(&expected(), STDERR, Some(STDERR)),
            Match::Exact
        ));
    }

    #[test]
    fn other_words_with_code_place_and_phrase_are_accepted_and_said() {
        let stderr = "error[E0277]: an `Rc<i32>` cannot be sent safely\n --> checks/a.rs:5:9\n = help: new\n";
        assert!(matches!(
            compare(&expected(), STDERR, Some(stderr)),
            Match::WordingDiffers
        ));
    }

    #[test]
    fn notes_on_the_students_own_lines_do_not_matter() {
        let note = |line| format!("{STDERR}note: required by a bound\n --> src/lib.rs:{line}:5\n");
        assert!(matches!(
            compare(&expected(), &note(3), Some(&note(9))),
            Match::Exact
        ));
    }

    #[track_caller]
    fn refused(actual: Option<&str>, because: &str) {
        match compare(&expected(), STDERR, actual) {
            Match::No(message) => assert!(message.contains(because), "{message}"),
            _ => panic!("must be refused"),
        }
    }

    #[test]
    fn a_program_that_compiles_is_refused() {
        refused(None, "it compiles");
    }

    #[test]
    fn another_code_phrase_or_place_is_refused() {
        refused(
            Some("error[E0382]: cannot be sent\n --> checks/a.rs:5:9\n"),
            "not for the reason",
        );
        refused(
            Some("error[E0277]: is unhappy\n --> checks/a.rs:5:9\n"),
            "not for the reason",
        );
        refused(
            Some("error[E0277]: cannot be sent\n --> checks/a.rs:7:9\n"),
            "another place",
        );
    }
}
