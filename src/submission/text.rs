//! Reads a file of a submission as text, suspiciously: no links, no pipes, no floods, and only once.

use super::tree::Folder;
use crate::model::Defect;
use rustix::io::Errno;
use std::{
    fs::{self, File},
    io::{self, Read},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// No file of a submission may be larger, in bytes.
pub(super) const LARGEST_FILE: u64 = 256 * 1024;

pub(super) enum NotTaken {
    /// The student can mend it.
    Mend(Defect),
    /// The system is at fault.
    System(io::Error),
}

/// Reads a file below a folder.
pub(super) fn read_text(folder: &Folder, below: &Path) -> Result<String, NotTaken> {
    read(folder.file(below))
}

/// Reads the one file that was handed in.
pub(super) fn read_single(path: &Path) -> Result<String, NotTaken> {
    let mut options = fs::OpenOptions::new();
    options
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK | libc::O_NOCTTY);
    read(options.open(path))
}

/// Why a file or folder cannot be opened: most reasons are the student's to mend.
pub(super) fn not_opened(error: io::Error) -> NotTaken {
    let defect = match Errno::from_io_error(&error) {
        Some(Errno::NOENT | Errno::NOTDIR) => Defect::Missing,
        Some(Errno::LOOP) => Defect::Link,
        // A socket, or a device that is not there.
        Some(Errno::NXIO | Errno::NODEV) => Defect::NotRegular,
        Some(Errno::ACCESS) => Defect::NoPermission,
        _ => return NotTaken::System(error),
    };
    NotTaken::Mend(defect)
}

fn read(opened: io::Result<File>) -> Result<String, NotTaken> {
    let file = opened.map_err(not_opened)?;
    let metadata = file.metadata().map_err(NotTaken::System)?;
    if !metadata.is_file() {
        return Err(NotTaken::Mend(Defect::NotRegular));
    }
    let too_large = || NotTaken::Mend(Defect::TooLarge(LARGEST_FILE / 1024));
    if metadata.len() > LARGEST_FILE {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(NotTaken::System)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large());
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        NotTaken::Mend(Defect::NotText(line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_student_cannot_mend_is_the_systems_fault() {
        let defect = |errno: Errno| match not_opened(errno.into()) {
            NotTaken::Mend(defect) => Some(defect),
            NotTaken::System(_) => None,
        };
        assert_eq!(defect(Errno::NOENT), Some(Defect::Missing));
        assert_eq!(defect(Errno::LOOP), Some(Defect::Link));
        assert_eq!(defect(Errno::NXIO), Some(Defect::NotRegular));
        assert_eq!(defect(Errno::ACCESS), Some(Defect::NoPermission));
        for errno in [Errno::IO, Errno::MFILE, Errno::NOMEM] {
            assert_eq!(defect(errno), None);
        }
    }
}
