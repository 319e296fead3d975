//! `process::exit` and `abort` in a model.

use super::event::{At, Op};
use super::finish;
use super::world::{Cancelled, World, world};
use kit_wire::trace::Failure;

/// Student code ended the process, with this exit code or by `abort`.
pub fn exit(code: Option<i32>, at: At) -> ! {
    // If the check is over already, a thread that should have been gone cannot end anything any more.
    if !world(|world| world.is_cut_off()) {
        world(|world| exit_now(code, at, world));
    }
    world(|world| world.current().panicking = true);
    ::std::panic::resume_unwind(Box::new(Cancelled))
}

fn exit_now(code: Option<i32>, at: At, world: &mut World) {
    world.remark(Op::Exit, at);
    match code {
        Some(code) if world.program => {
            world.exited = Some(code);
            world.cut(true);
        }
        _ => {
            let place = at.into();
            finish::fail(world, Failure::Exit { code, place })
        }
    }
}
