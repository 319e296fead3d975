//! What `grader doctor` prints.

use crate::model::{Isolation, Layer, LayerState};

/// Which walls hold, what each missing one means, and what to do.
pub fn doctor(chosen: Option<Isolation>, layers: &[Layer]) -> String {
    let mut text = match chosen {
        Some(isolation) => format!(
            "Submitted code is isolated on this machine, by `--sandbox {}` unless told otherwise.\n\n",
            isolation.word()
        ),
        None => "Submitted code cannot be isolated on this machine: grade, batch and verify refuse, and check only limits \
                 one's own code.\n\n"
            .to_owned(),
    };
    for Layer { name, state } in layers {
        match state {
            LayerState::Holds { detail } => {
                text.push_str(&format!("  holds    {name:<12}{detail}\n"));
            }
            LayerState::Missing {
                reason,
                means,
                remedy,
            } => text.push_str(&format!(
                "  missing  {name:<12}{reason}\n             means: {means}\n             remedy: {remedy}\n"
            )),
        }
    }
    text
}
