//! Pure: what checks want built and run -> the steps that do it.

use crate::control::Control;
use crate::model::{
    Access, Action, Bench, Build, Chapter, CheckFile, Conversation, CrateFlavour, Exercise, Joint,
    Kit, Limits, Program, Replay, Run, Step, Tools,
};
use crate::sandbox::Enclosure;
use crate::stage::Stage;
use crate::{checks, compile};
use kit_wire::sealed::Bounds;
use std::path::PathBuf;

/// What holds for every check of one grading.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The compilers and the store.
    pub tools: &'a Tools,
    /// The course's chapters, for the grade over all.
    pub chapters: &'a [Chapter],
    /// Seed of everything drawn by chance.
    pub seed: u64,
    /// What keeps programs from the machine.
    pub walls: &'a Enclosure,
    /// Run only this schedule of a model.
    pub replay: Option<&'a Replay>,
    /// How often what was built is run, to see that checks find the same each time. Once is what submissions get.
    pub repeat: u32,
    /// Ends the run early.
    pub control: &'a Control,
}

/// What the steps of one grading are made of.
pub fn bench<'a>(request: Request<'a>, exercise: &'a Exercise, stage: &'a Stage) -> Bench<'a> {
    Bench {
        exercise,
        tools: request.tools,
        submission: stage.submission(),
        model_submission: stage.model_submission(),
        checks: stage.checks(),
        products: stage.products(),
        replay: request.replay,
        seed: request.seed,
    }
}

/// The step that builds something.
pub fn building(bench: &Bench<'_>, build: &Build) -> Step {
    compile::step(bench, build)
}

/// The step that runs something.
pub fn running(bench: &Bench<'_>, run: &Run, limits: Limits) -> Step {
    let (title, action) = match run {
        Run::Clippy { lints, settings } => return compile::clippy(bench, lints, settings),
        Run::Snippet(file) => return compile::snippet(bench, file),
        Run::Rejections { cases } => return checks::rejections(bench, cases),
        Run::Program => {
            let program = student(bench, compile::student_program(bench));
            ("run the submitted program".to_owned(), Action::Run(program))
        }
        Run::Sealed {
            of,
            functions,
            bounds,
        } => (
            format!("run {}", of.file().path),
            sealed(bench, of, functions, bounds),
        ),
        Run::Judged { file, functions } => (
            format!("let the judge of {} question the submission", file.path),
            judged(bench, file, functions),
        ),
    };
    Step {
        title,
        action,
        limits,
    }
}

fn sealed(bench: &Bench<'_>, of: &Joint, functions: &[String], bounds: &Bounds) -> Action {
    let is_model = of.flavour() == CrateFlavour::Model;
    Action::Sealed {
        program: student(bench, compile::binary(bench, of)),
        run: match bench.replay {
            Some(replay) => vec![replay.function.clone()],
            None => functions.to_vec(),
        },
        bounds: bounds.clone(),
        replay: bench.replay.map(|replay| replay.schedule.clone()),
        statics_of: match is_model {
            true => vec![compile::CHECK.to_owned(), bench.exercise.crate_name()],
            false => Vec::new(),
        },
    }
}

fn judged(bench: &Bench<'_>, file: &CheckFile, functions: &[String]) -> Action {
    let driver = Joint::check(file, Kit::Driver);
    Action::Judged(Conversation {
        judge: student(bench, compile::judge_binary(bench, file)),
        driver: student(bench, compile::binary(bench, &driver)),
        run: functions.to_vec(),
        seed: bench.seed,
    })
}

/// What every process of a check is called: its name must not tell what is being checked.
const STUDENT: &str = "submission";

/// A program with student code in it, or a judge that talks to one: it gets to see nothing but what the exercise asks for.
fn student(bench: &Bench<'_>, path: PathBuf) -> Program {
    Program {
        path,
        called: Some(STUDENT.to_owned()),
        arguments: Vec::new(),
        environment: Vec::new(),
        folder: bench.products.to_owned(),
        access: Access {
            network: bench.exercise.network,
            ..Access::default()
        },
    }
}
