//! The command line: the only user of clap; picks reporters and exit codes.

mod arguments;
mod course;
mod desk;
mod exit;
mod grade;
mod interrupt;
mod reentry;
mod reports;
mod seed;
mod verify;
mod wanted;

use crate::events::SinkError;
use crate::model::Isolation;
use crate::{report, sandbox, submission};
use anyhow::Result;
use arguments::{Cli, Color, Command};
use clap::Parser;
use course::{list, named, open_course, own_work, show};
use desk::{Desk, Whose, doctor};
use exit::{ALL_PASSED, USAGE, fail};
use grade::{batch, grade, must_be_a_folder};
use reentry::Reentry;
use reports::targets;
use std::{ffi::OsString, process::ExitCode};
use verify::verify_course;

/// The self-check is the same every time.
const VERIFY_SEED: u64 = 42;

/// Runs the grader with a command line, program name included.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    sandbox::reset_inherited();
    let arguments: Vec<_> = arguments.collect();
    if let Some(reentry) = Reentry::read(&arguments) {
        let done = reentry.run();
        return done.map_or_else(|error| fail(&error), ExitCode::from);
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let printed = report::unless_closed(error.print());
            return match printed.map_err(SinkError::at("stdout")) {
                _ if error.use_stderr() => ExitCode::from(USAGE),
                Ok(()) => ExitCode::from(ALL_PASSED),
                Err(error) => fail(&error.into()),
            };
        }
    };
    match cli.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    match execute(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(error) => fail(&error),
    }
}

fn execute(cli: &Cli) -> Result<u8> {
    let course = || open_course(cli);
    let style = report::Style {
        ascii: cli.ascii,
        ..report::Style::default()
    };
    match &cli.command {
        Command::Reentry(reentry) => reentry.run(),
        Command::Doctor => doctor(),
        Command::List => list(&course()?),
        Command::Show { exercise } => show(&course()?, exercise),
        Command::Check { exercises, output } => {
            let course = course()?;
            let targets = targets(output)?;
            let submission = own_work(&course, exercises)?;
            let desk = Desk::open(cli, &course, Whose::Own, output.seed.seed)?;
            grade(&desk, submission, targets, output.replay.as_deref(), style)
        }
        Command::Grade {
            path,
            exercise,
            output,
        } => {
            let course = course()?;
            let targets = targets(output)?;
            let submission = submission::take(&course, path, exercise.as_deref())?;
            let desk = Desk::open(cli, &course, Whose::Others, output.seed.seed)?;
            let style = report::Style {
                is_unprotected: desk.walls.isolation() == Isolation::None,
                ..style
            };
            grade(&desk, submission, targets, output.replay.as_deref(), style)
        }
        Command::Batch { dir, out, seed } => {
            let course = course()?;
            must_be_a_folder(out)?;
            let class = submission::take_class(&course, dir, out)?;
            batch(
                &Desk::open(cli, &course, Whose::Others, seed.seed)?,
                class,
                out,
                style,
            )
        }
        Command::Verify {
            exercises,
            out,
            repeat,
        } => {
            out.as_deref().map_or(Ok(()), must_be_a_folder)?;
            let course = course()?;
            let exercises = named(&course, exercises)?;
            let desk = Desk::open(cli, &course, Whose::Others, VERIFY_SEED)?;
            verify_course(&desk, &exercises, out.as_deref(), *repeat)
        }
    }
}
