//! Namespaces of a jail: users, mounts, processes, network, System V objects, and the machine's name.
#![allow(unsafe_code)]

use super::order::{Broken, Doing};
use crate::model::Network;
use rustix::{
    process::{Pid, WaitOptions},
    thread::UnshareFlags,
};
use std::{
    fs, io,
    io::{Read, Write},
    os::fd::{AsRawFd, FromRawFd, OwnedFd},
};

/// The user that programs are inside, and outside too if the grader is root: nobody.
pub(super) const NOBODY: u32 = 65534;

/// Puts this process into namespaces of its own. Its next child is the first process of a new pid namespace.
pub(super) fn enter(network: Network) -> Result<(), Broken> {
    let user = rustix::process::geteuid().as_raw();
    let group = rustix::process::getegid().as_raw();
    let mapper = if user == 0 {
        Some(Mapper::ready()?)
    } else {
        None
    };
    let all = UnshareFlags::NEWUSER
        | UnshareFlags::NEWNS
        | UnshareFlags::NEWPID
        | UnshareFlags::NEWNET
        | UnshareFlags::NEWIPC
        | UnshareFlags::NEWUTS;
    // SAFETY: this process has one thread, and the file descriptor table is not unshared.
    unsafe { rustix::thread::unshare_unsafe(all) }.doing("create namespaces")?;
    match mapper {
        Some(mapper) => mapper.map()?,
        None => {
            let write = |file: &str, text: String| {
                fs::write(format!("/proc/self/{file}"), text).doing(&format!("write {file}"))
            };
            write("setgroups", "deny".to_owned())?;
            write("uid_map", format!("{NOBODY} {user} 1"))?;
            write("gid_map", format!("{NOBODY} {group} 1"))?;
        }
    }
    rustix::system::sethostname(b"jail").doing("set the host's name")?;
    if network == Network::Loopback {
        raise_loopback().doing("raise the loopback interface")?;
    }
    Ok(())
}

/// A process that stays outside and has the right to map more than one user: root, who builds the jail, and
/// nobody, who lives in it.
struct Mapper {
    process: Pid,
    go: io::PipeWriter,
    result: io::PipeReader,
}

impl Mapper {
    fn ready() -> Result<Mapper, Broken> {
        let (mut wait, go) = io::pipe().doing("open a pipe")?;
        let (result, mut answer) = io::pipe().doing("open a pipe")?;
        let jailer = std::process::id();
        // SAFETY: this process has one thread, so its child may do whatever it could.
        match unsafe { libc::fork() } {
            -1 => Err(io::Error::last_os_error()).doing("fork"),
            0 => {
                drop((go, result));
                // An end without a byte: the jailer is gone, and nothing is to be mapped.
                if matches!(wait.read(&mut [0]), Ok(1)) {
                    let map = format!("0 0 1\n{NOBODY} {NOBODY} 1\n");
                    let write = |file| fs::write(format!("/proc/{jailer}/{file}"), &map);
                    let errno = match write("uid_map").and_then(|()| write("gid_map")) {
                        Ok(()) => 0,
                        Err(error) => error.raw_os_error().unwrap_or(libc::EIO),
                    };
                    let _ = answer.write_all(&errno.to_le_bytes());
                }
                // SAFETY: ends this process without running what its parent has set up for its own end.
                unsafe { libc::_exit(0) }
            }
            process => Ok(Mapper {
                process: Pid::from_raw(process)
                    .ok_or(io::ErrorKind::NotFound)
                    .doing("fork")?,
                go,
                result,
            }),
        }
    }

    fn map(mut self) -> Result<(), Broken> {
        let mut errno = [0; 4];
        self.go
            .write_all(&[1])
            .and_then(|()| self.result.read_exact(&mut errno))
            .doing("ask for user and group maps")?;
        let ended = rustix::process::waitpid(Some(self.process), WaitOptions::empty());
        ended.doing("wait for user and group maps")?;
        match i32::from_le_bytes(errno) {
            0 => Ok(()),
            errno => Err(io::Error::from_raw_os_error(errno)).doing("write uid_map and gid_map"),
        }
    }
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
