//! Commands that the grader gives to itself when it executes its own binary. They are not for people, so no help lists them.
//!
//! They run next to student code or its compiler, so each does one thing, reads nothing but its arguments and its socket, and
//! answers the process that started it.

use super::exit::ALL_PASSED;
use crate::{checks, report, sandbox};
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::ffi::OsString;

#[derive(Subcommand)]
pub(super) enum Reentry {
    /// Builds walls around one program and guards it
    #[command(name = sandbox::JAIL, hide = true, disable_help_flag = true)]
    Jail {
        /// The number of the socket on which the order comes
        #[arg(allow_hyphen_values = true)]
        descriptor: OsString,
    },
    /// Tries the walls around it from inside
    #[command(name = sandbox::TRY_WALLS, hide = true, disable_help_flag = true)]
    TryWalls {
        /// What a compiler must be able to use; none: break out
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        paths: Vec<OsString>,
    },
    /// Lets trybuild compile the cases of a check
    #[command(name = checks::TRYBUILD_CHILD, hide = true, disable_help_flag = true)]
    Trybuild {
        /// What to do, as JSON
        #[arg(allow_hyphen_values = true)]
        order: OsString,
    },
}

/// A command line without anything for people: each jail pays for the time that clap takes to put a command line together.
#[derive(Parser)]
struct Alone {
    #[command(subcommand)]
    reentry: Reentry,
}

impl Reentry {
    /// Reads a command line on which the grader speaks to itself. `None`: it is for people, or wrong.
    pub(super) fn read(arguments: &[OsString]) -> Option<Reentry> {
        let word = arguments.get(1)?;
        if !word.as_encoded_bytes().starts_with(b"__") {
            return None;
        }
        let alone = Alone::try_parse_from(arguments).ok()?;
        Some(alone.reentry)
    }

    /// Does what this process was started for. The jailer prints nothing: it reports over its socket.
    pub(super) fn run(&self) -> Result<u8> {
        let line = match self {
            Reentry::Jail { descriptor } => {
                let is_done = sandbox::jailer(&descriptor.to_string_lossy());
                return Ok(u8::from(!is_done));
            }
            Reentry::TryWalls { paths } => sandbox::try_walls(paths),
            Reentry::Trybuild { order } => checks::trybuild_child(&order.to_string_lossy())?,
        };
        report::answer_parent(&line)?;
        Ok(ALL_PASSED)
    }
}
