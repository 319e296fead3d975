//! Builds the runtime once per toolchain into a read-only store; knows every `--extern`.
//!
//! The runtime's sources travel inside the binary. A store is put together aside, under a lock, and renamed into
//! place, so that two graders may start at once and a killed build leaves nothing that looks whole. What cargo has compiled
//! is kept beside the stores (`layer.rs`), so that the next one takes seconds.

mod build;
mod cache;
mod cargo_home;
mod contents;
mod error;
mod layer;
mod linker;
mod runtime;
mod toolchain;

pub use error::{CACHE_VARIABLE, ToolboxError};

use crate::model::{Progress, Tools, Workplace};
use contents::existing;
use runtime::key;
use std::path::PathBuf;
use toolchain::Toolchain;

/// Opens the toolbox for the toolchain in use, and builds it first if it is not there.
pub fn open(on_progress: &mut dyn FnMut(Progress)) -> Result<Tools, ToolboxError> {
    let toolchain = Toolchain::find()?;
    let cache = cache::folder()?;
    cache::open(&cache)?;
    let key = key(&toolchain);
    let store = cache.join(format!("toolbox-{key}"));
    let contents = match existing(&store)? {
        Some(contents) => contents,
        None => build::build(&cache, &store, &toolchain, on_progress)?,
    };
    let dependencies = store.join("deps");
    let externs = contents.externs.into_iter();
    Ok(Tools {
        externs: externs
            .map(|(name, file)| (name, dependencies.join(file)))
            .collect(),
        linker: linker::folder(&cache, &toolchain)?,
        judges: cache::judges(&cache, &key)?,
        ..toolchain.tools(key, dependencies)
    })
}

/// What is there without building anything: what compilers work with, `scratch` being a folder for what they write, and the
/// toolchain's version.
pub fn look(scratch: PathBuf) -> Result<(Workplace, String), ToolboxError> {
    let toolchain = Toolchain::find()?;
    let cache = cache::folder()?;
    cache::look(&cache)?;
    let key = key(&toolchain);
    let store = cache.join(format!("toolbox-{key}"));
    existing(&store)?;
    let tools = toolchain.tools(key, store.join("deps"));
    let mut work = tools.workplace(scratch);
    if !tools.dependencies.is_dir() {
        work.sees.retain(|path| *path != tools.dependencies);
        work.reads.retain(|path| *path != tools.dependencies);
    }
    Ok((work, toolchain.short_version))
}
