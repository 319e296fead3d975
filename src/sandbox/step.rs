//! Runs one [`Step`]: its processes, and what is done with what they have made.

use super::{
    conversation, enclosure::Enclosure, error::SandboxError, oddity, process, products, sealed,
    statics,
};
use crate::control::Control;
use crate::model::{Action, Compiled, Ended, Keep, OddProduct, Product, Program, Seen, Step};

/// Runs a step to its end, whatever end that is. A step during which the run is cancelled is killed, and then nothing that
/// was seen of it counts.
pub fn run(step: &Step, enclosure: &Enclosure, control: &Control) -> Result<Seen, SandboxError> {
    let seen = run_to_its_end(step, enclosure, control);
    if control.is_cancelled() {
        return Err(SandboxError::Cancelled);
    }
    seen
}

fn run_to_its_end(
    step: &Step,
    enclosure: &Enclosure,
    control: &Control,
) -> Result<Seen, SandboxError> {
    let limits = step.limits;
    match &step.action {
        Action::Compile {
            program,
            product,
            keep,
        } => {
            if keep.as_ref().is_some_and(is_kept) {
                return Ok(Seen::Cached);
            }
            let ended = process::run(program, limits, enclosure, control)?;
            let oddity = look_at(program, product.as_ref(), keep.as_ref(), &ended)?;
            Ok(Seen::Compiled(Compiled { ended, oddity }))
        }
        Action::Run(program) => process::run(program, limits, enclosure, control).map(Seen::Ran),
        Action::Sealed {
            program,
            run,
            bounds,
            replay,
            statics_of,
        } => {
            let start = sealed::Assignment {
                run,
                bounds,
                replay: replay.as_deref(),
                statics: statics::statics(&program.path, statics_of)?,
            };
            sealed::run(program, limits, enclosure, control, start).map(Seen::Sealed)
        }
        Action::Judged(talk) => {
            conversation::run(talk, limits, enclosure, control).map(Seen::Judged)
        }
    }
}

fn is_kept(keep: &Keep) -> bool {
    products::is_whole(&keep.at).unwrap_or(false)
}

/// Looks at what a compiler has made, and keeps it if it is to be kept; says what is odd about it.
fn look_at(
    program: &Program,
    product: Option<&Product>,
    keep: Option<&Keep>,
    ended: &Ended,
) -> Result<Option<OddProduct>, SandboxError> {
    if !ended.succeeded() {
        return Ok(None);
    }
    products::all_whole(&program.access.makes)?;
    let oddity = product.map(oddity::oddity).transpose()?.flatten();
    if let Some(keep) = keep {
        products::publish(&keep.built, &keep.at)?;
    }
    Ok(oddity)
}
