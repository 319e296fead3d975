//! Control groups: memory and number of tasks of a program that runs student code, counted by the kernel for all of
//! its jail together, where this machine lets us. Compilers do without: a process that joins a group while others do not
//! keep the kernel busy with the same waits for it for some 8 ms (measured on version 1), which they would pay each time.
//!
//! A group is named after the grader that made it, so that the next grader can clear away what a killed one left.

use super::janitor::{Janitor, Job};
use crate::model::Limits;
use rustix::process::Pid;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

/// Where groups are made, in either of the kernel's two interfaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hierarchy {
    /// One folder for all controllers.
    V2(PathBuf),
    /// One folder for each of memory and pids; whichever can be written.
    V1 {
        memory: Option<PathBuf>,
        pids: Option<PathBuf>,
    },
}

/// What a jail's group may use beyond the program's own memory: page tables, pipes, the binary itself.
const BESIDES_MEMORY: u64 = 64 << 20;

/// Tasks in one jail: what rlimits allow, and the jail's first process.
const MOST_TASKS: u32 = 600;

/// The group of one jail; removed when it is dropped.
#[derive(Debug)]
pub(super) struct Group {
    folders: Vec<PathBuf>,
    is_over: Arc<AtomicBool>,
    janitor: Arc<Janitor>,
}

impl Group {
    /// Makes a group for a program that has just started. `None`: this machine does not let us.
    ///
    /// The program does not wait until it is in: its own limits hold from its first instruction.
    pub(super) fn enroll(process: Pid, limits: Limits, janitor: &Arc<Janitor>) -> Option<Group> {
        let mut group = Group {
            folders: Vec::new(),
            is_over: Arc::default(),
            janitor: Arc::clone(janitor),
        };
        group.make(hierarchy()?, limits).ok()?;
        janitor.leave(Job::Enroll {
            process,
            folders: group.folders.clone(),
            is_over: Arc::clone(&group.is_over),
        });
        Some(group)
    }

    fn make(&mut self, hierarchy: &Hierarchy, limits: Limits) -> io::Result<()> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let prefix = own_prefix().ok_or(io::ErrorKind::NotFound)?;
        let name = format!("{prefix}{number}");
        let memory = (u64::from(limits.memory_mb) << 20) + BESIDES_MEMORY;
        let tasks = ("pids.max", MOST_TASKS.to_string());
        match hierarchy {
            Hierarchy::V2(base) => {
                let memory = ("memory.max", memory.to_string());
                let swap = ("memory.swap.max", "0".to_owned());
                self.add(base.join(&name), &[tasks, memory, swap])
            }
            Hierarchy::V1 { memory: at, pids } => {
                if let Some(base) = at {
                    let memory = ("memory.limit_in_bytes", memory.to_string());
                    self.add(base.join(&name), &[memory])?;
                }
                match pids {
                    Some(base) => self.add(base.join(&name), &[tasks]),
                    None => Ok(()),
                }
            }
        }
    }

    fn add(&mut self, folder: PathBuf, limits: &[(&str, String)]) -> io::Result<()> {
        fs::create_dir(&folder)?;
        self.folders.push(folder.clone());
        for (file, value) in limits {
            match fs::write(folder.join(file), value) {
                // Kernels without swap accounting.
                Err(_) if *file == "memory.swap.max" => {}
                other => other?,
            }
        }
        Ok(())
    }

    /// Whether the kernel killed one of its processes because the group's memory was used up.
    pub(super) fn ran_out_of_memory(&self) -> bool {
        let files = ["memory.events", "memory.oom_control"];
        let paths = self
            .folders
            .iter()
            .flat_map(|folder| files.map(|file| folder.join(file)));
        let mut texts = paths.filter_map(|path| fs::read_to_string(path).ok());
        texts.any(|text| {
            let killed = text.lines().find_map(|line| line.strip_prefix("oom_kill "));
            killed.is_some_and(|count| count.trim() != "0")
        })
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        self.janitor.leave(Job::Remove(self.folders.clone()));
    }
}

