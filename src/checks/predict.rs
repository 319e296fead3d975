//! `predict`: the student's predictions against the compiler.

use super::KindSource;
use crate::compile;
use crate::course_file::{CourseError, nearest};
use crate::model::*;
use serde::Deserialize;
use std::{collections::BTreeMap, fs};

/// What is predicted for a snippet without errors.
const COMPILES: &str = "compiles";

#[derive(Debug)]
struct Predict {
    /// The snippets, in order of their names.
    snippets: Vec<CheckFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    snippets: String,
}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (Keys, _) = source.read()?;
    let folder = files.folder.join(&keys.snippets);
    let entries = fs::read_dir(&folder).map_err(|source| CourseError::Read {
        path: folder,
        source,
    })?;
    let mut names: Vec<_> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.retain(|name| name.ends_with(".rs"));
    names.sort();
    if names.is_empty() {
        return Err(files.error(format!("the folder {} holds no .rs files", keys.snippets)));
    }
    let snippets = names
        .iter()
        .map(|name| files.file(&format!("{}/{name}", keys.snippets)));
    Ok(Box::new(Predict {
        snippets: snippets.collect::<Result<_, _>>()?,
    }))
}

impl Kind for Predict {
    fn name(&self) -> &'static str {
        "predict"
    }

    fn trust(&self) -> Trust {
        Trust::Compiler
    }

    fn overlays(&self) -> Vec<Overlay> {
        self.snippets.iter().map(CheckFile::overlay).collect()
    }

    fn recipe(&self, _exercise: &Exercise) -> Result<Recipe, CourseFault> {
        let run = |snippet: &CheckFile| (snippet.path.clone(), Run::Snippet(snippet.clone()));
        Ok(Recipe {
            about: Vec::new(),
            runs: self.snippets.iter().map(run).collect(),
        })
    }

    fn judge(&self, ran: &Ran, context: &Context<'_>) -> Result<Finding, NotRun> {
        let [SourceFile { path, text }] = context.files else {
            return Ok(Finding::ungraded(
                "The exercise must ask for one file of answers.",
            ));
        };
        let answers: BTreeMap<String, String> = match toml::from_str(text) {
            Ok(answers) => answers,
            Err(error) => return Ok(not_answers(path, text, &error)),
        };
        let mut predictions = Vec::new();
        for snippet in &self.snippets {
            let compiled = ran.ended(&snippet.path)?;
            match prediction(snippet.stem(), answers.get(snippet.stem()), compiled) {
                Ok(prediction) => predictions.push(prediction),
                Err(broken) => return Ok(Finding::ungraded(broken)),
            }
        }
        Ok(finding(predictions, &self.strays(&answers)))
    }
}

impl Predict {
    /// Answers for snippets that do not exist, each with the one that was probably meant.
    fn strays(&self, answers: &BTreeMap<String, String>) -> String {
        let known: Vec<_> = self.snippets.iter().map(CheckFile::stem).collect();
        let strays = answers.keys().filter(|key| !known.contains(&key.as_str()));
        let sentences = strays.map(|stray| match nearest(stray, known.iter().copied()) {
            Some(name) => format!(" `{stray}` is no snippet; did you mean `{name}`?"),
            None => format!(" `{stray}` is no snippet."),
        });
        sentences.collect()
    }
}

fn not_answers(name: &str, text: &str, error: &toml::de::Error) -> Finding {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    let line = text[..at].matches('\n').count() + 1;
    let location = Location {
        file: name.to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: 1,
    };
    let reason = error
        .message()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    Finding::fail(format!(
        "{name} is not a list of answers: line {line}: {reason}"
    ))
    .at(Some(location))
}

fn prediction(
    snippet: &str,
    answer: Option<&String>,
    compiled: &Ended,
) -> Result<Prediction, String> {
    let all = compile::read(compiled);
    let errors = compile::of(Severity::Error, &all);
    if let Some(fault) = compile::system_fault(compiled, &errors) {
        return Err(fault.message);
    }
    let actual = match errors.first() {
        None if compiled.succeeded() => COMPILES.to_owned(),
        None => {
            return Err(format!(
                "The snippet `{snippet}` could not be compiled: {:?}",
                compiled.ending
            ));
        }
        Some(error) => error
            .code
            .clone()
            .unwrap_or_else(|| "an error without a code".to_owned()),
    };
    let predicted = answer
        .map(|answer| answer.trim().to_owned())
        .unwrap_or_default();
    let right = predicted.eq_ignore_ascii_case(&actual);
    let has_answered = !matches!(predicted.as_str(), "" | "?");
    let compiler = match (right || !has_answered, errors.first()) {
        (true, _) => String::new(),
        (false, None) => "It compiles.".to_owned(),
        (false, Some(error)) => error.rendered.clone(),
    };
    Ok(Prediction {
        snippet: snippet.to_owned(),
        predicted,
        right,
        compiler,
    })
}

fn finding(predictions: Vec<Prediction>, strays: &str) -> Finding {
    let of = u32::try_from(predictions.len()).unwrap_or(u32::MAX);
    let right = u32::try_from(
        predictions
            .iter()
            .filter(|prediction| prediction.right)
            .count(),
    )
    .unwrap_or(0);
    let detail = format!("{right} of {of} predictions right");
    let mut finding = if right == of {
        Finding::pass()
    } else {
        Finding::fail(format!(
            "The compiler agrees with {right} of your {of} predictions.{strays}"
        ))
    };
    finding.parts = Some((right, of));
    finding
        .detailed(detail)
        .with(Evidence::Predictions(predictions))
}
