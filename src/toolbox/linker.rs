//! Where the C compiler finds the linker that rustc brings along.

use super::cache::{self, failed};
use super::error::ToolboxError;
use super::toolchain::Toolchain;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder in which rustc's own linker has the name by which the C compiler looks for it. `None` where rustc links
/// with the system's linker. Each folder that a toolchain lies in has its own: graders with different ones may share the
/// cache and run at the same time.
pub(super) fn folder(cache: &Path, toolchain: &Toolchain) -> Result<Option<PathBuf>, ToolboxError> {
    let target = toolchain.target();
    if target != "x86_64-unknown-linux-gnu" {
        return Ok(None);
    }
    let tools = toolchain
        .sysroot
        .join("lib/rustlib")
        .join(target)
        .join("bin");
    let linker = tools.join("rust-lld");
    if !linker.is_file() || !tools.join("gcc-ld").is_dir() {
        return Ok(None);
    }
    let place = blake3::hash(toolchain.sysroot.as_os_str().as_encoded_bytes()).to_hex();
    let folder = cache.join(format!("linker-{}", &place[..16]));
    let link = folder.join("ld.lld");
    cache::make_folder(&folder).map_err(failed(&folder))?;
    cache::inspect(&folder)?;
    if !fs::read_link(&link).is_ok_and(|target| target == linker) {
        replace_link(&link, &linker).map_err(failed(&link))?;
    }
    Ok(Some(folder))
}

/// Makes a link, or makes it point elsewhere, so that nobody ever finds none.
fn replace_link(link: &Path, target: &Path) -> io::Result<()> {
    let aside = tempfile::Builder::new()
        .prefix(".new-")
        .tempdir_in(link.parent().unwrap_or(link))?;
    let new = aside.path().join("link");
    std::os::unix::fs::symlink(target, &new)?;
    fs::rename(&new, link)
}
