//! The driver's main loop: read a question, answer it in a thread of its own, write the answer.

use kit_process::{Pipes, broken};
use kit_wire::{
    FrameError, Panicked,
    judged::{Answer, Question},
};
use std::{io, panic::AssertUnwindSafe, process::exit, thread};

/// One function of `act!`.
pub struct Act {
    /// Its name.
    pub name: &'static str,
    /// Calls it: arguments and answer in postcard.
    pub call: fn(&[u8]) -> Result<Vec<u8>, Malformed>,
}

/// The arguments do not fit the function.
pub struct Malformed(pub FrameError);

/// Answers questions until the pipe is closed.
pub fn serve(acts: &'static [Act]) -> ! {
    let Pipes {
        from_grader: mut questions,
        to_grader: mut answers,
    } = kit_process::private_pipes();
    loop {
        let question: Question = match kit_wire::read_frame(&mut questions) {
            Ok(question) => question,
            Err(FrameError::Closed) => exit(0),
            Err(error) => broken(&format!("cannot read a question: {error}")),
        };
        let Some(act) = acts.iter().find(|act| act.name == question.function) else {
            broken(&format!("has no act function `{}`", question.function))
        };
        let answer = Answer {
            serial: question.serial,
            value: answer(act, question.arguments),
        };
        match kit_wire::write_frame(&mut answers, &answer) {
            Ok(()) => {}
            Err(FrameError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => exit(0),
            Err(error) => broken(&format!(
                "cannot write the answer of `{}`: {error}",
                act.name
            )),
        }
    }
}

/// Runs one call in a fresh thread, which has a name for the runtime's message about a stack overflow.
fn answer(act: &'static Act, arguments: Vec<u8>) -> Result<Vec<u8>, Panicked> {
    kit_process::start_recording();
    let call = move || {
        let thread = thread::current().id();
        std::panic::catch_unwind(AssertUnwindSafe(|| (act.call)(&arguments)))
            .map_err(|payload| kit_process::explain(thread, payload))
    };
    let running = match thread::Builder::new().name(act.name.to_owned()).spawn(call) {
        Ok(running) => running,
        Err(error) => broken(&format!("cannot start a thread: {error}")),
    };
    match running.join() {
        Ok(Ok(Ok(value))) => Ok(value),
        Ok(Ok(Err(Malformed(error)))) => broken(&format!(
            "got arguments that do not fit `{}`: {error}",
            act.name
        )),
        Ok(Err(panicked)) => Err(panicked),
        // The closure catches its panics, so one that arrives here was raised by a destructor of thread locals.
        Err(_) => Err(Panicked {
            message: "a panic while a thread ended".to_owned(),
            place: None,
        }),
    }
}
