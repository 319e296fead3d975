//! The command line: the only user of clap; picks reporters and exit codes.

mod seed;

use crate::model::{Course, Exercise, Grade, Isolation, Outcome, Replay, Tools, tamed_name};
use crate::submission::Submission;
use crate::{
    catalog, checks, engine, plan::Request, report, sandbox, settings, submission, toolbox, verify,
};
use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand, ValueEnum};
use seed::Seed;
use std::{
    collections::BTreeSet,
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// All checks that were asked for passed.
const ALL_PASSED: u8 = 0;
/// Points were lost.
const POINTS_LOST: u8 = 1;
/// The command line or the course is wrong.
const USAGE: u8 = 2;
/// The grader itself broke, so something stays ungraded.
const BROKEN: u8 = 70;

#[derive(Parser)]
#[command(
    name = "grader",
    version,
    about = "Grades exercises on concurrent Rust, down to the interleaving"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The course folder [default: the nearest folder upwards with a grader.toml]
    #[arg(long, global = true, value_name = "DIR")]
    course: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// Draw with plain ASCII
    #[arg(long, global = true)]
    ascii: bool,
    /// How to keep submitted code from this machine
    #[arg(long, global = true, value_enum, default_value_t = Sandbox::Auto, value_name = "MODE")]
    sandbox: Sandbox,
    /// Only limit submitted code: it can read your files and reach the network
    #[arg(long, global = true, conflicts_with = "sandbox")]
    no_sandbox: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Sandbox {
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
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
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
    },
}

#[derive(Args)]
struct Output {
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write the report to a file instead
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Run one schedule of a model again, as a failed check names it, and print it step by step
    #[arg(long, value_name = "TOKEN")]
    replay: Option<String>,
    #[command(flatten)]
    seed: Seed,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Terminal,
    Json,
}

/// Runs the grader with a command line, program name included.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<_> = arguments.collect();
    if let [_, word, descriptor] = arguments.as_slice()
        && *word == *sandbox::JAIL
    {
        return sandbox::jailer(&descriptor.to_string_lossy());
    }
    if let [_, word] = arguments.as_slice()
        && *word == *sandbox::TRY_WALLS
    {
        return match report::answer_parent(&sandbox::try_walls()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.into()),
        };
    }
    if let [_, word, order] = arguments.as_slice()
        && *word == *checks::TRYBUILD_CHILD
    {
        let answer = checks::trybuild_child(&order.to_string_lossy());
        return match answer.and_then(|line| report::answer_parent(&line)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.into()),
        };
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() {
                USAGE
            } else {
                ALL_PASSED
            });
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

/// One sentence on stderr, and the exit code that fits: the environment's faults leave work ungraded.
fn fail(error: &anyhow::Error) -> ExitCode {
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
            || cause.is::<crate::sandbox::SandboxError>()
            || cause.is::<WriteError>()
    });
    ExitCode::from(if is_ours { BROKEN } else { USAGE })
}

/// A report could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
struct WriteError {
    path: PathBuf,
    source: std::io::Error,
}

fn execute(cli: &Cli) -> Result<u8> {
    if matches!(cli.command, Command::Doctor) {
        return doctor();
    }
    let course = open_course(cli.course.as_deref())?;
    match &cli.command {
        Command::Doctor => doctor(),
        Command::List => list(&course),
        Command::Show { exercise } => show(&course, exercise),
        Command::Check { exercises, output } => {
            let submission = own_work(&course, exercises)?;
            let walls = walls(cli, Whose::Own)?;
            grade(cli, &course, submission, output, &walls)
        }
        Command::Grade {
            path,
            exercise,
            output,
        } => {
            let submission = submission::take(&course, path, exercise.as_deref())?;
            let walls = walls(cli, Whose::Others)?;
            grade(cli, &course, submission, output, &walls)
        }
        Command::Batch { dir, out, seed } => {
            batch(&course, dir, out, seed.seed, &walls(cli, Whose::Others)?)
        }
        Command::Verify { exercises } => {
            verify_course(&course, exercises, &walls(cli, Whose::Others)?)
        }
    }
}

fn open_course(named: Option<&Path>) -> Result<Course> {
    let folder = match named {
        Some(folder) => folder.to_owned(),
        None => {
            let here = env::current_dir().context("cannot tell the current folder")?;
            match settings::find_course(&here) {
                Some(folder) => folder,
                None => bail!(
                    "{} is not in a course: no folder upwards has a {}; go to the course folder or name it with --course",
                    here.display(),
                    settings::FILE
                ),
            }
        }
    };
    Ok(catalog::read(&folder)?)
}

