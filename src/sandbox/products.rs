//! Checks that what a compiler wrote is complete, and keeps it. On a full disk a file may end early without anybody being told,
//! and what was cut short may still load, or pass for something else.

use super::error::SandboxError;
use std::{
    fs,
    io::{self, Read, Seek, SeekFrom},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// What programs, and the objects in a library, begin with.
const ELF: &[u8] = b"\x7fELF\x02\x01";

/// What a library begins with.
const ARCHIVE: &[u8] = b"!<arch>\n";

/// The length of an ELF file's first header.
const ELF_HEADER: usize = 64;

/// What stands before each member of an archive.
const MEMBER_HEADER: u64 = 60;

/// Whether a program or library is as long as its own headers say. Of other files only that they are not empty.
pub(super) fn is_whole(path: &Path) -> io::Result<bool> {
    let mut file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    let mut head = Vec::new();
    file.by_ref()
        .take(ELF_HEADER as u64)
        .read_to_end(&mut head)?;
    if head.starts_with(ELF) {
        return Ok(elf_end(&head).is_some_and(|end| end <= length));
    }
    if head.starts_with(ARCHIVE) {
        return members_end(&mut file, length).map(|end| end == Some(length));
    }
    Ok(length > 0)
}

/// Where the table of sections ends, which linkers write last.
fn elf_end(head: &[u8]) -> Option<u64> {
    let start = u64::from_le_bytes(head.get(0x28..0x30)?.try_into().ok()?);
    let number = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
    let sections = u64::from(number(0x3A)?) * u64::from(number(0x3C)?);
    start.checked_add(sections)
}

/// Where an archive's last member ends. `None`: a header is not one.
fn members_end(file: &mut fs::File, length: u64) -> io::Result<Option<u64>> {
    let mut at = ARCHIVE.len() as u64;
    while at < length {
        let mut header = [0; MEMBER_HEADER as usize];
        file.seek(SeekFrom::Start(at))?;
        if file.read_exact(&mut header).is_err() || !header.ends_with(b"`\n") {
            return Ok(None);
        }
        let size = String::from_utf8_lossy(&header[48..58])
            .trim()
            .parse::<u64>();
        let Some(end) = size
            .ok()
            .and_then(|size| at.checked_add(MEMBER_HEADER + size))
        else {
            return Ok(None);
        };
        // Members begin at even places; behind the last one that may be left out.
        at = if end == length { end } else { end + end % 2 };
    }
    Ok(Some(at))
}

/// What a compiler says that it has made is there, and all of it.
pub(super) fn all_whole(products: &[PathBuf]) -> Result<(), SandboxError> {
    let is_broken = |path: &&PathBuf| !is_whole(path).unwrap_or(false);
    match products.iter().find(is_broken) {
        None => Ok(()),
        Some(path) => Err(SandboxError::CutShort { path: path.clone() }),
    }
}

/// Moves a finished product into the store in one step, so that nobody ever sees half of it.
pub(super) fn publish(built: &Path, at: &Path) -> Result<(), SandboxError> {
    let keep = |source| SandboxError::Keep {
        path: at.to_owned(),
        source,
    };
    let folder = at.parent().unwrap_or(at);
    let aside = tempfile::Builder::new()
        .prefix(".new-")
        .tempdir_in(folder)
        .map_err(keep)?;
    let copy = aside.path().join("product");
    let length = fs::copy(built, &copy).map_err(keep)?;
    let is_all = fs::metadata(built).is_ok_and(|found| found.len() == length);
    if !is_all || !is_whole(&copy).map_err(keep)? {
        return Err(keep(io::ErrorKind::UnexpectedEof.into()));
    }
    // It is trusted for as long as the store is, so it must outlive a machine that loses power.
    fs::File::open(&copy)
        .and_then(|file| file.sync_all())
        .map_err(keep)?;
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o555)).map_err(keep)?;
    fs::rename(&copy, at).map_err(keep)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn only_the_whole_is_whole(bytes: &[u8]) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("product");
        fs::write(&file, bytes).unwrap();
        assert!(is_whole(&file).unwrap());
        for end in [0, 63, bytes.len() / 2, bytes.len() - 1] {
            fs::write(&file, &bytes[..end]).unwrap();
            assert!(!is_whole(&file).unwrap(), "{end} of {}", bytes.len());
        }
    }

    #[test]
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    fn a_program_that_was_cut_short_is_noticed() {
        only_the_whole_is_whole(&fs::read("/proc/self/exe").unwrap());
    }

    #[test]
    fn a_library_that_was_cut_short_is_noticed() {
        let member = |name: &str, body: &str| {
            let size = body.len();
            let pad = if size % 2 == 1 { "\n" } else { "" };
            format!(
                "{name:<16}{:<12}{:<6}{:<6}{:<8}{size:<10}`\n{body}{pad}",
                0, 0, 0, 644
            )
        };
        let library = ["!<arch>\n", &member("a.o/", "odd"), &member("b.o/", "even")].concat();
        only_the_whole_is_whole(library.as_bytes());
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error() {
        assert!(is_whole(Path::new("/nowhere/product")).is_err());
    }
}
