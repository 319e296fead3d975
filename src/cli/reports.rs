//! Whether the reports that are asked for can go where they shall.

use super::arguments::Output;
use crate::events::SinkError;
use crate::report::{Format, Outlet, Target};
use anyhow::{Result, bail};
use std::path::Path;

/// The reports of one submission with their targets, looked at before the work and not after it: a place that can take no
/// report is refused, and so are two reports for one place.
pub(super) fn targets(output: &Output) -> Result<Vec<(&'static Format, Target)>> {
    let mut targets = Vec::new();
    for wanted in &output.report {
        let target = match &wanted.file {
            Some(path) => target(path)?,
            None => Target::Stdout,
        };
        targets.push((wanted.format, target));
    }
    let is_printed = targets.iter().any(|(_, target)| *target == Target::Stdout);
    if output.format.is_some() || output.out.is_some() || !is_printed {
        let target = match &output.out {
            Some(path) => target(path)?,
            None => Target::Stdout,
        };
        targets.insert(0, (output.format(), target));
    }
    for (index, (_, one)) in targets.iter().enumerate() {
        if targets[..index].iter().any(|(_, other)| one == other) {
            match one {
                Target::Stdout => bail!(
                    "two reports cannot go to stdout; give one of them a file: --report FORMAT=FILE"
                ),
                Target::File(path) => bail!("two reports cannot go to {}", path.display()),
            }
        }
    }
    Ok(targets)
}

fn target(path: &Path) -> Result<Target> {
    let shown = path.display();
    match Outlet::find(path) {
        Ok(Outlet::Stdout) => Ok(Target::Stdout),
        Ok(Outlet::Folder) if path.is_dir() => {
            bail!("cannot write {shown}: it is a folder; name a file in it")
        }
        Ok(Outlet::Folder) => {
            bail!("cannot write {shown}: it names a folder; name a file")
        }
        Ok(Outlet::NoFolder(folder)) => bail!(
            "cannot write {shown}: there is no folder {}",
            folder.display()
        ),
        Ok(outlet) => {
            outlet.must_be_writable().map_err(SinkError::at(path))?;
            Ok(Target::File(path.to_owned()))
        }
        Err(source) => Err(SinkError::at(path)(source).into()),
    }
}
