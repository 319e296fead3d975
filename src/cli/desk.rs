//! What grading needs besides submissions: the course, the tools, the walls.

use super::arguments::{Cli, Sandbox};
use super::exit::{ALL_PASSED, USAGE, print};
use crate::control::Control;
use crate::model::{Course, Isolation, Layer, LayerState, Replay, Tools};
use crate::plan::Request;
use crate::scratch::Scratch;
use crate::{report, sandbox, toolbox};
use anyhow::Result;

/// Everything that is the same for all submissions of one run.
pub(super) struct Desk<'a> {
    pub(super) course: &'a Course,
    pub(super) walls: sandbox::Enclosure,
    /// Ends the run early.
    pub(super) control: Control,
    tools: Tools,
    seed: u64,
}

impl<'a> Desk<'a> {
    /// Builds walls and toolbox; refuses before any work if that cannot be.
    pub(super) fn open(cli: &Cli, course: &'a Course, whose: Whose, seed: u64) -> Result<Desk<'a>> {
        let walls = walls(cli, whose)?;
        let tools = toolbox::open(&mut report::toolbox_progress())?;
        Ok(Desk {
            course,
            walls: around(walls, cli, whose, &tools)?,
            control: Control::default(),
            tools,
            seed,
        })
    }

    /// What the engine is asked to do.
    pub(super) fn request<'r>(&'r self, replay: Option<&'r Replay>) -> Request<'r> {
        Request {
            tools: &self.tools,
            chapters: &self.course.chapters,
            seed: self.seed,
            walls: &self.walls,
            replay,
            repeat: 1,
            control: &self.control,
        }
    }

    /// What a report says about how it was made.
    pub(super) fn origin(&self) -> report::Origin<'_> {
        report::Origin {
            course: &self.course.title,
            toolchain: &self.tools.version,
            limits: self.course.limits,
            seed: self.seed,
            isolation: self.walls.isolation(),
        }
    }
}

/// Whose code is about to run.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Whose {
    /// The user's own, which can do nothing that the user could not.
    Own,
    /// Other people's.
    Others,
}

/// Walls behind which the compilers that will be used can work.
fn around(
    walls: sandbox::Enclosure,
    cli: &Cli,
    whose: Whose,
    tools: &Tools,
) -> Result<sandbox::Enclosure> {
    // Where nothing can be written, grading says so for each submission.
    let Ok(scratch) = Scratch::open() else {
        return Ok(walls);
    };
    let work = tools.workplace(scratch.path().join("walls"));
    match sandbox::fit(walls, &work, wanted(cli)) {
        Err(_) if wanted(cli).is_none() && whose == Whose::Own => {
            Ok(sandbox::Enclosure::Unconfined)
        }
        walls => Ok(walls?),
    }
}

/// The walls that are asked for by name.
fn wanted(cli: &Cli) -> Option<Isolation> {
    match cli.sandbox {
        Sandbox::Auto => None,
        Sandbox::Namespaces => Some(Isolation::Namespaces),
        Sandbox::Bwrap => Some(Isolation::Bwrap),
        Sandbox::Landlock => Some(Isolation::Landlock),
    }
}

/// The walls that the command line asks for, or the strongest that this machine can build.
fn walls(cli: &Cli, whose: Whose) -> Result<sandbox::Enclosure> {
    if cli.no_sandbox {
        if whose == Whose::Others {
            report::remark(
                "warning: --no-sandbox: submitted code can read your files, reach the network and stay behind; only time, memory and output are limited",
            );
        }
        return Ok(sandbox::Enclosure::Unconfined);
    }
    match sandbox::choose(wanted(cli)) {
        // One's own code can do nothing that its author could not: no reason to refuse, nor to warn each time.
        Err(_) if wanted(cli).is_none() && whose == Whose::Own => {
            Ok(sandbox::Enclosure::Unconfined)
        }
        walls => Ok(walls?),
    }
}

/// `grader doctor`
pub(super) fn doctor() -> Result<u8> {
    let scratch = Scratch::open();
    let place = scratch.as_ref().map(|scratch| scratch.path().join("walls"));
    let found = toolbox::look(place.unwrap_or_default());
    let work = found.as_ref().ok().filter(|_| scratch.is_ok());
    let diagnosis = sandbox::diagnose(work.map(|(work, _)| work));
    let chosen = diagnosis.chosen();
    let mut layers = diagnosis.layers();
    let is_able = chosen.is_some() && found.is_ok() && scratch.is_ok();
    layers.push(layer("toolbox", found.map(|(_, version)| version)));
    layers.push(layer(
        "TMPDIR",
        scratch.map(|_| std::env::temp_dir().display().to_string()),
    ));
    print(&report::doctor(chosen, &layers))?;
    Ok(if is_able { ALL_PASSED } else { USAGE })
}

/// Something without which nothing is graded; its error says what to do.
fn layer<E: std::fmt::Display>(name: &'static str, found: Result<String, E>) -> Layer {
    let state = match found {
        Ok(detail) => LayerState::Holds { detail },
        Err(error) => LayerState::Missing {
            reason: error.to_string(),
            means: "nothing can be graded",
            remedy: "do what that sentence says".to_owned(),
        },
    };
    Layer { name, state }
}
