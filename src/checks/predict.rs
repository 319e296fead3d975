//! `predict`: the student's predictions against the compiler.

use super::source::KindSource;
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
            return Ok(Finding::ungraded(EmptyCheck::Answers));
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
                Err(finding) => return Ok(*finding),
            }
        }
        Ok(finding(predictions, self.strays(&answers)))
    }
}

impl Predict {
    /// Answers for snippets that do not exist, each with the one that was probably meant.
    fn strays(&self, answers: &BTreeMap<String, String>) -> Vec<Stray> {
        let known: Vec<_> = self.snippets.iter().map(CheckFile::stem).collect();
        let strays = answers.keys().filter(|key| !known.contains(&key.as_str()));
        let strays = strays.map(|stray| Stray {
            name: stray.clone(),
            nearest: nearest(stray, known.iter().copied()).map(str::to_owned),
        });
        strays.collect()
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
    let said = error.message().lines().next().unwrap_or_default();
    Finding::fail(Predicted::NotAnswers {
        file: name.to_owned(),
        line: location.line,
        said: said.to_owned(),
    })
    .at(Some(location))
}

fn prediction(
    snippet: &str,
    answer: Option<&String>,
    compiled: &Ended,
) -> Result<Prediction, Box<Finding>> {
    let all = compile::read(compiled);
    let errors = compile::of(Severity::Error, &all);
    if let Some(fault) = compile::system_fault(compiled, &errors) {
        return Err(Box::new(fault));
    }
    let actual = match errors.first() {
        None if compiled.succeeded() => COMPILES.to_owned(),
        None => {
            let silent = Compiling::SnippetSilent {
                snippet: snippet.to_owned(),
                ending: compiled.ending,
            };
            return Err(Box::new(Finding::ungraded(silent)));
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

fn finding(predictions: Vec<Prediction>, strays: Vec<Stray>) -> Finding {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let of = count(predictions.len());
    let right = count(predictions.iter().filter(|one| one.right).count());
    let mut finding = match right == of {
        true => Finding::pass(),
        false => Finding::fail(Predicted::Wrong(Mispredicted { right, of, strays })),
    };
    finding.parts = Some((right, of));
    finding
        .detailed(Detail::Predictions { right, of })
        .with(Evidence::Predictions(predictions))
}
