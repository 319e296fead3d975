//! The sources that the grader carries and builds, and what tells one toolbox from another.

use super::toolchain::Toolchain;

/// The files of `runtime/` but its tests.
#[derive(rust_embed::RustEmbed)]
#[folder = "runtime/"]
#[exclude = "target/*"]
#[exclude = "*/target/*"]
#[exclude = "*/tests/*"]
#[exclude = "*/examples/*"]
pub(super) struct Runtime;

/// Changes whenever the toolchain or one of the runtime's files does.
pub(super) fn key(toolchain: &Toolchain) -> String {
    let mut hasher = toolchain.hash();
    let mut files: Vec<_> = Runtime::iter().collect();
    files.sort();
    for file in files {
        hasher.update(&(file.len() as u64).to_le_bytes());
        hasher.update(file.as_bytes());
        // The digest of the contents was taken when the grader was compiled.
        let digest = Runtime::get(&file).map(|found| found.metadata.sha256_hash());
        hasher.update(&digest.unwrap_or_default());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
