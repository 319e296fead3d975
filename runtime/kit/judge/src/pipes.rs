//! The judge's pipes. There is no student code in its process, so they are its standard input and output.

use kit_core::broken;
use kit_wire::judged::FromJudge;
use serde::de::DeserializeOwned;
use std::io;

/// Sends one message to the grader.
pub(crate) fn send(message: &FromJudge) {
    if let Err(error) = kit_wire::write_frame(&mut io::stdout().lock(), message) {
        broken(&format!("cannot write to the grader: {error}"));
    }
}

/// Waits for a message of the grader.
pub(crate) fn receive<T: DeserializeOwned>() -> T {
    kit_wire::read_frame(&mut io::stdin().lock())
        .unwrap_or_else(|error| broken(&format!("cannot read from the grader: {error}")))
}
