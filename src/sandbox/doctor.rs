//! Which walls hold on this machine, what a missing one means, and what to do about it.

use super::{cgroup, jail, limits, walls::KINDS};
use crate::model::{Isolation, Layer, LayerState, Limits, Phase, Workplace};
use std::fs;

/// What `grader doctor` knows.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// The walls that grading uses here without being told. `None`: it refuses other people's code.
    pub chosen: Option<Isolation>,
    /// Each kind of walls, then what they are made of.
    pub layers: Vec<Layer>,
}

/// Tries every kind of walls as a whole, from inside, and looks at what they are made of. `work`: what compilers will work
/// with behind them, if that is known.
pub fn diagnose(work: Option<&Workplace>) -> Diagnosis {
    let tried = KINDS.map(|kind| (kind, try_out(kind, work)));
    let chosen = tried.iter().find(|(_, result)| result.is_ok());
    let chosen = chosen.map(|(kind, _)| *kind);
    let mut layers: Vec<Layer> = tried
        .into_iter()
        .map(|(kind, result)| Layer {
            name: kind.word(),
            state: match result {
                Ok(()) => holds("built as a whole and tried from inside"),
                Err(Gap::Wall(reason)) => missing(kind, reason),
                Err(Gap::Work(reason)) => LayerState::Missing {
                    reason,
                    means: "the walls hold, but no compiler can work behind them",
                    remedy: "let everybody read the toolchain, the cache and the folder for temporary files (`chmod -R a+rX`), or put them \
                             outside of a closed home (RUSTUP_HOME, GRADER_CACHE, TMPDIR)"
                        .to_owned(),
                },
                Err(Gap::Limits(reason)) => LayerState::Missing {
                    reason,
                    means: "it could not be tried",
                    remedy: "see `limits` below".to_owned(),
                },
            },
        })
        .collect();
    layers.push(limits());
    layers.push(control_groups());
    layers.push(user());
    Diagnosis { chosen, layers }
}

/// Why walls do not hold.
enum Gap {
    /// This machine cannot build them, or they gave way.
    Wall(String),
    /// They hold, but compilers cannot work behind them.
    Work(String),
    /// Nothing can be started under the limits of this shell.
    Limits(String),
}

fn try_out(kind: Isolation, work: Option<&Workplace>) -> Result<(), Gap> {
    limits::leave_room(Limits::of_compilers(), Phase::Compile)
        .map_err(|tight| Gap::Limits(tight.to_string()))?;
    jail::probe(kind).map_err(Gap::Wall)?;
    work.map_or(Ok(()), |work| jail::probe_work(kind, work))
        .map_err(Gap::Work)
}

/// The hard limits under which the grader was started.
fn limits() -> Layer {
    let state = match limits::leave_room(Limits::of_compilers(), Phase::Compile) {
        Ok(()) => holds("this shell leaves room for compilers and programs"),
        Err(tight) => LayerState::Missing {
            reason: tight.to_string(),
            means: "nothing can be graded: verdicts must not depend on such a limit",
            remedy: "start the grader from a shell, service or container without that limit"
                .to_owned(),
        },
    };
    Layer {
        name: "limits",
        state,
    }
}

fn holds(detail: &str) -> LayerState {
    LayerState::Holds {
        detail: detail.to_owned(),
    }
}

fn missing(kind: Isolation, reason: String) -> LayerState {
    let (means, remedy) = match kind {
        Isolation::Namespaces => (
            "submitted code would see the machine's processes, network and file names",
            namespaces_remedy(&reason),
        ),
        Isolation::Bwrap => (
            "there is no second way to namespaces",
            bwrap_remedy(&reason),
        ),
        _ => (
            "without namespaces there is no wall around files at all",
            "boot a Linux of 5.13 or newer with Landlock: add `landlock` to the `lsm=` list of the kernel's command line"
                .to_owned(),
        ),
    };
    LayerState::Missing {
        reason,
        means,
        remedy,
    }
}

/// The first setting of this machine that forbids user namespaces, and how to allow them.
fn namespaces_remedy(reason: &str) -> String {
    let is =
        |file: &str, value: &str| fs::read_to_string(file).is_ok_and(|text| text.trim() == value);
    if !cfg!(target_os = "linux") {
        "grade other people's code on Linux; here `grader check` is for one's own work".to_owned()
    } else if is(
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
    ) {
        "AppArmor forbids it (Ubuntu 24.04 and newer): install bubblewrap with the profile bwrap-userns-restrict \
         (`sudo apt-get install bubblewrap apparmor-profiles && sudo cp /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ \
         && sudo systemctl reload apparmor`), or allow it to all: `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`"
            .to_owned()
    } else if is("/proc/sys/kernel/unprivileged_userns_clone", "0") {
        "`sudo sysctl kernel.unprivileged_userns_clone=1`".to_owned()
    } else if is("/proc/sys/user/max_user_namespaces", "0") {
        "`sudo sysctl user.max_user_namespaces=10000`".to_owned()
    } else if in_container() {
        "start the container with `--security-opt seccomp=unconfined --security-opt apparmor=unconfined` (Docker, Podman), \
         or grade outside of it"
            .to_owned()
    } else if reason.contains("mount") || reason.contains("restrict the bind") {
        "boot Linux 5.12 or newer".to_owned()
    } else {
        "allow user namespaces to this user".to_owned()
    }
}

fn bwrap_remedy(reason: &str) -> String {
    if reason.contains("not installed") {
        "install bubblewrap: `sudo apt-get install bubblewrap` (Debian, Ubuntu), `sudo dnf install bubblewrap` (Fedora)"
            .to_owned()
    } else {
        namespaces_remedy(reason)
    }
}

fn in_container() -> bool {
    ["/.dockerenv", "/run/.containerenv"]
        .iter()
        .any(|file| fs::exists(file).unwrap_or(false))
}

fn control_groups() -> Layer {
    let state = match cgroup::describe() {
        Ok(detail) => holds(&detail),
        Err(reason) => LayerState::Missing {
            reason,
            means: "memory and threads are limited for each process (rlimits) and not for all of a jail together",
            remedy: if in_container() {
                "start the container with `--memory` and `--pids-limit`, which limit all gradings together"
                    .to_owned()
            } else {
                "run the grader as root, or in a delegated scope: `systemd-run --user --scope -p Delegate=yes grader …`"
                    .to_owned()
            },
        },
    };
    Layer {
        name: "cgroups",
        state,
    }
}

fn user() -> Layer {
    let detail = if rustix::process::geteuid().is_root() {
        "root; each submitted program runs as a user of its own where there are enough, else as nobody (65534)"
    } else {
        "an ordinary user; submitted code has its number and none of its files"
    };
    Layer {
        name: "user",
        state: holds(detail),
    }
}
