//! What can be said on the command line.

use super::reentry::Reentry;
use super::seed::Seed;
use super::wanted::{self, Wanted};
use crate::report::{self, Format};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0   all checks that were asked for passed
  1   points were lost, or `verify` found something
  2   the command line or the course is wrong
  70  something could not be graded, or a report could not be written
  130 it was stopped by Ctrl-C
A reader of the output that hangs up changes none of them.";

#[derive(Parser)]
#[command(
    name = "grader",
    version,
    about = "Grades exercises on concurrent Rust, down to the interleaving",
    after_help = EXIT_CODES
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// The course folder [default: the nearest folder upwards with a grader.toml, outside of what is graded]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) course: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
    /// Draw with plain ASCII
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// How to keep submitted code from this machine
    #[arg(long, global = true, value_enum, default_value_t = Sandbox::Auto, value_name = "MODE")]
    pub(super) sandbox: Sandbox,
    /// Only limit submitted code: it can read your files and reach the network
    #[arg(long, global = true, conflicts_with = "sandbox")]
    pub(super) no_sandbox: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(super) enum Sandbox {
    /// The strongest that this machine can do
    Auto,
    /// Namespaces, Landlock and seccomp
    Namespaces,
    /// The same with bubblewrap
    Bwrap,
    /// Landlock and seccomp only
    Landlock,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// List the exercises
    List,
    /// Show what an exercise asks for
    Show {
        /// Any unambiguous part of its name
        exercise: String,
    },
    /// Grade my own work in the course folder
    Check {
        /// Any unambiguous part of their names [default: the one whose folder this is, else all]
        exercises: Vec<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Grade one submission: a folder laid out like exercises/, a clone of the course, one exercise's crate, or one file
    Grade {
        /// The submission
        path: PathBuf,
        /// Grade this exercise only; any unambiguous part of its name
        #[arg(long)]
        exercise: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Grade a class: every folder in DIR is a submission
    Batch {
        /// The folder of submissions
        dir: PathBuf,
        /// Where the reports go
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        seed: Seed,
    },
    /// Show which walls around submitted code hold on this machine, and what to do about missing ones
    Doctor,
    /// For instructors: starters fail, solutions pass, every wrong submission fails the check that it names
    Verify {
        /// Any unambiguous part of their names [default: all]
        exercises: Vec<String>,
        /// Keep what students would read about each submission, as JSON and as text, in folders named like the exercises
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Run what was compiled so often, and see that the checks find the same each time
        #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u32).range(1..))]
        repeat: u32,
    },
    #[command(flatten)]
    Reentry(Reentry),
}

#[derive(Args)]
pub(super) struct Output {
    /// What to print: terminal, json, markdown [default: terminal]
    #[arg(long, value_parser = wanted::format, value_name = "FORMAT")]
    pub(super) format: Option<&'static Format>,
    /// Write the report to a file instead, or into a device or a pipe; `-` is stdout
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// One more report, as often as wanted: its format, and a file for it unless it is to be printed
    #[arg(long, value_parser = Wanted::parse, value_name = "FORMAT[=FILE]")]
    pub(super) report: Vec<Wanted>,
    /// Run one schedule of a model again, as a failed check names it, and print it step by step
    #[arg(long, value_name = "TOKEN")]
    pub(super) replay: Option<String>,
    #[command(flatten)]
    pub(super) seed: Seed,
}

impl Output {
    /// What `--format` asks for.
    pub(super) fn format(&self) -> &'static Format {
        let usual = || report::of_a_submission().next();
        self.format.or_else(usual).expect("there are formats")
    }
}
