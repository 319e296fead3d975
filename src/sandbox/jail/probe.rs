//! Tries the walls from inside: the whole sequence is built once, around a program that does what it must not.
#![allow(unsafe_code)]

use crate::control::Control;
use crate::model::{Access, Isolation, Limits, Network, Phase, Program, Workplace};
use crate::sandbox::{process, walls::Walls};
use std::{
    ffi::OsString,
    fs, io, net,
    path::{Path, PathBuf},
};

/// The hidden word on the command line that makes the grader try the walls around it.
pub const WORD: &str = "__try_walls";

/// What all is answered with if every wall holds.
const ALL_HOLD: &str = "every wall holds";

/// Runs in the jail: names the walls that gave way. Given paths, it is a compiler's jail, and says what it cannot do there
/// that compilers have to: write to the first, execute the second, read the others.
pub fn run(paths: &[OsString]) -> String {
    let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
    match paths.as_slice() {
        [scratch, compiler, others @ ..] => match work(scratch, compiler, others) {
            Ok(()) => ALL_HOLD.to_owned(),
            Err(reason) => reason,
        },
        _ => try_to_break_out(),
    }
}

fn try_to_break_out() -> String {
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

/// Does what a compiler does.
fn work(scratch: &Path, compiler: &Path, others: &[&Path]) -> Result<(), String> {
    let told = |what: &str, path: &Path, error: io::Error| {
        Err(format!("cannot {what} {}: {error}", path.display()))
    };
    let tried = scratch.join("tried");
    match fs::File::create(&tried) {
        // How much room there is for a grading, it will find out.
        Err(error) if error.kind() != io::ErrorKind::StorageFull => {
            return told("write to", scratch, error);
        }
        // The jail of the next try has another user, who could not open this one's file.
        _ => drop(fs::remove_file(&tried)),
    }
    if let Err(error) = rustix::fs::access(compiler, rustix::fs::Access::EXEC_OK) {
        return told("execute", compiler, error.into());
    }
    for path in others {
        if let Err(error) = read_all(path) {
            return told("read", path, error);
        }
    }
    Ok(())
}

/// Opens a file, or every file in a folder.
fn read_all(path: &Path) -> io::Result<()> {
    if path.is_file() {
        return fs::File::open(path).map(drop);
    }
    for entry in fs::read_dir(path)? {
        let file = entry?.path();
        if !file.is_dir() {
            fs::File::open(file)?;
        }
    }
    Ok(())
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
    ask(
        isolation,
        own_binary()?,
        Vec::new(),
        Access::default(),
        Limits::default(),
    )
}

/// Builds a compiler's jail of this kind around the toolchain and the store that will really be used, and a folder that it
/// writes to. `Err`: why compilers cannot work in it.
pub(in crate::sandbox) fn probe_work(isolation: Isolation, work: &Workplace) -> Result<(), String> {
    let grader = own_binary()?;
    let first = [&work.scratch, &work.compiler];
    let paths = first.into_iter().chain(&work.reads);
    let paths = paths.map(|path| path.display().to_string()).collect();
    let access = Access {
        phase: Phase::Compile,
        // trybuild runs in the grader's own binary.
        reads: work.sees.iter().chain([&grader]).cloned().collect(),
        writes: vec![work.scratch.clone()],
        makes: Vec::new(),
        may_chmod: false,
        network: Network::None,
    };
    ask(isolation, grader, paths, access, Limits::of_compilers())
}

fn own_binary() -> Result<PathBuf, String> {
    fs::read_link("/proc/self/exe").map_err(|error| {
        format!("the grader cannot find its own binary through /proc/self/exe: {error}")
    })
}

/// Runs the grader in a jail of this kind and takes its answer.
fn ask(
    isolation: Isolation,
    path: PathBuf,
    paths: Vec<String>,
    access: Access,
    limits: Limits,
) -> Result<(), String> {
    let walls = Walls::of(isolation);
    let program = Program {
        path,
        called: None,
        arguments: [WORD.to_owned()].into_iter().chain(paths).collect(),
        environment: Vec::new(),
        folder: PathBuf::from("/"),
        access,
    };
    let seen = process::run(&program, limits, &walls, &Control::default());
    let seen = seen.map_err(|error| innermost(&error))?;
    let said = String::from_utf8_lossy(&seen.stdout);
    match said.trim() {
        ALL_HOLD if seen.succeeded() => Ok(()),
        "" => Err(format!(
            "a program in it ended at once ({:?}): {}",
            seen.ending,
            String::from_utf8_lossy(&seen.stderr).trim()
        )),
        trouble if program.access.phase == Phase::Compile => {
            Err(format!("a compiler in it {trouble}"))
        }
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
