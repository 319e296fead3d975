//! The folder that the runtime is built in. What cargo compiled stays there, so that after a change of the runtime only
//! what has changed is compiled again: third-party crates once per toolchain and lock file, our own by their contents.
//!
//! Nobody but its owner can enter it, so what lies inside is nobody else's. Whoever uses it holds the cache's lock.

use super::{runtime::Runtime, toolchain::Toolchain};
use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Only the owner may even enter.
const OWNERS_ONLY: u32 = 0o700;

/// What the folders' names begin with.
const PREFIX: &str = "layer-";

/// Where the runtime is built.
pub(super) struct Layer {
    folder: PathBuf,
    /// What was compiled before is still there.
    is_used: bool,
}

impl Layer {
    /// Opens the one for a toolchain and lays the runtime's sources out in it. One that was left in the middle of a build, or
    /// that others could enter, is made anew.
    pub(super) fn open(cache: &Path, toolchain: &Toolchain) -> io::Result<Layer> {
        let folder = cache.join(format!("{PREFIX}{}", key(toolchain)));
        let used = Layer {
            folder,
            is_used: true,
        };
        if let Some(built) = used.built_at()
            && used.lay_out()?.is_none_or(|changed| changed > built)
        {
            fs::remove_file(used.mark())?;
            return Ok(used);
        }
        used.make_anew(cache)
    }

    /// When the last build in it ended. `None`: it is not whole, or not safe.
    fn built_at(&self) -> Option<SystemTime> {
        let found = fs::symlink_metadata(&self.folder).ok()?;
        let is_safe = found.is_dir()
            && found.uid() == rustix::process::geteuid().as_raw()
            && found.mode() & 0o777 == OWNERS_ONLY;
        let built = is_safe.then(|| fs::metadata(self.mark()).ok()?.modified().ok());
        built.flatten()
    }

    /// An empty one. Those of other toolchains and lock files go: they are large, and only save time.
    fn make_anew(self, cache: &Path) -> io::Result<Layer> {
        for other in fs::read_dir(cache)?.flatten() {
            if other.file_name().to_string_lossy().starts_with(PREFIX) {
                fs::remove_dir_all(other.path())?;
            }
        }
        fs::DirBuilder::new()
            .mode(OWNERS_ONLY)
            .create(&self.folder)?;
        self.lay_out()?;
        Ok(Layer {
            is_used: false,
            ..self
        })
    }

    /// Writes the sources that are not there yet, and gives the time of the oldest of these. cargo tells by that time what to
    /// compile again.
    fn lay_out(&self) -> io::Result<Option<SystemTime>> {
        let source = self.source();
        let mut oldest = None;
        let mut expected = Vec::new();
        for file in Runtime::iter() {
            let path = source.join(&*file);
            let content = Runtime::get(&file).map(|found| found.data);
            let content = content.unwrap_or_default();
            if !fs::read(&path).is_ok_and(|known| known == *content) {
                fs::create_dir_all(path.parent().unwrap_or(&source))?;
                fs::write(&path, content)?;
                let written = fs::metadata(&path)?.modified()?;
                oldest = Some(oldest.map_or(written, |oldest: SystemTime| oldest.min(written)));
            }
            expected.push(path);
        }
        remove_others(&source, &expected)?;
        Ok(oldest)
    }

    /// The runtime's sources.
    pub(super) fn source(&self) -> PathBuf {
        self.folder.join("runtime")
    }

    /// Where cargo writes.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// An empty folder for cargo's settings. Its path counts for cargo, so it is always the same.
    pub(super) fn home(&self) -> io::Result<PathBuf> {
        let home = self.folder.join("home");
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::create_dir(&home)?;
        Ok(home)
    }

    /// Tells the next grader that cargo has ended by itself, once all of it is on the disk. What a failed build leaves is
    /// used again only where there was a whole one before: then the fault is in our own crates.
    pub(super) fn close(&self, success: bool) -> io::Result<()> {
        if success || self.is_used {
            rustix::fs::syncfs(fs::File::open(&self.folder)?)?;
            fs::File::create(self.mark())?.sync_all()?;
        }
        Ok(())
    }

    /// Is there while what lies here is whole.
    fn mark(&self) -> PathBuf {
        self.folder.join("built")
    }
}