/// Looked for once: the places where groups can really be made. Clears away what killed graders left there.
pub(super) fn hierarchy() -> Option<&'static Hierarchy> {
    static FOUND: OnceLock<Option<Hierarchy>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let root = Path::new("/sys/fs/cgroup");
        let own = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        let found = find_v2(root, &own).or_else(|| find_v1(root, &own))?;
        let bases: Vec<&PathBuf> = match &found {
            Hierarchy::V2(base) => vec![base],
            Hierarchy::V1 { memory, pids } => memory.iter().chain(pids).collect(),
        };
        bases.into_iter().for_each(|base| sweep(base));
        Some(found)
    });
    found.as_ref()
}

fn find_v2(root: &Path, own: &str) -> Option<Hierarchy> {
    let own = own.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let bases = [root.join(own), root.to_owned()];
    let base = bases.into_iter().find(|base| {
        let given = fs::read_to_string(base.join("cgroup.subtree_control")).unwrap_or_default();
        let mut given = given.split_whitespace();
        let has_both =
            given.clone().any(|name| name == "memory") && given.any(|name| name == "pids");
        has_both && can_make_groups(base)
    })?;
    Some(Hierarchy::V2(base))
}

fn find_v1(root: &Path, own: &str) -> Option<Hierarchy> {
    let find = |controller: &str| {
        let named = own.lines().find_map(|line| {
            let mut parts = line.splitn(3, ':').skip(1);
            let is_it = parts.next()?.split(',').any(|name| name == controller);
            is_it.then(|| {
                parts
                    .next()
                    .unwrap_or("/")
                    .trim_start_matches('/')
                    .to_owned()
            })
        })?;
        let mount = root.join(controller);
        let bases = [mount.join(named), mount];
        bases.into_iter().find(|base| can_make_groups(base))
    };
    let (memory, pids) = (find("memory"), find("pids"));
    (memory.is_some() || pids.is_some()).then_some(Hierarchy::V1 { memory, pids })
}

fn can_make_groups(base: &Path) -> bool {
    let Some(prefix) = own_prefix() else {
        return false;
    };
    let trial = base.join(format!("{prefix}trial"));
    let can = fs::create_dir(&trial).is_ok() && trial.join("cgroup.procs").exists();
    let _ = fs::remove_dir(&trial);
    can
}

/// `grader-<pid>-<start time>-`: no other process ever has the same.
fn own_prefix() -> Option<String> {
    let me = std::process::id();
    Some(format!("grader-{me}-{}-", start_time(me)?))
}

/// When a process started, in the kernel's ticks; together with its number it names one process for ever.
fn start_time(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The 22nd field; the second is a name that may contain anything but ends with the last bracket.
    stat.rsplit(") ").next()?.split(' ').nth(19)?.parse().ok()
}

/// Removes the groups of graders that are no more.
fn sweep(base: &Path) {
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let mut parts = name.strip_prefix("grader-").unwrap_or_default().split('-');
        let numbers = (
            parts.next().and_then(|pid| pid.parse().ok()),
            parts.next().and_then(|start| start.parse::<u64>().ok()),
        );
        if let (Some(pid), Some(start)) = numbers
            && start_time(pid) != Some(start)
        {
            let _ = fs::remove_dir(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sweep_takes_the_groups_of_the_dead_only() {
        let base = tempfile::tempdir().unwrap();
        let me = std::process::id();
        let start = start_time(me).unwrap();
        let names = [
            (format!("grader-{me}-{start}-3"), true),
            (format!("grader-{me}-{}-3", start + 1), false),
            ("grader-4194304-7-0".to_owned(), false),
            ("grader-x".to_owned(), true),
            ("system.slice".to_owned(), true),
        ];
        for (name, _) in &names {
            fs::create_dir(base.path().join(name)).unwrap();
        }
        sweep(base.path());
        for (name, stays) in names {
            assert_eq!(base.path().join(&name).exists(), stays, "{name}");
        }
    }
}
