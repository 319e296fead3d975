//! The jail's root: a small file system in memory with read-only views of what the program needs.
#![allow(unsafe_code)]

use super::view::{Bind, BindKind, View};
use crate::sandbox::broken::{Broken, Doing};
use rustix::mount::{MountFlags, MountPropagationFlags, UnmountFlags};
use std::{
    ffi::CString,
    fs, io,
    os::unix::{ffi::OsStrExt, fs::symlink},
    path::{Path, PathBuf},
};

/// Where the machine's own root is while the new one is being filled.
const OLD: &str = "/.old";

/// Room for folders and for files that others are bound over; nothing is ever written there by a program.
const SIZE: &std::ffi::CStr = c"size=256k,nr_inodes=1024,mode=755";

/// Makes the view this process's whole file system. Needs a mount namespace of its own.
pub(super) fn build(view: &View) -> Result<(), Broken> {
    rustix::mount::mount_change(
        "/",
        MountPropagationFlags::PRIVATE | MountPropagationFlags::REC,
    )
    .mounting("make mounts private")?;
    // Any folder will do to mount on: it is covered only in this namespace, and only until the old root is gone.
    let base = ["/tmp", "/run", "/mnt", "/proc"]
        .map(Path::new)
        .into_iter()
        .find(|path| path.is_dir())
        .unwrap_or(Path::new("/usr"));
    let safe = MountFlags::NOSUID | MountFlags::NODEV;
    rustix::mount::mount("tmpfs", base, "tmpfs", safe, SIZE).mounting("mount a tmpfs")?;
    let old = base.join(&OLD[1..]);
    fs::create_dir(&old).doing("make a folder in the jail's root")?;
    rustix::process::pivot_root(base, &old).doing("pivot_root")?;
    rustix::process::chdir("/").doing("enter the jail's root")?;
    for bind in &view.binds {
        show(bind).map_err(|broken| Broken {
            doing: format!("{} for {}", broken.doing, bind.from.display()),
            ..broken
        })?;
    }
    for (at, target) in &view.links {
        make_parents(at).doing("make folders in the jail's root")?;
        symlink(target, at).doing("make a link in the jail's root")?;
    }
    rustix::mount::unmount(OLD, UnmountFlags::DETACH).mounting("unmount the machine's root")?;
    fs::remove_dir(OLD).doing("remove the machine's root")?;
    change(Path::new("/"), libc::MOUNT_ATTR_RDONLY, false).doing("make the jail's root read-only")
}

fn show(bind: &Bind) -> Result<(), Broken> {
    let mut from = PathBuf::from(OLD);
    from.extend(bind.from.components().skip(1));
    make_parents(&bind.at).doing("make folders")?;
    if from.is_dir() {
        fs::create_dir_all(&bind.at).doing("make a folder")?;
    } else {
        fs::File::create(&bind.at).doing("make a file")?;
    }
    rustix::mount::mount_bind_recursive(&from, &bind.at).doing("bind")?;
    let mut attributes = libc::MOUNT_ATTR_NOSUID;
    if bind.kind != BindKind::Device {
        attributes |= libc::MOUNT_ATTR_NODEV;
    }
    if bind.kind != BindKind::Write {
        attributes |= libc::MOUNT_ATTR_RDONLY;
    }
    change(&bind.at, attributes, true).mounting("restrict the bind")
}

fn make_parents(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))
}

/// Adds attributes to a mount; those that it has already stay.
fn change(path: &Path, attributes: u64, below_too: bool) -> io::Result<()> {
    let path = CString::new(path.as_os_str().as_bytes())?;
    let change = libc::mount_attr {
        attr_set: attributes,
        attr_clr: 0,
        propagation: 0,
        userns_fd: 0,
    };
    let flags = if below_too { libc::AT_RECURSIVE } else { 0 };
    // SAFETY: path and structure outlive the call, and the size is the structure's.
    let done = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            libc::AT_FDCWD,
            path.as_ptr(),
            flags,
            &change,
            size_of_val(&change),
        )
    };
    if done == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}