fn open_tools() -> Result<Tools> {
    Ok(toolbox::open(&mut report::toolbox_progress())?)
}

/// Whose code is about to run.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    /// The user's own, which can do nothing that the user could not.
    Own,
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

fn doctor() -> Result<u8> {
    let sandbox::Diagnosis { chosen, layers } = sandbox::diagnose();
    print(&report::doctor(chosen, &layers))?;
    Ok(if chosen.is_some() { ALL_PASSED } else { USAGE })
}

fn print(text: &str) -> Result<()> {
    report::print(text).context("cannot print")
}

fn list(course: &Course) -> Result<u8> {
    let mut out = format!("{}\n", course.title);
    let mut chapter = "";
    for exercise in &course.exercises {
        if exercise.id.chapter != chapter {
            chapter = &exercise.id.chapter;
            out.push_str(&format!("\n{chapter}\n"));
        }
        out.push_str(&format!(
            "  {:<28}{:<40}{:>3} points\n",
            exercise.id.name,
            exercise.title,
            exercise.max_points()
        ));
    }
    print(&out)?;
    Ok(ALL_PASSED)
}

fn show(course: &Course, wanted: &str) -> Result<u8> {
    let exercise = catalog::find(course, wanted)?;
    let readme = exercise.folder.join("README.md");
    let text =
        fs::read_to_string(&readme).with_context(|| format!("cannot read {}", readme.display()))?;
    let mut out = format!("{}\n\n{}\n", exercise.id, text.trim_end());
    out.push_str(&format!(
        "\nHand in: {}\nChecks:\n",
        exercise.submit.join(", ")
    ));
    for check in &exercise.checks {
        out.push_str(&format!(
            "  {:<44}{:<14}{:>3} points\n",
            check.name,
            check.kind.name(),
            check.points
        ));
    }
    print(&out)?;
    Ok(ALL_PASSED)
}

/// The student's own work is the course folder itself.
fn own_work(course: &Course, wanted: &[String]) -> Result<Submission> {
    let mut names = BTreeSet::new();
    for wanted in wanted {
        names.insert(catalog::find(course, wanted)?.id.clone());
    }
    if wanted.is_empty()
        && let Some(exercise) = env::current_dir()
            .ok()
            .and_then(|here| exercise_around(course, &here))
    {
        names.insert(exercise.id.clone());
    }
    let mut submission = submission::take(course, &course.folder, None)?;
    submission.refused.clear();
    if !names.is_empty() {
        submission
            .parts
            .retain(|part| names.contains(&part.exercise.id));
    }
    Ok(submission)
}

/// The exercise whose folder `here` is in.
fn exercise_around<'a>(course: &'a Course, here: &Path) -> Option<&'a Exercise> {
    let here = here.canonicalize().ok()?;
    let mut around = course.exercises.iter().filter(|exercise| {
        exercise
            .folder
            .canonicalize()
            .is_ok_and(|folder| here.starts_with(folder))
    });
    around.next().map(|exercise| &**exercise)
}

fn origin<'a>(
    course: &'a Course,
    tools: &'a Tools,
    seed: u64,
    walls: &sandbox::Walls,
) -> report::Origin<'a> {
    report::Origin {
        course: &course.title,
        toolchain: &tools.version,
        limits: course.limits,
        seed,
        isolation: walls.isolation(),
    }
}

fn grade(
    cli: &Cli,
    course: &Course,
    submission: Submission,
    output: &Output,
    walls: &sandbox::Walls,
) -> Result<u8> {
    let tools = open_tools()?;
    let seed = output.seed.seed;
    let replay = output
        .replay
        .as_deref()
        .map(|token| read_token(&submission, token))
        .transpose()?;
    let request = Request {
        tools: &tools,
        seed,
        walls,
        replay: replay.as_ref(),
    };
    let mut graded = None;
    engine::grade_all(request, vec![submission], |event| {
        if let engine::Event::Submission(grade) = event {
            graded = Some(grade);
        }
    });
    let grade = graded.context("the submission was not graded")?;
    let text = match output.format {
        Format::Json => report::json(origin(course, &tools, seed, walls), &grade),
        Format::Terminal => report::submission(
            report::Style {
                ascii: cli.ascii,
                is_replay: replay.is_some(),
                is_unprotected: walls.isolation() == Isolation::None
                    && matches!(cli.command, Command::Grade { .. }),
            },
            &grade,
        ),
    };
    match &output.out {
        None => print(&text)?,
        Some(path) => {
            let plain = anstream::adapter::strip_str(&text).to_string();
            write(path, &plain)?;
        }
    }
    Ok(exit_code(&grade))
}

