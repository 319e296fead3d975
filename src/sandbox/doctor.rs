//! Which walls hold on this machine, and the facts about those that do not. `words.rs` says them.

use super::{
    cgroup::{self, Hierarchy},
    enclosure::Enclosure,
    jail::Jail,
    limits::TooTight,
    probe::{self, Fault},
    walls::KINDS,
};
use crate::model::{Isolation, Workplace};
use std::fs;

/// What `grader doctor` knows.
#[derive(Debug)]
pub struct Diagnosis {
    /// Each kind of walls, the strongest first, and what is wrong with it.
    pub(super) walls: Vec<(Isolation, Result<(), Refusal>)>,
    /// Whether this shell leaves room for compilers.
    pub(super) limits: Result<(), TooTight>,
    /// Where control groups can be made.
    pub(super) groups: Option<Hierarchy>,
    /// The machine around the grader.
    pub(super) machine: Machine,
}

/// Why walls of one kind are of no use.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The limits that the grader was started under leave too little for compilers, so nothing was tried.
    Limits(TooTight),
    /// They cannot be built, or they gave way.
    Walls(Fault),
    /// They hold, but compilers cannot work behind them.
    Work(Fault),
}

/// What remedies depend on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Machine {
    /// What keeps ordinary users from making user namespaces, as far as a setting does.
    pub(super) forbids: Option<Forbids>,
    /// The grader runs in a container.
    pub(super) is_container: bool,
    /// The grader runs as root.
    pub(super) is_root: bool,
}

/// A setting by which user namespaces are forbidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forbids {
    /// Only programs with a profile may make them.
    AppArmor,
    /// Debian's own setting.
    Clone,
    /// None may be made.
    Number,
}

impl Diagnosis {
    /// The walls that grading uses here without being told. `None`: it refuses other people's code.
    pub fn chosen(&self) -> Option<Isolation> {
        let mut holding = self.walls.iter().filter(|(_, tried)| tried.is_ok());
        holding.next().map(|(kind, _)| *kind)
    }
}

/// Tries every kind of walls as a whole, from inside, and looks at what they are made of. `work`: what compilers will work
/// with behind them, if that is known.
pub fn diagnose(work: Option<&Workplace>) -> Diagnosis {
    Diagnosis {
        walls: KINDS.map(|kind| (kind, try_out(kind, work))).into(),
        limits: probe::leaves_room(),
        groups: cgroup::hierarchy().cloned(),
        machine: Machine::look(),
    }
}

fn try_out(kind: Isolation, work: Option<&Workplace>) -> Result<(), Refusal> {
    probe::leaves_room().map_err(Refusal::Limits)?;
    let enclosure = Enclosure::Jail(Jail::new(kind));
    probe::walls(&enclosure).map_err(Refusal::Walls)?;
    let work = work.map_or(Ok(()), |work| probe::work(&enclosure, work));
    work.map_err(Refusal::Work)
}

impl Machine {
    fn look() -> Machine {
        let settings = [
            (
                "kernel/apparmor_restrict_unprivileged_userns",
                "1",
                Forbids::AppArmor,
            ),
            ("kernel/unprivileged_userns_clone", "0", Forbids::Clone),
            ("user/max_user_namespaces", "0", Forbids::Number),
        ];
        let is_set = |(file, value, _): &(&str, &str, Forbids)| {
            let text = fs::read_to_string(format!("/proc/sys/{file}"));
            text.is_ok_and(|text| text.trim() == *value)
        };
        let signs = ["/.dockerenv", "/run/.containerenv"];
        Machine {
            forbids: settings.into_iter().find(is_set).map(|(.., it)| it),
            is_container: signs.iter().any(|file| fs::exists(file).unwrap_or(false)),
            is_root: rustix::process::geteuid().is_root(),
        }
    }
}
