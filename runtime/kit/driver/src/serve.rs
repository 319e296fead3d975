//! The driver's main loop: reads a question, answers it in a thread of its own, writes the answer.

use kit_core::{Pipes, broken, in_thread, private_pipes};
use kit_wire::{
    FrameError, Panicked,
    judged::{Answer, Question},
};
use std::{io, process::exit};

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
    } = private_pipes();
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

/// Runs one call.
fn answer(act: &'static Act, arguments: Vec<u8>) -> Result<Vec<u8>, Panicked> {
    let called = in_thread(act.name, None, move || (act.call)(&arguments))?;
    Ok(called.unwrap_or_else(|Malformed(error)| {
        broken(&format!(
            "got arguments that do not fit `{}`: {error}",
            act.name
        ))
    }))
}
