//! How a command ends: what it prints last, and its exit code.

use crate::events::SinkError;
use crate::{report, sandbox, toolbox};
use anyhow::Result;
use std::process::ExitCode;

/// All checks that were asked for passed.
pub(super) const ALL_PASSED: u8 = 0;
/// Points were lost.
pub(super) const POINTS_LOST: u8 = 1;
/// The command line or the course is wrong.
pub(super) const USAGE: u8 = 2;
/// Somebody pressed Ctrl-C.
pub(super) const STOPPED: u8 = 130;
/// The grader itself broke, so something stays ungraded.
pub(super) const BROKEN: u8 = 70;

/// One sentence on stderr, and the exit code that fits: the environment's faults leave work ungraded.
pub(super) fn fail(error: &anyhow::Error) -> ExitCode {
    let mut sentence = String::new();
    for cause in error.chain().map(ToString::to_string) {
        // Errors of modules name their source themselves; contexts do not.
        if !sentence.contains(&cause) {
            let joint = if sentence.is_empty() { "" } else { ": " };
            sentence.push_str(&format!("{joint}{cause}"));
        }
    }
    report::remark(&format!("grader: {sentence}"));
    let is_ours = error.chain().any(|cause| {
        cause.is::<toolbox::ToolboxError>()
            || cause.is::<sandbox::SandboxError>()
            || cause.is::<SinkError>()
    });
    ExitCode::from(if is_ours { BROKEN } else { USAGE })
}

/// Prints the whole of what a command says.
pub(super) fn print(text: &str) -> Result<()> {
    report::unless_closed(report::print(text)).map_err(SinkError::at("stdout"))?;
    Ok(())
}
