//! What is said about walls that do not hold: what the system said, what that means, and the remedy. Pure.

use super::{
    cgroup::Hierarchy,
    doctor::{Diagnosis, Forbids, Machine, Refusal},
    error::StartError,
    inside::{Cannot, Deed, Hole},
    limits::TooTight,
    probe::Fault,
};
use crate::model::{Isolation, Layer, LayerState};
use std::{error::Error, fmt};

impl Diagnosis {
    /// Each kind of walls, then what they are made of, as `grader doctor` shows them.
    pub fn layers(&self) -> Vec<Layer> {
        let layer = |name, state| Layer { name, state };
        let tried = self.walls.iter();
        let walls =
            tried.map(|(kind, tried)| layer(kind.word(), walls(*kind, tried, self.machine)));
        walls
            .chain([
                layer("limits", limits(&self.limits)),
                layer("cgroups", groups(self.groups.as_ref(), self.machine)),
                layer("user", user(self.machine)),
            ])
            .collect()
    }
}

fn holds(detail: impl Into<String>) -> LayerState {
    LayerState::Holds {
        detail: detail.into(),
    }
}

fn missing(
    reason: impl fmt::Display,
    means: &'static str,
    remedy: impl Into<String>,
) -> LayerState {
    LayerState::Missing {
        reason: reason.to_string(),
        means,
        remedy: remedy.into(),
    }
}

fn walls(kind: Isolation, tried: &Result<(), Refusal>, machine: Machine) -> LayerState {
    match tried {
        Ok(()) => holds("built as a whole and tried from inside"),
        Err(Refusal::Walls(fault)) => {
            missing(fault, without(kind), walls_remedy(kind, fault, machine))
        }
        Err(Refusal::Work(fault)) => missing(
            fault,
            "the walls hold, but no compiler can work behind them",
            "let everybody read the toolchain, the cache and the folder for temporary files (`chmod -R a+rX`), or put them \
             outside of a closed home (RUSTUP_HOME, GRADER_CACHE, TMPDIR)",
        ),
        Err(Refusal::Limits(tight)) => {
            missing(tight, "it could not be tried", "see `limits` below")
        }
    }
}

/// What it means that walls of this kind are missing.
fn without(kind: Isolation) -> &'static str {
    match kind {
        Isolation::Namespaces => {
            "submitted code would see the machine's processes, network and file names"
        }
        Isolation::Bwrap => "there is no second way to namespaces",
        Isolation::Landlock | Isolation::None => {
            "without namespaces there is no wall around files at all"
        }
    }
}

fn walls_remedy(kind: Isolation, fault: &Fault, machine: Machine) -> &'static str {
    match (kind, fault.start_error()) {
        (Isolation::Bwrap, Some(StartError::NoBubblewrap)) => {
            "install bubblewrap: `sudo apt-get install bubblewrap` (Debian, Ubuntu), `sudo dnf install bubblewrap` (Fedora)"
        }
        (Isolation::Namespaces | Isolation::Bwrap, why) => namespaces_remedy(why, machine),
        (Isolation::Landlock | Isolation::None, _) => {
            "boot a Linux of 5.13 or newer with Landlock: add `landlock` to the `lsm=` list of the kernel's command line"
        }
    }
}

/// How to allow user namespaces.
fn namespaces_remedy(why: Option<&StartError>, machine: Machine) -> &'static str {
    match (machine.forbids, why) {
        (_, Some(StartError::OnlyLinux)) => {
            "grade other people's code on Linux; here `grader check` is for one's own work"
        }
        (Some(Forbids::AppArmor), _) => {
            "AppArmor forbids it (Ubuntu 24.04 and newer): install bubblewrap with the profile bwrap-userns-restrict \
             (`sudo apt-get install bubblewrap apparmor-profiles && sudo cp /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ \
             && sudo systemctl reload apparmor`), or allow it to all: `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`"
        }
        (Some(Forbids::Clone), _) => "`sudo sysctl kernel.unprivileged_userns_clone=1`",
        (Some(Forbids::Number), _) => "`sudo sysctl user.max_user_namespaces=10000`",
        (None, _) if machine.is_container => {
            "start the container with `--security-opt seccomp=unconfined --security-opt apparmor=unconfined` (Docker, Podman), \
             or grade outside of it"
        }
        (None, Some(StartError::Broken(broken))) if broken.is_mount => "boot Linux 5.12 or newer",
        (None, _) => "allow user namespaces to this user",
    }
}

/// The hard limits under which the grader was started.
fn limits(room: &Result<(), TooTight>) -> LayerState {
    match room {
        Ok(()) => holds("this shell leaves room for compilers and programs"),
        Err(tight) => missing(
            tight,
            "nothing can be graded: verdicts must not depend on such a limit",
            "start the grader from a shell, service or container without that limit",
        ),
    }
}

