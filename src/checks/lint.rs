//! `lint`: clippy, only with the lints that the exercise names, and types or methods that it forbids.

use super::source::KindSource;
use crate::compile;
use crate::course_file::CourseError;
use crate::model::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Debug)]
struct Lint {
    lints: Vec<String>,
    /// Types and methods that may not be used, and why.
    forbidden: Vec<Forbidden>,
    /// The text of `clippy.toml`.
    settings: Arc<str>,
    /// The folder below the checks that holds it: one for each set of settings.
    folder: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    #[serde(default)]
    lints: Vec<String>,
    #[serde(default)]
    types: Vec<Forbidden>,
    #[serde(default)]
    methods: Vec<Forbidden>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Forbidden {
    path: String,
    reason: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ClippySettings {
    disallowed_types: Vec<Forbidden>,
    disallowed_methods: Vec<Forbidden>,
}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (Keys, _) = source.read()?;
    let mut lints = keys.lints;
    if !keys.types.is_empty() {
        lints.push("clippy::disallowed_types".to_owned());
    }
    if !keys.methods.is_empty() {
        lints.push("clippy::disallowed_methods".to_owned());
    }
    if lints.is_empty() {
        return Err(files.error("a lint check needs `lints`, `types` or `methods`".to_owned()));
    }
    let forbidden = keys.types.iter().chain(&keys.methods).cloned().collect();
    let settings = ClippySettings {
        disallowed_types: keys.types,
        disallowed_methods: keys.methods,
    };
    let text = toml::to_string(&settings).map_err(|error| files.error(error.to_string()))?;
    let folder = format!("clippy-{}", &blake3::hash(text.as_bytes()).to_hex()[..8]);
    Ok(Box::new(Lint {
        lints,
        forbidden,
        settings: text.into(),
        folder,
    }))
}

impl Kind for Lint {
    fn name(&self) -> &'static str {
        "lint"
    }

    fn trust(&self) -> Trust {
        Trust::Compiler
    }

    fn overlays(&self) -> Vec<Overlay> {
        vec![Overlay {
            to: format!("{}/clippy.toml", self.folder),
            text: Arc::clone(&self.settings),
            is_model_root: false,
        }]
    }

    fn recipe(&self, _exercise: &Exercise) -> Result<Recipe, CourseFault> {
        let run = Run::Clippy {
            lints: self.lints.clone(),
            settings: self.folder.clone(),
        };
        Ok(Recipe::one(self.name(), run))
    }

    fn judge(&self, ran: &Ran, context: &Context<'_>) -> Result<Finding, NotRun> {
        Ok(self.finding(context.exercise, ran.ended(self.name())?))
    }
}

impl Lint {
    fn finding(&self, exercise: &Exercise, linted: &Ended) -> Finding {
        let all = compile::read(linted);
        let is_asked_for = |code: &str| self.lints.iter().any(|lint| lint == code);
        let errors = compile::of(Severity::Error, &all);
        if let Some(fault) = compile::system_fault(linted, &errors) {
            return fault;
        }
        let raised = |said: &Diagnostic| said.code.as_deref().is_some_and(is_asked_for);
        let raised: Vec<_> = all.into_iter().filter(raised).collect();
        if let Some(first) = raised.first() {
            return Finding::fail(self.reason(&first.message))
                .at(first.location.clone())
                .detailed(Detail::Clippy)
                .with(Evidence::Diagnostics(raised.clone()));
        }
        if let Some(stopped) = compile::stopped(exercise, linted.ending) {
            return stopped;
        }
        match linted.ending {
            // 1: the student's own `#![deny(…)]` failed over lints that nobody asked about.
            Ending::Exited(0 | 1) => Finding::pass().detailed(Detail::Clippy),
            _ => Finding::ungraded(Reason::ClippyBroke(compile::said(linted))),
        }
    }

    /// The lint's message, or the exercise's own reason where something is forbidden.
    fn reason(&self, message: &str) -> Reason {
        let mut forbidden = self.forbidden.iter();
        match forbidden.find(|forbidden| message.contains(&format!("`{}`", forbidden.path))) {
            Some(Forbidden { path, reason }) => Reason::Forbidden {
                path: path.clone(),
                reason: reason.clone(),
            },
            None => Reason::Lint(message.to_owned()),
        }
    }
}
