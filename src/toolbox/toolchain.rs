//! The Rust toolchain in use.

use super::error::{OLDEST_RUSTC, ToolboxError};
use crate::model::{Access, Program, Tools};
use crate::sandbox::{SandboxError, run_tool};
use std::{
    collections::BTreeMap,
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

/// The rustc in use and what belongs to it.
pub(super) struct Toolchain {
    pub(super) sysroot: PathBuf,
    /// `rustc -vV`
    pub(super) version: String,
    /// `rustc --version`
    pub(super) short_version: String,
}

impl Toolchain {
    pub(super) fn find() -> Result<Toolchain, ToolboxError> {
        let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        let sysroot = PathBuf::from(ask(Path::new(&rustc), &["--print", "sysroot"])?.trim());
        let version = ask(&sysroot.join("bin").join("rustc"), &["-vV"])?;
        let short_version = version.lines().next().unwrap_or_default().to_owned();
        let found = short_version.split(' ').nth(1).and_then(|number| {
            let mut parts = number.split('.').map(|part| part.parse::<u32>().ok());
            Some((parts.next()??, parts.next()??))
        });
        match found {
            Some(found) if found >= OLDEST_RUSTC => Ok(Toolchain {
                sysroot,
                version,
                short_version,
            }),
            _ => Err(ToolboxError::OldRust {
                found: short_version,
            }),
        }
    }

    /// The toolchain's part of the tools, and where compiled crates lie.
    pub(super) fn tools(&self, key: String, dependencies: PathBuf) -> Tools {
        Tools {
            sysroot: self.sysroot.clone(),
            rustc: self.binary("rustc"),
            cargo: self.binary("cargo"),
            clippy_driver: self.binary("clippy-driver"),
            target: self.target(),
            version: self.short_version.clone(),
            externs: BTreeMap::new(),
            dependencies,
            linker: None,
            judges: None,
            search_path: compilers_path(&env::var_os("PATH").unwrap_or_default()),
            grader: env::current_exe().unwrap_or_else(|_| "grader".into()),
            key,
        }
    }

    pub(super) fn target(&self) -> String {
        let line = self
            .version
            .lines()
            .find_map(|line| line.strip_prefix("host: "));
        line.unwrap_or_default().to_owned()
    }

    pub(super) fn binary(&self, name: &str) -> PathBuf {
        self.sysroot.join("bin").join(name)
    }

    /// Names and lengths of the standard libraries. The names hold what tells one build of std from another.
    fn libraries(&self) -> Vec<(String, u64)> {
        let folder = self
            .sysroot
            .join("lib/rustlib")
            .join(self.target())
            .join("lib");
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<_> = files
            .filter_map(|file| {
                let length = file.metadata().ok()?.len();
                Some((file.file_name().to_string_lossy().into_owned(), length))
            })
            .collect();
        found.sort();
        found
    }

    /// Two toolchains of one version may still be two builds, whose libraries do not fit each other; the same one in two
    /// places is the same.
    pub(super) fn hash(&self) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.version.as_bytes());
        for (name, length) in self.libraries() {
            hasher.update(format!("{name} {length}\n").as_bytes());
        }
        hasher
    }
}

/// Runs a compiler with a question and returns its answer.
fn ask(program: &Path, arguments: &[&str]) -> Result<String, ToolboxError> {
    let missing = |reason: String| ToolboxError::NoRust {
        program: program.display().to_string(),
        reason,
    };
    let asked = Program {
        path: program.to_owned(),
        called: None,
        arguments: arguments
            .iter()
            .map(|argument| (*argument).to_owned())
            .collect(),
        environment: Vec::new(),
        folder: PathBuf::from("/"),
        access: Access::default(),
    };
    let mut answer = String::new();
    let ending = run_tool(&asked, |line| {
        answer.push_str(line);
        answer.push('\n');
    })
    .map_err(|error| match error {
        SandboxError::Start { source, .. } => missing(source.to_string()),
        other => missing(other.to_string()),
    })?;
    if ending.success {
        Ok(answer)
    } else {
        Err(missing(ending.stderr.trim().to_owned()))
    }
}

/// `PATH` for compilers: where the C compiler lies that rustc links with, and the system's own folders. The rest of the
/// teacher's tells of his machine and has nothing that a compiler needs.
fn compilers_path(searched: &OsStr) -> String {
    let system = ["/usr/bin", "/bin"].map(PathBuf::from);
    let mut folders = env::split_paths(searched).filter(|folder| folder.is_absolute());
    let linkers = folders.find(|folder| folder.join("cc").is_file());
    let linkers = linkers.filter(|folder| !system.contains(folder));
    let all = env::join_paths(linkers.into_iter().chain(system));
    all.unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compilers_search_where_the_linker_is_and_nowhere_of_the_teachers() {
        let path = |text: &str| compilers_path(OsStr::new(text));
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().to_str().unwrap();
        assert_eq!(path(""), "/usr/bin:/bin");
        assert_eq!(path(&format!("{own}:relative:/nowhere")), "/usr/bin:/bin");
        fs::write(folder.path().join("cc"), "").unwrap();
        let first = path(&format!("relative:{own}:/usr/bin:/nowhere"));
        assert_eq!(first, format!("{own}:/usr/bin:/bin"));
    }
}