/// Changes with the toolchain and with the third-party crates.
fn key(toolchain: &Toolchain) -> String {
    let mut hasher = toolchain.hash();
    let locked = Runtime::get("Cargo.lock").map(|file| file.data);
    hasher.update(&locked.unwrap_or_default());
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Removes files that no longer belong to the sources: cargo would find them as tests or modules.
fn remove_others(folder: &Path, expected: &[PathBuf]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, expected)?;
        } else if !expected.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn toolchain(version: &str) -> Toolchain {
        Toolchain {
            sysroot: PathBuf::from("/nowhere"),
            version: version.to_owned(),
            short_version: String::new(),
        }
    }

    fn open(cache: &Path) -> Layer {
        Layer::open(cache, &toolchain("1")).unwrap()
    }

    /// A layer with something compiled in it.
    fn built(cache: &Path) -> Layer {
        let layer = open(cache);
        fs::create_dir(layer.target()).unwrap();
        layer.close(true).unwrap();
        layer
    }

    #[test]
    fn what_was_compiled_is_used_again() {
        let cache = tempfile::tempdir().unwrap();
        built(cache.path());
        let again = open(cache.path());
        assert!(again.is_used && again.target().is_dir());
        assert!(again.source().join("Cargo.lock").is_file());
    }

    #[test]
    fn a_build_that_did_not_end_is_forgotten() {
        let cache = tempfile::tempdir().unwrap();
        built(cache.path());
        drop(open(cache.path()));
        assert!(!open(cache.path()).target().exists());
    }

    #[test]
    fn a_build_that_failed_is_forgotten_unless_there_was_a_whole_one_before() {
        let cache = tempfile::tempdir().unwrap();
        let first = open(cache.path());
        fs::create_dir(first.target()).unwrap();
        first.close(false).unwrap();
        assert!(!open(cache.path()).is_used);
        built(cache.path());
        open(cache.path()).close(false).unwrap();
        assert!(open(cache.path()).is_used);
    }

    #[test]
    fn one_that_others_can_enter_is_not_used() {
        let cache = tempfile::tempdir().unwrap();
        let layer = built(cache.path());
        for mode in [0o750, 0o701, 0o777] {
            fs::set_permissions(&layer.folder, fs::Permissions::from_mode(mode)).unwrap();
            let again = open(cache.path());
            assert!(!again.is_used && !again.target().exists(), "{mode:o}");
            let found = fs::metadata(&again.folder).unwrap();
            assert_eq!(found.mode() & 0o777, OWNERS_ONLY);
            again.close(true).unwrap();
        }
    }

    #[test]
    fn a_changed_source_is_newer_than_the_build_and_others_are_not_touched() {
        let cache = tempfile::tempdir().unwrap();
        let layer = built(cache.path());
        let time = |layer: &Layer, file: &str| {
            let found = fs::metadata(layer.source().join(file)).unwrap();
            found.modified().unwrap()
        };
        let lock = time(&layer, "Cargo.lock");
        fs::write(layer.source().join("Cargo.toml"), "another one").unwrap();
        fs::write(layer.source().join("shelf/src/old.rs"), "").unwrap();
        let built = layer.built_at().unwrap();
        let again = open(cache.path());
        assert!(again.is_used && time(&again, "Cargo.toml") > built);
        assert_eq!(time(&again, "Cargo.lock"), lock);
        assert!(!again.source().join("shelf/src/old.rs").exists());
    }

    /// cargo would take a change for old.
    #[test]
    fn after_the_clock_went_back_everything_is_compiled_again() {
        let cache = tempfile::tempdir().unwrap();
        let layer = built(cache.path());
        let put_back = || {
            layer.close(true).unwrap();
            let later = SystemTime::now() + std::time::Duration::from_secs(3600);
            let mark = fs::File::options().write(true).open(layer.mark()).unwrap();
            mark.set_modified(later).unwrap();
        };
        put_back();
        assert!(open(cache.path()).is_used, "nothing has changed");
        put_back();
        fs::write(layer.source().join("Cargo.toml"), "another one").unwrap();
        assert!(!open(cache.path()).is_used);
    }

    #[test]
    fn one_is_kept_and_each_toolchain_has_its_own() {
        let cache = tempfile::tempdir().unwrap();
        let first = built(cache.path());
        let second = Layer::open(cache.path(), &toolchain("2")).unwrap();
        assert!(second.folder != first.folder && !second.is_used);
        assert!(!first.folder.exists());
    }
}
