//! Tries the walls from inside: the whole sequence is built once, around a program that does what it must not.
#![allow(unsafe_code)]

use crate::model::{Access, Isolation, Limits, Program};
use crate::sandbox::{process, walls::Walls};
use std::{fs, net, path::PathBuf};

/// The hidden word on the command line that makes the grader try the walls around it.
pub const WORD: &str = "__try_walls";

/// What all is answered with if every wall holds.
const ALL_HOLD: &str = "every wall holds";

/// Runs in the jail: names the walls that gave way.
pub fn run() -> String {
    let mut holes = Vec::new();
    let mut must_fail = |what: &str, worked: bool| {
        if worked {
            holes.push(what.to_owned());
        }
    };
    must_fail("it is root", rustix::process::geteuid().is_root());
    must_fail("it can read files", fs::File::open("/etc/passwd").is_ok());
    let scratch = std::env::temp_dir().join("grader-tries-to-write");
    must_fail("it can write files", fs::File::create(&scratch).is_ok());
    must_fail(
        "it can open network sockets",
        net::UdpSocket::bind(("127.0.0.1", 0)).is_ok(),
    );
    must_fail("it can start processes", can_fork());
    // SAFETY: signal 0 only asks whether a signal could be sent.
    must_fail("it can send signals", unsafe { libc::kill(1, 0) } == 0);
    if holes.is_empty() {
        ALL_HOLD.to_owned()
    } else {
        holes.join(", ")
    }
}

fn can_fork() -> bool {
    // SAFETY: the child does nothing but end.
    match unsafe { libc::fork() } {
        -1 => false,
        0 => unsafe { libc::_exit(0) },
        _ => true,
    }
}

/// Builds walls of this kind and tries them from inside. `Err`: why they do not hold here.
pub(in crate::sandbox) fn probe(isolation: Isolation) -> Result<(), String> {
    let walls = Walls::of(isolation);
    let path = fs::read_link("/proc/self/exe").map_err(|error| {
        format!("the grader cannot find its own binary through /proc/self/exe: {error}")
    })?;
    let program = Program {
        path,
        called: None,
        arguments: vec![WORD.to_owned()],
        environment: Vec::new(),
        folder: PathBuf::from("/"),
        access: Access::default(),
    };
    let seen = process::run(&program, Limits::default(), &walls);
    let seen = seen.map_err(|error| innermost(&error))?;
    let said = String::from_utf8_lossy(&seen.stdout);
    match said.trim() {
        ALL_HOLD if seen.succeeded() => Ok(()),
        "" => Err(format!(
            "a program in it ended at once ({:?}): {}",
            seen.ending,
            String::from_utf8_lossy(&seen.stderr).trim()
        )),
        holes => Err(format!("a program in it found a hole: {holes}")),
    }
}

/// What the system refused, without the path of the binary that the probe executes.
fn innermost(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => innermost(source),
        None => error.to_string(),
    }
}
