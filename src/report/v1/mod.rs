//! `schema: "grader/report/v1"`: the report for programs, as types. Fields may be added, never removed or renamed.
//! `docs/report-v1.schema.json` is made from these types.
//!
//! Fields stand in the order of the alphabet, here as in the output.

mod evidence;
mod location;

pub use evidence::*;
pub use location::Location;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};

/// What [`Report::schema`] says.
pub const SCHEMA: &str = "grader/report/v1";

/// The report of one submission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The chapters of the exercises, in the course's order.
    pub chapters: Vec<Chapter>,
    /// The course's title.
    pub course: String,
    /// The exercises that were asked for, in the course's order.
    pub exercises: Vec<Exercise>,
    /// The grader's version.
    pub grader: String,
    /// The limits that hold where a check names no others.
    pub limits: Limits,
    /// Points that could be reached.
    pub max_points: u32,
    /// What was reached by the chapters' weights, in percent, rounded to one decimal.
    pub percent: f64,
    /// Points reached.
    pub points: u32,
    /// Files of the submission that were not taken.
    pub refused: Vec<Refused>,
    /// What kept submitted code from the machine.
    pub sandbox: Sandbox,
    /// `grader/report/v1`.
    pub schema: String,
    /// The seed of everything drawn by chance.
    pub seed: u64,
    /// The submission's name.
    pub submission: String,
    /// `rustc --version`.
    pub toolchain: String,
}

/// What was reached in one chapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Chapter {
    /// Its folder: `04_mutex`.
    pub id: String,
    /// Points that could be reached.
    pub max_points: u32,
    /// Points reached.
    pub points: u32,
    /// Its title.
    pub title: String,
    /// What it counts against the other chapters.
    pub weight: u32,
}

/// What a program may use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Limits {
    /// Memory in MiB.
    pub memory_mb: u32,
    /// Output in KiB.
    pub output_kb: u32,
    /// Time on the wall clock.
    pub seconds: u32,
}

/// A file that was not taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Refused {
    /// Its name.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// What kept submitted code from the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sandbox {
    /// Namespaces, Landlock and seccomp.
    Namespaces,
    /// The same with bubblewrap.
    Bwrap,
    /// Landlock and seccomp only.
    Landlock,
    /// Limits only.
    None,
}

/// One exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Exercise {
    /// Its checks, in its order.
    pub checks: Vec<Check>,
    /// `<chapter>/<exercise>`.
    pub id: String,
    /// What a person should look at. It never changes points.
    pub look_at: Vec<Suspicion>,
    /// Points that could be reached.
    pub max_points: u32,
    /// A sentence about the exercise as a whole, such as that it was not handed in.
    pub message: Option<String>,
    /// Points reached.
    pub points: u32,
    /// The slide that it practises.
    pub slide: String,
    /// The worst of its checks.
    pub status: Status,
    /// Its title.
    pub title: String,
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Suspicion {
    /// Where it stands; `null`: in what the code printed.
    pub location: Option<Location>,
    /// What it is, in a few words.
    pub what: String,
}

/// One check of an exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// How it was checked, in a few words.
    pub detail: String,
    /// What there is to see.
    pub evidence: Option<Evidence>,
    /// Its kind: `model`, `tests`, …
    pub kind: String,
    /// The student's line to look at first.
    pub location: Option<Location>,
    /// Points that could be reached.
    pub max_points: u32,
    /// What happened, or what a pass does not say; may be empty.
    pub message: String,
    /// Its name.
    pub name: String,
    /// Points reached.
    pub points: u32,
    /// What the verdict rests on.
    pub rests_on: RestsOn,
    /// The verdict.
    pub status: Status,
    /// Why a wrong submission fails it.
    pub why: String,
}

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
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

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum RestsOn {
    /// The compiler's own word; no student code ran.
    #[serde(rename = "compiler")]
    Compiler,
    /// A judge in another process, without student code, compared the answers.
    #[serde(rename = "judge")]
    Judge,
    /// A record with a secret, written after the check returned.
    #[serde(rename = "sealed record")]
    SealedRecord,
    /// The same, where `unsafe` code could write it itself: a person has to read that.
    #[serde(rename = "sealed record, on trust")]
    SealedOnTrust,
    /// The program's output and ending, compared from outside.
    #[serde(rename = "outside")]
    Outside,
}

impl Report {
    /// The report as pretty-printed JSON, newline included.
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        // Strings, numbers, lists and maps with names for keys: nothing that JSON has no way to write.
        text.expect("a report can be written as JSON") + "\n"
    }

    /// The JSON schema of reports, pretty-printed, newline included.
    pub fn schema() -> String {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let schema = settings.into_generator().into_root_schema_for::<Report>();
        let text = serde_json::to_string_pretty(&schema);
        text.expect("a schema is JSON") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use std::{fs, path::Path};

    #[test]
    fn the_schema_in_docs_is_that_of_these_types() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report-v1.schema.json");
        let schema = Report::schema();
        if std::env::var_os("GRADER_WRITE_SCHEMA").is_some() {
            fs::write(&path, &schema).unwrap();
        }
        let written = fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == schema,
            "docs/report-v1.schema.json is old; run this test with GRADER_WRITE_SCHEMA=1"
        );
    }
}