fn groups(hierarchy: Option<&Hierarchy>, machine: Machine) -> LayerState {
    match hierarchy {
        Some(Hierarchy::V2(base)) => {
            holds(format!("memory and pids, version 2, in {}", base.display()))
        }
        Some(Hierarchy::V1 { memory, pids }) => {
            let names = [(memory, "memory"), (pids, "pids")];
            let names = names.iter().filter(|(path, _)| path.is_some());
            let names: Vec<_> = names.map(|(_, name)| *name).collect();
            holds(format!("{}, version 1", names.join(" and ")))
        }
        None => missing(
            "no group with memory and pids can be made under /sys/fs/cgroup",
            "memory and threads are limited for each process (rlimits) and not for all of a jail together",
            if machine.is_container {
                "start the container with `--memory` and `--pids-limit`, which limit all gradings together"
            } else {
                "run the grader as root, or in a delegated scope: `systemd-run --user --scope -p Delegate=yes grader …`"
            },
        ),
    }
}

fn user(machine: Machine) -> LayerState {
    holds(if machine.is_root {
        "root; each submitted program runs as a user of its own where there are enough, else as nobody (65534)"
    } else {
        "an ordinary user; submitted code has its number and none of its files"
    })
}

impl fmt::Display for Fault {
    /// One sentence without its full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NoBinary(error) => write!(
                f,
                "the grader cannot find its own binary through /proc/self/exe: {error}"
            ),
            // Without the path of the binary, which is the grader's own.
            Fault::NotRun(error) => write!(f, "{}", innermost(error)),
            Fault::Ended { ending, said } => {
                write!(f, "a program in it ended at once ({ending:?}): {said}")
            }
            Fault::Open(holes) => {
                let holes: Vec<_> = holes.iter().map(|hole| hole.words()).collect();
                write!(f, "a program in it found a hole: {}", holes.join(", "))
            }
            Fault::Closed(Cannot { deed, path, said }) => write!(
                f,
                "a compiler in it cannot {} {}: {said}",
                deed.words(),
                path.display()
            ),
        }
    }
}

/// What the system refused in the end.
fn innermost<'a>(error: &'a (dyn Error + 'static)) -> &'a dyn Error {
    match error.source() {
        Some(source) => innermost(source),
        None => error,
    }
}

impl Hole {
    fn words(self) -> &'static str {
        match self {
            Hole::Root => "it is root",
            Hole::Reading => "it can read files",
            Hole::Writing => "it can write files",
            Hole::Sockets => "it can open network sockets",
            Hole::Processes => "it can start processes",
            Hole::Signals => "it can send signals",
        }
    }
}

impl Deed {
    fn words(self) -> &'static str {
        match self {
            Deed::Write => "write to",
            Deed::Execute => "execute",
            Deed::Read => "read",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::{broken::Broken, error::SandboxError};
    use std::path::PathBuf;

    fn not_started(why: StartError) -> Fault {
        Fault::NotRun(SandboxError::Start {
            program: PathBuf::from("/grader"),
            source: why,
        })
    }

    fn broken(is_mount: bool) -> StartError {
        StartError::Broken(Broken {
            doing: "restrict the bind".to_owned(),
            errno: libc::ENOSYS,
            is_mount,
        })
    }

    #[track_caller]
    fn remedy(kind: Isolation, why: StartError, machine: Machine, words: &str) {
        let remedy = walls_remedy(kind, &not_started(why), machine);
        assert!(remedy.contains(words), "{remedy}");
    }

    #[test]
    fn a_setting_that_forbids_namespaces_comes_before_the_container_and_the_kernel() {
        let container = Machine {
            is_container: true,
            ..Machine::default()
        };
        let forbidden = |forbids| Machine {
            forbids: Some(forbids),
            ..container
        };
        use Isolation::Namespaces;
        let why = || broken(true);
        remedy(Namespaces, why(), forbidden(Forbids::AppArmor), "apparmor");
        remedy(Namespaces, why(), forbidden(Forbids::Clone), "userns_clone");
        remedy(Namespaces, why(), forbidden(Forbids::Number), "max_user");
        remedy(Namespaces, why(), container, "--security-opt");
        remedy(Namespaces, why(), Machine::default(), "Linux 5.12");
        let other = broken(false);
        remedy(Namespaces, other, Machine::default(), "to this user");
        let elsewhere = StartError::OnlyLinux;
        remedy(Namespaces, elsewhere, container, "on Linux");
    }

    #[test]
    fn bubblewrap_is_to_be_installed_only_if_it_is_not() {
        let here = Machine::default();
        remedy(
            Isolation::Bwrap,
            StartError::NoBubblewrap,
            here,
            "install bubblewrap",
        );
        remedy(Isolation::Bwrap, broken(true), here, "Linux 5.12");
        remedy(Isolation::Landlock, broken(true), here, "Landlock");
    }

    #[test]
    fn a_fault_is_said_without_the_graders_own_path() {
        let said = not_started(broken(true)).to_string();
        assert!(said.starts_with("cannot restrict the bind: "), "{said}");
        let said = Fault::Open(vec![Hole::Root, Hole::Sockets]).to_string();
        let words = "a program in it found a hole: it is root, it can open network sockets";
        assert_eq!(said, words);
        let said = Fault::Closed(Cannot {
            deed: Deed::Write,
            path: PathBuf::from("/closed"),
            said: "no".to_owned(),
        });
        let words = "a compiler in it cannot write to /closed: no";
        assert_eq!(said.to_string(), words);
    }
}
