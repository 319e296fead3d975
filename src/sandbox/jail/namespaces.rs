//! Namespaces of a jail: users, mounts, processes, network, System V objects, and the machine's name.
#![allow(unsafe_code)]

use super::{messages::FromJailer, users::NOBODY};
use crate::model::Network;
use crate::sandbox::broken::{Broken, Doing};
use kit_wire::{read_frame, write_frame};
use rustix::thread::UnshareFlags;
use std::{
    fs, io,
    os::{
        fd::{AsRawFd, FromRawFd, OwnedFd},
        unix::net::UnixStream,
    },
};

/// Puts this process into namespaces of its own. Its next child is the first process of a new pid namespace.
pub(super) fn enter(network: Network, grader: &mut UnixStream) -> Result<(), Broken> {
    let user = rustix::process::geteuid().as_raw();
    let group = rustix::process::getegid().as_raw();
    let all = UnshareFlags::NEWUSER
        | UnshareFlags::NEWNS
        | UnshareFlags::NEWPID
        | UnshareFlags::NEWNET
        | UnshareFlags::NEWIPC
        | UnshareFlags::NEWUTS;
    // SAFETY: this process has one thread, and the file descriptor table is not unshared.
    unsafe { rustix::thread::unshare_unsafe(all) }.doing("create namespaces")?;
    if user == 0 {
        ask_for_maps(grader)?;
    } else {
        let write = |file: &str, text: String| {
            fs::write(format!("/proc/self/{file}"), text).doing(&format!("write {file}"))
        };
        write("setgroups", "deny".to_owned())?;
        write("uid_map", format!("{NOBODY} {user} 1"))?;
        write("gid_map", format!("{NOBODY} {group} 1"))?;
    }
    rustix::system::sethostname(b"jail").doing("set the host's name")?;
    if network == Network::Loopback {
        raise_loopback().doing("raise the loopback interface")?;
    }
    Ok(())
}

/// Maps root, who builds the jail, and nobody, who lives in it. Only a process outside may map more than one user, so
/// the grader is asked, which is root too.
fn ask_for_maps(grader: &mut UnixStream) -> Result<(), Broken> {
    let ask = write_frame(grader, &FromJailer::NeedsMaps).map_err(io::Error::other);
    ask.doing("ask for user and group maps")?;
    let answer: Result<Option<Broken>, _> = read_frame(grader).map_err(io::Error::other);
    match answer.doing("ask for user and group maps")? {
        None => Ok(()),
        Some(broken) => Err(broken),
    }
}

/// The other side of that: writes the maps of a process in a new user namespace, whose nobody is this user outside.
pub(super) fn write_maps(process: u32, user: u32) -> Result<(), Broken> {
    let map = format!("0 0 1\n{NOBODY} {user} 1\n");
    for file in ["uid_map", "gid_map"] {
        let written = fs::write(format!("/proc/{process}/{file}"), &map);
        written.doing(&format!("write {file}"))?;
    }
    Ok(())
}

fn raise_loopback() -> io::Result<()> {
    // SAFETY: makes a descriptor that is owned right away, or fails.
    let socket = unsafe {
        let socket = libc::socket(libc::AF_INET, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0);
        if socket < 0 {
            return Err(io::Error::last_os_error());
        }
        OwnedFd::from_raw_fd(socket)
    };
    // SAFETY: an `ifreq` is plain bytes, for which zero is a value.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    request.ifr_name[0] = b'l' as libc::c_char;
    request.ifr_name[1] = b'o' as libc::c_char;
    request.ifr_ifru.ifru_flags = (libc::IFF_UP | libc::IFF_RUNNING) as libc::c_short;
    // SAFETY: the request names an interface and holds flags, as this call expects, and outlives it.
    let set = unsafe { libc::ioctl(socket.as_raw_fd(), libc::SIOCSIFFLAGS, &request) };
    if set < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}
