//! Which walls hold on this machine, what a missing one means, and what to do about it.

use super::{cgroup, jail, walls::KINDS};
use crate::model::{Isolation, Layer, LayerState};
use std::fs;

/// What `grader doctor` knows.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// The walls that grading uses here without being told. `None`: it refuses other people's code.
    pub chosen: Option<Isolation>,
    /// Each kind of walls, then what they are made of.
    pub layers: Vec<Layer>,
}

/// Tries every kind of walls as a whole, from inside, and looks at what they are made of.
pub fn diagnose() -> Diagnosis {
    let tried = KINDS.map(|kind| (kind, jail::probe(kind)));
    let chosen = tried.iter().find(|(_, result)| result.is_ok());
    let chosen = chosen.map(|(kind, _)| *kind);
    let mut layers: Vec<Layer> = tried
        .into_iter()
        .map(|(kind, result)| Layer {
            name: kind.word(),
            state: match result {
                Ok(()) => holds("built as a whole and tried from inside"),
                Err(reason) => missing(kind, reason),
            },
        })
        .collect();
    layers.push(control_groups());
    layers.push(user());
    Diagnosis { chosen, layers }
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