/// The schedule that a token names; it must belong to the one exercise that is graded.
fn read_token(submission: &Submission, token: &str) -> Result<Replay> {
    let [part] = submission.parts.as_slice() else {
        bail!("--replay runs one schedule of one exercise; name the exercise too");
    };
    let replay = Replay::parse(token);
    let is_known = |replay: &Replay| {
        part.exercise
            .checks
            .iter()
            .any(|check| check.kind.replays(&replay.function))
    };
    match replay.filter(is_known) {
        Some(replay) => Ok(replay),
        None => bail!(
            "`{token}` names no schedule of {}; copy it from the report of a failed model",
            part.exercise.id
        ),
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    report::write_file(path, text).map_err(|source| WriteError {
        path: path.to_owned(),
        source,
    })?;
    Ok(())
}

fn exit_code(grade: &Grade) -> u8 {
    if grade.has_ungraded() {
        BROKEN
    } else if grade
        .exercises
        .iter()
        .all(|exercise| exercise.outcome == Outcome::Pass)
    {
        ALL_PASSED
    } else {
        POINTS_LOST
    }
}

fn batch(course: &Course, dir: &Path, out: &Path, seed: u64, walls: &sandbox::Walls) -> Result<u8> {
    let (submissions, unusable) = submission::take_class(course, dir)?;
    fs::create_dir_all(out).map_err(|source| WriteError {
        path: out.to_owned(),
        source,
    })?;
    report::clear_unfinished(out);
    let tools = open_tools()?;
    let origin = origin(course, &tools, seed, walls);
    let progress = report::ClassProgress::start(submissions.len());
    let mut grades = Vec::new();
    let mut failed = None;
    engine::grade_all(
        Request {
            tools: &tools,
            seed,
            walls,
            replay: None,
        },
        submissions,
        |event| {
            if let engine::Event::Submission(grade) = event {
                let path = out.join(format!("{}.json", grade.submission));
                // Written at once: a batch that is killed has lost only what it was grading.
                if let Err(error) = write(&path, &report::json(origin, &grade)) {
                    failed.get_or_insert(error);
                }
                progress.step();
                grades.push(*grade);
            }
        },
    );
    drop(progress);
    if let Some(error) = failed {
        return Err(error);
    }
    write(
        &out.join("grades.csv"),
        &report::class_csv(course, &grades)?,
    )?;
    for (name, reason) in &unusable {
        report::remark(&format!(
            "not graded: {}: {}",
            tamed_name(name),
            tamed_name(reason)
        ));
    }
    print(&format!(
        "graded {} submissions, {} exercises each; {} could not be opened\nreports and grades.csv are in {}\n",
        grades.len(),
        course.exercises.len(),
        unusable.len(),
        out.display()
    ))?;
    let incomplete = !unusable.is_empty() || grades.iter().any(Grade::has_ungraded);
    Ok(if incomplete { BROKEN } else { ALL_PASSED })
}

fn verify_course(course: &Course, wanted: &[String], walls: &sandbox::Walls) -> Result<u8> {
    let mut exercises = Vec::new();
    for wanted in wanted {
        exercises.push(std::sync::Arc::clone(catalog::find(course, wanted)?));
    }
    if wanted.is_empty() {
        exercises.clone_from(&course.exercises);
    }
    let tools = open_tools()?;
    let request = Request {
        tools: &tools,
        seed: 42,
        walls,
        replay: None,
    };
    let mut complaints = 0;
    for exercise in &exercises {
        let report = verify::verify(request, course, exercise)?;
        complaints += report.complaints.len();
        print(&report::verified(&report))?;
    }
    print(&match complaints {
        0 => format!(
            "verified {} exercises: every check does what it says\n",
            exercises.len()
        ),
        1 => "1 complaint\n".to_owned(),
        more => format!("{more} complaints\n"),
    })?;
    Ok(if complaints == 0 {
        ALL_PASSED
    } else {
        POINTS_LOST
    })
}
