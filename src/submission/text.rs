//! Reads a file of a submission as text, suspiciously: no links, no pipes, no floods.

use std::{
    fs, io,
    io::Read,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// No file of a submission may be larger, in bytes.
pub(super) const LARGEST_FILE: u64 = 256 * 1024;

/// The first symbolic link on the way from `top` (which may be one) down to `path`.
pub(super) fn first_link(top: &Path, path: &Path) -> Option<PathBuf> {
    let below = path.strip_prefix(top).ok()?;
    let mut walked = top.to_owned();
    for part in below.components() {
        walked.push(part);
        if fs::symlink_metadata(&walked).is_ok_and(|found| found.is_symlink()) {
            return Some(walked);
        }
    }
    None
}

pub(super) enum Refusal {
    /// The student can mend it; completes a sentence that begins with the file's name.
    Mend(String),
    /// The system is at fault.
    System(io::Error),
}

/// Reads a file as text without following a link, waiting for a pipe, or taking more than is allowed.
pub(super) fn read_text(path: &Path) -> Result<String, Refusal> {
    let mut options = fs::OpenOptions::new();
    options
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    let file = match options.open(path) {
        Ok(file) => file,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Err(Refusal::Mend(
                "is missing; the exercise asks for it".to_owned(),
            ));
        }
        Err(error) if error.raw_os_error() == Some(libc::ELOOP) => {
            return Err(Refusal::Mend(
                "is a symbolic link; hand in the file itself, links are never followed".to_owned(),
            ));
        }
        Err(error) => return Err(Refusal::System(error)),
    };
    let metadata = file.metadata().map_err(Refusal::System)?;
    if !metadata.is_file() {
        return Err(Refusal::Mend(
            "is not a regular file; hand in a text file".to_owned(),
        ));
    }
    let too_large = || {
        let limit = LARGEST_FILE / 1024;
        Refusal::Mend(format!(
            "is larger than {limit} KiB; hand in only the code that the exercise asks for"
        ))
    };
    if metadata.len() > LARGEST_FILE {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(Refusal::System)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large());
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        Refusal::Mend(format!("is not UTF-8 text (line {line}); save it as UTF-8"))
    })
}
