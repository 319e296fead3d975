//! Walls whose namespaces are made by bubblewrap, for hosts that let it make them and nobody else.

use super::view::{BindKind, View};
use std::{
    collections::BTreeSet,
    ffi::OsString,
    path::{Path, PathBuf},
};

/// Where the grader's binary lies in the jail. Landlock keeps the program from it, unless the program is the grader itself,
/// as trybuild's child is, beside which no student code runs.
pub(super) const JAILER: &str = "/.jailer";

/// Where bubblewrap is. `None`: it is not installed.
pub(super) fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/bin")])
        .map(|folder| folder.join("bwrap"))
        .find(|file| file.is_file())
}

/// bubblewrap's arguments, up to the command that it runs.
///
/// It raises the loopback interface of every network that it makes; seccomp decides who may use it.
pub(super) fn arguments(view: &View, helper: &Path, is_root: bool) -> Vec<OsString> {
    let mut all: Vec<OsString> = Vec::new();
    let mut add = |words: &[&dyn AsRef<std::ffi::OsStr>]| {
        all.extend(words.iter().map(|word| word.as_ref().to_owned()));
    };
    let spaces = [
        "--unshare-pid",
        "--unshare-net",
        "--unshare-ipc",
        "--unshare-uts",
    ];
    for space in spaces {
        add(&[&space]);
    }
    if is_root {
        // The jailer becomes nobody itself, and then has none left.
        for capability in ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"] {
            add(&[&"--cap-add", &capability]);
        }
    } else {
        add(&[&"--unshare-user", &"--uid", &"65534", &"--gid", &"65534"]);
    }
    add(&[&"--hostname", &"jail", &"--die-with-parent", &"--clearenv"]);
    add(&[&"--ro-bind", &helper, &JAILER]);
    // It would make them for itself only.
    let places = view.binds.iter().map(|bind| &bind.at);
    let places = places.chain(view.links.iter().map(|(at, _)| at));
    let folders: BTreeSet<&Path> = places
        .flat_map(|place| place.ancestors().skip(1))
        .filter(|folder| folder.parent().is_some())
        .collect();
    for folder in folders {
        add(&[&"--perms", &"0755", &"--dir", &folder]);
    }
    for bind in &view.binds {
        let how = match bind.kind {
            BindKind::Read => "--ro-bind",
            BindKind::Write => "--bind",
            BindKind::Device => "--dev-bind",
        };
        add(&[&how, &bind.from, &bind.at]);
    }
    for (at, target) in &view.links {
        add(&[&"--symlink", &target, &at]);
    }
    add(&[&"--remount-ro", &"/", &"--", &JAILER]);
    all
}
