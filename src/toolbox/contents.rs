//! What is in a store, as it is written there.

use super::cache;
use super::error::ToolboxError;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

/// What is written beside the compiled crates.
#[derive(Serialize, Deserialize)]
pub(super) struct Contents {
    /// The file of each crate.
    pub(super) externs: BTreeMap<String, String>,
    /// The length of every file, so that one that was cut short is noticed.
    pub(super) lengths: BTreeMap<String, u64>,
}

impl Contents {
    /// What a store holds. `None`: it is not whole.
    pub(super) fn of(store: &Path) -> Option<Contents> {
        let text = fs::read_to_string(store.join("toolbox.json")).ok()?;
        let contents: Contents = serde_json::from_str(&text).ok()?;
        let is_whole = |(file, length): (&String, &u64)| {
            let path = store.join("deps").join(file);
            fs::metadata(path).is_ok_and(|found| found.len() == *length)
        };
        contents.lengths.iter().all(is_whole).then_some(contents)
    }
}

/// The store, if it is there and whole, and nobody else could have changed it.
pub(super) fn existing(store: &Path) -> Result<Option<Contents>, ToolboxError> {
    if !store.is_dir() {
        return Ok(None);
    }
    cache::inspect(store)?;
    Ok(Contents::of(store))
}
