//! `grader __jail`: the grader, executed once more, builds the walls around one program and stays as its jailer.
//!
//! ```text
//! grader ──socket── jailer ─┬─ first process of the pid namespace; does nothing but keep it alive
//!                           └─ the program, as nobody, behind Landlock and seccomp
//! ```
//!
//! The jailer ends everything when the program ends, when the grader hangs up, and, by the kernel's hand, when
//! it is killed itself. Only its report says how the program ended; without one, nothing is known.

use super::{
    confine,
    messages::{FromJailer, ToJailer},
    namespaces, root,
    tree::Tree,
};
use crate::model::Isolation;
use crate::sandbox::broken::{Broken, Doing};
use kit_wire::{FrameError, read_frame, write_frame};
use rustix::{fs::Mode, process::DumpableBehavior};
use std::{
    io::{self, Read, Write},
    os::{
        fd::{FromRawFd, RawFd},
        unix::net::UnixStream,
    },
};

/// The hidden word on the command line that makes the grader a jailer.
pub const WORD: &str = "__jail";

/// Runs in the jailer: does what it is told over the socket that it was given, whose number is its argument. Returns
/// whether it could, for its exit code; the grader, who takes silence for failure, need not be told why.
#[allow(unsafe_code)]
pub fn run(descriptor: &str) -> bool {
    let descriptor = descriptor.parse::<RawFd>();
    let Some(descriptor) = descriptor.ok().filter(|number| *number > 2) else {
        return false;
    };
    // What is made in the jail's root is for another user, whatever umask the grader was started with.
    rustix::process::umask(Mode::WGRP | Mode::WOTH);
    // SAFETY: the grader opened this descriptor for this process, which has used no descriptor yet but the
    // standard ones.
    let mut grader = unsafe { UnixStream::from_raw_fd(descriptor) };
    serve(&mut grader).is_ok()
}

fn serve(grader: &mut UnixStream) -> Result<(), FrameError> {
    let order: ToJailer = read_frame(grader)?;
    let mut tree = match imprison(&order, grader) {
        Ok(tree) => tree,
        Err(broken) => return write_frame(grader, &FromJailer::Failed(broken)),
    };
    let pid = tree.program_id();
    write_frame(grader, &FromJailer::Started { pid })?;
    let report = match tree.outlive(grader) {
        Ok(ended) => FromJailer::Ended(ended),
        Err(broken) => FromJailer::Failed(broken),
    };
    write_frame(grader, &report)
}

/// Builds the walls and starts the program behind them.
fn imprison(order: &ToJailer, grader: &mut UnixStream) -> Result<Tree, Broken> {
    let is_root = rustix::process::geteuid().is_root();
    let has_namespaces = order.isolation == Isolation::Namespaces;
    if has_namespaces {
        namespaces::enter(order.network, grader)?;
        root::build(&order.view)?;
    } else {
        let me = rustix::process::getpid();
        rustix::process::set_child_subreaper(Some(me)).doing("become a subreaper")?;
        // Without a pid namespace only this process can end the whole tree, so it must outlive the grader for a
        // moment: it learns of the grader's death from the socket.
        rustix::process::set_parent_process_death_signal(None).doing("outlive the grader")?;
    }
    // From here on no other process of this user may look into this one or its children.
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)
        .doing("become unreadable")?;
    let (mut said, life) = io::pipe().doing("open a pipe")?;
    let mut tree = Tree::new(order.isolation, &said, &life)?;
    tree.start(&said, || {
        let broken = confine::become_program(order, &life, is_root);
        let _ = (&life).write_all(&kit_wire::to_bytes(&broken));
    })?;
    drop(life);
    close_standard_streams();
    // The program's copy of the pipe closes when it is executed.
    let mut text = Vec::new();
    said.read_to_end(&mut text)
        .doing("wait for the program to start")?;
    if text.is_empty() {
        return Ok(tree);
    }
    let _ = tree.end();
    Err(kit_wire::from_bytes(&text).unwrap_or(Broken {
        doing: "start the program".to_owned(),
        errno: libc::EIO,
        is_mount: false,
    }))
}

/// The program's pipes are its own: they close when it closes them.
#[allow(unsafe_code)]
fn close_standard_streams() {
    for descriptor in 0..3 {
        // SAFETY: nothing in this process uses these descriptors from here on.
        unsafe { libc::close(descriptor) };
    }
}
