//! What the grader does when it is the program in a jail that is being tried: what must not work there, or what must.
#![allow(unsafe_code)]

use serde::{Deserialize, Serialize};
use std::{
    ffi::OsString,
    fmt, fs, io, net,
    path::{Path, PathBuf},
};

/// The hidden word on the command line that makes the grader try the walls around it.
pub const WORD: &str = "__try_walls";

/// What was found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Tried {
    /// Nothing worked that must not, or everything that must.
    Holds,
    /// These walls gave way.
    Open(Vec<Hole>),
    /// A compiler could not do this.
    Closed(Cannot),
}

/// Something that must not work in a jail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hole {
    /// To be root.
    Root,
    /// To read the machine's files.
    Reading,
    /// To write files.
    Writing,
    /// To open network sockets.
    Sockets,
    /// To start processes.
    Processes,
    /// To send signals.
    Signals,
}

/// Something that a compiler must be able to do and cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cannot {
    /// What it would do.
    pub deed: Deed,
    /// With which file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub said: String,
}

/// What a compiler does with files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Write to a folder.
    Write,
    /// Execute a file.
    Execute,
    /// Read a file or folder.
    Read,
}

/// Runs in the jail; returns the line to answer with. Given paths, it is a compiler's jail, and says what it cannot do there
/// that compilers have to: write to the first, execute the second, read the others.
pub fn run(paths: &[OsString]) -> String {
    let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
    let answer = match paths.as_slice() {
        [scratch, compiler, others @ ..] => {
            work(scratch, compiler, others).map_or_else(Tried::Closed, |()| Tried::Holds)
        }
        _ => match holes() {
            none if none.is_empty() => Tried::Holds,
            holes => Tried::Open(holes),
        },
    };
    answer.to_string()
}

impl fmt::Display for Tried {
    /// One line, which [`Tried::read`] understands.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&line)
    }
}

impl Tried {
    /// Reads what the grader in the jail has printed. `None`: it gave no answer.
    pub(super) fn read(printed: &[u8]) -> Option<Tried> {
        serde_json::from_slice(printed.trim_ascii()).ok()
    }
}

/// Tries to break out.
fn holes() -> Vec<Hole> {
    let scratch = std::env::temp_dir().join("grader-tries-to-write");
    let tries = [
        (Hole::Root, rustix::process::geteuid().is_root()),
        (Hole::Reading, fs::File::open("/etc/passwd").is_ok()),
        (Hole::Writing, fs::File::create(&scratch).is_ok()),
        (
            Hole::Sockets,
            net::UdpSocket::bind(("127.0.0.1", 0)).is_ok(),
        ),
        (Hole::Processes, can_fork()),
        // SAFETY: signal 0 only asks whether a signal could be sent.
        (Hole::Signals, unsafe { libc::kill(1, 0) } == 0),
    ];
    let worked = tries.into_iter().filter(|(_, worked)| *worked);
    worked.map(|(hole, _)| hole).collect()
}

fn can_fork() -> bool {
    // SAFETY: the child does nothing but end.
    match unsafe { libc::fork() } {
        -1 => false,
        0 => unsafe { libc::_exit(0) },
        _ => true,
    }
}

/// Does what a compiler does.
fn work(scratch: &Path, compiler: &Path, others: &[&Path]) -> Result<(), Cannot> {
    let cannot = |deed: Deed, path: &Path, error: io::Error| Cannot {
        deed,
        path: path.to_owned(),
        said: error.to_string(),
    };
    let tried = scratch.join("tried");
    match fs::File::create(&tried) {
        // How much room there is for a grading, it will find out.
        Err(error) if error.kind() != io::ErrorKind::StorageFull => {
            return Err(cannot(Deed::Write, scratch, error));
        }
        // The jail of the next try has another user, who could not open this one's file.
        _ => drop(fs::remove_file(&tried)),
    }
    rustix::fs::access(compiler, rustix::fs::Access::EXEC_OK)
        .map_err(|error| cannot(Deed::Execute, compiler, error.into()))?;
    for path in others {
        read_all(path).map_err(|error| cannot(Deed::Read, path, error))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_it_was_given_and_nothing_else_is_one() {
        let answers = [
            Tried::Holds,
            Tried::Open(vec![Hole::Processes, Hole::Signals]),
            Tried::Closed(Cannot {
                deed: Deed::Read,
                path: PathBuf::from("/a \"name\""),
                said: "no\nway".to_owned(),
            }),
        ];
        for answer in answers {
            let printed = format!("\n{answer}\n");
            assert_eq!(printed.trim().lines().count(), 1, "{printed}");
            assert_eq!(Tried::read(printed.as_bytes()), Some(answer));
        }
        for other in ["", "Holds", "\"Holds\" \"Holds\"", "{}"] {
            assert_eq!(Tried::read(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn a_compiler_names_the_first_thing_that_it_cannot_do() {
        let folder = tempfile::tempdir().unwrap();
        let (scratch, tool) = (folder.path(), std::env::current_exe().unwrap());
        let gone = scratch.join("gone");
        let deed = |scratch: &Path, tool: &Path, others: &[&Path]| {
            work(scratch, tool, others).map_err(|cannot| (cannot.deed, cannot.path))
        };
        assert_eq!(deed(scratch, &tool, &[scratch, &tool]), Ok(()));
        assert_eq!(deed(&gone, &gone, &[]), Err((Deed::Write, gone.clone())));
        assert_eq!(
            deed(scratch, &gone, &[&gone]),
            Err((Deed::Execute, gone.clone()))
        );
        assert_eq!(
            deed(scratch, &tool, &[&tool, &gone]),
            Err((Deed::Read, gone))
        );
    }
}
