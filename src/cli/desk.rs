//! What grading needs besides submissions: the course, the tools, the walls.

use super::arguments::{Cli, Sandbox};
use super::{ALL_PASSED, USAGE, print};
use crate::model::{Course, Isolation, Replay, Tools};
use crate::plan::Request;
use crate::{report, sandbox, toolbox};
use anyhow::Result;

/// Everything that is the same for all submissions of one run.
pub(super) struct Desk<'a> {
    pub(super) course: &'a Course,
    pub(super) walls: sandbox::Walls,
    tools: Tools,
    seed: u64,
}

impl<'a> Desk<'a> {
    /// Builds walls and toolbox; refuses before any work if that cannot be.
    pub(super) fn open(cli: &Cli, course: &'a Course, whose: Whose, seed: u64) -> Result<Desk<'a>> {
        Ok(Desk {
            course,
            walls: walls(cli, whose)?,
            tools: toolbox::open(&mut report::toolbox_progress())?,
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

/// The walls that the command line asks for, or the strongest that this machine can build.
fn walls(cli: &Cli, whose: Whose) -> Result<sandbox::Walls> {
    let wanted = match cli.sandbox {
        _ if cli.no_sandbox => {
            if whose == Whose::Others {
                report::remark(
                    "warning: --no-sandbox: submitted code can read your files, reach the network and stay behind; only time, memory and output are limited",
                );
            }
            return Ok(sandbox::Walls::limits_only());
        }
        Sandbox::Auto => None,
        Sandbox::Namespaces => Some(Isolation::Namespaces),
        Sandbox::Bwrap => Some(Isolation::Bwrap),
        Sandbox::Landlock => Some(Isolation::Landlock),
    };
    match sandbox::Walls::build(wanted) {
        // One's own code can do nothing that its author could not: no reason to refuse, nor to warn each time.
        Err(_) if wanted.is_none() && whose == Whose::Own => Ok(sandbox::Walls::limits_only()),
        walls => Ok(walls?),
    }
}

/// `grader doctor`
pub(super) fn doctor() -> Result<u8> {
    let sandbox::Diagnosis { chosen, layers } = sandbox::diagnose();
    print(&report::doctor(chosen, &layers))?;
    Ok(if chosen.is_some() { ALL_PASSED } else { USAGE })
}
