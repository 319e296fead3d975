//! Landlock: the same view once more, enforced by another part of the kernel. The only wall around files where
//! there are no namespaces.

use super::view::{BindKind, View};
use crate::model::Network;
use crate::sandbox::broken::{Broken, Doing};
use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use std::{io, path::Path};

/// The newest interface that this file knows; an older kernel enforces what it can.
const NEWEST: ABI = ABI::V6;

/// Rules that are written but not yet in force: their files are opened while that is still possible.
pub(super) struct Rules(RulesetCreated);

/// Writes the rules for a view.
pub(super) fn rules(view: &View, network: Network) -> Result<Rules, Broken> {
    let rules = write_rules(view, network).map_err(io::Error::other);
    rules.map(Rules).doing("write Landlock rules")
}

impl Rules {
    /// Restricts the calling thread, and whatever it executes. `is_only_wall`: then a kernel without Landlock is an
    /// error.
    pub(super) fn enforce(self, is_only_wall: bool) -> Result<(), Broken> {
        let status = self.0.restrict_self().map_err(io::Error::other);
        let status = status.doing("restrict files with Landlock")?;
        if is_only_wall && status.ruleset == RulesetStatus::NotEnforced {
            return Err(io::Error::from_raw_os_error(libc::ENOSYS)).doing("use Landlock");
        }
        Ok(())
    }
}

fn write_rules(view: &View, network: Network) -> Result<RulesetCreated, RulesetError> {
    let paths = |kind: BindKind| -> Vec<&Path> {
        let binds = view.binds.iter().filter(move |bind| bind.kind == kind);
        binds.map(|bind| bind.at.as_path()).collect()
    };
    let device = AccessFs::ReadFile | AccessFs::WriteFile;
    let write = AccessFs::from_all(NEWEST) & !(AccessFs::MakeChar | AccessFs::MakeBlock);
    let mut handled = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?;
    if network == Network::None {
        handled = handled.handle_access(AccessNet::from_all(NEWEST))?;
    }
    handled
        .scope(Scope::from_all(NEWEST))?
        .create()?
        .add_rules(path_beneath_rules(
            paths(BindKind::Read),
            AccessFs::from_read(NEWEST),
        ))?
        .add_rules(path_beneath_rules(paths(BindKind::Write), write))?
        .add_rules(path_beneath_rules(paths(BindKind::Device), device))
}
