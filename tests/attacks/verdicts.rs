//! What a batch has reported, and what it must have.

use super::program::Program;
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path, process::Output};

/// No report may be larger, whatever the student's code says.
const LARGEST_REPORT: usize = 512 * 1024;

/// The reports of one batch.
pub struct Reports {
    /// Which batch: mode and user.
    pub what: String,
    by_name: BTreeMap<String, String>,
    printed: String,
    code: Option<i32>,
}

impl Reports {
    /// Reads the folder that a batch wrote into.
    pub fn read(out: &Path, ended: &Output, what: String) -> Reports {
        let mut by_name = BTreeMap::new();
        for entry in fs::read_dir(out).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            by_name.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
        let printed = [&ended.stdout, &ended.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        Reports {
            what,
            by_name,
            printed: printed.concat(),
            code: ended.status.code(),
        }
    }

    /// Everything that anybody could read.
    pub fn text(&self) -> String {
        let reports: String = self.by_name.values().map(String::as_str).collect();
        reports + &self.printed
    }

    fn report(&self, name: &str) -> Value {
        let text = self.by_name.get(&format!("{name}.json"));
        let text =
            text.unwrap_or_else(|| panic!("{}: no report of {name}: {}", self.what, self.printed));
        serde_json::from_str(text).unwrap()
    }

    /// No secret in any report, nor in what was printed.
    pub fn hold_no_secret(&self, token: &str) {
        for (name, text) in self
            .by_name
            .iter()
            .chain([(&"output".to_owned(), &self.printed)])
        {
            let found = text.lines().find(|line| line.contains(token));
            assert!(
                found.is_none(),
                "{}: {name} shows a secret: {found:?}",
                self.what
            );
        }
    }

    /// The honest ones have what they deserve.
    pub fn are_as_they_should_be(&self) {
        assert_eq!(self.code, Some(0), "{}: {}", self.what, self.printed);
        for (name, points) in [("a-right", 22), ("m-wrong", 1), ("z-broken", 0)] {
            let report = self.report(name);
            assert_eq!(
                report["points"], points,
                "{}: {name}: {report:#}",
                self.what
            );
        }
    }

    /// Every hostile one has failed in the way that it must; all faults are told at once.
    pub fn are_as_they_must_be<'p>(&self, programs: impl Iterator<Item = &'p Program>) {
        let faults: Vec<_> = programs.filter_map(|program| self.fault(program)).collect();
        assert!(faults.is_empty(), "{}:\n{}", self.what, faults.join("\n"));
        assert_eq!(self.code, Some(0), "{}: {}", self.what, self.printed);
    }

    fn fault(&self, program: &Program) -> Option<String> {
        let text = self.by_name.get(&format!("{}.json", program.folder()))?;
        let report: Value = serde_json::from_str(text).unwrap();
        let graded = report["exercises"].as_array().unwrap();
        let exercise = graded
            .iter()
            .find(|exercise| exercise["id"] == program.exercise.as_str())?;
        let checks = exercise["checks"].as_array().unwrap();
        let messages: Vec<_> = checks
            .iter()
            .map(|check| check["message"].as_str().unwrap_or_default())
            .collect();
        let won = checks
            .iter()
            .any(|check| check["kind"] != "build" && check["points"] != 0);
        let is_said = program.says.is_empty()
            || messages.iter().any(|message| {
                program
                    .says
                    .iter()
                    .any(|words| message.contains(words.as_str()))
            });
        let faults = [
            (won, "it got points"),
            (
                exercise["status"] != program.status.as_str(),
                "another status",
            ),
            (!is_said, "other words"),
            (text.len() > LARGEST_REPORT, "a report as long as it likes"),
            (steers(&report), "control characters in its report"),
        ];
        let faults: Vec<_> = faults
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, what)| *what)
            .collect();
        (!faults.is_empty()).then(|| {
            let shown: Vec<String> = messages
                .iter()
                .map(|message| message.chars().take(300).collect())
                .collect();
            format!(
                "{}: {}: {} {shown:?}",
                program.name,
                faults.join(", "),
                exercise["status"]
            )
        })
    }

    /// Submissions that are in both batches have the same reports, byte for byte.
    pub fn say_the_same_as(&self, other: &Reports) {
        for (name, text) in other
            .by_name
            .iter()
            .filter(|(name, _)| name.ends_with(".json"))
        {
            let here = self.by_name.get(name);
            assert!(
                here == Some(text),
                "{}: {name} differs from {}:\n{here:?}\n{text:?}",
                self.what,
                other.what
            );
        }
    }
}

/// Whether some text of a report would do something to a terminal.
fn steers(value: &Value) -> bool {
    match value {
        Value::String(text) => text
            .chars()
            .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')),
        Value::Array(all) => all.iter().any(steers),
        Value::Object(all) => all.values().any(steers),
        _ => false,
    }
}
