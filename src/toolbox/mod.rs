//! Builds the runtime once per toolchain into a read-only store; knows every `--extern`.
//!
//! The runtime's sources travel inside the binary. A store is put together aside, under a lock, and renamed into
//! place, so that two graders may start at once and a killed build leaves nothing that looks whole. What cargo has compiled
//! is kept beside the stores (`layer.rs`), so that the next one takes seconds.

mod build;
mod cache;
mod cargo_home;
mod layer;

use crate::model::{Access, Program, Progress, Tools, Workplace};
use crate::sandbox::{SandboxError, run_tool};
use cache::failed;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    env,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

/// The oldest rustc that the runtime compiles with.
const OLDEST_RUSTC: (u32, u32) = (1, 95);

/// Names the folder of the cache when it should not be the user's.
pub const CACHE_VARIABLE: &str = "GRADER_CACHE";

#[derive(rust_embed::RustEmbed)]
#[folder = "runtime/"]
#[exclude = "target/*"]
#[exclude = "*/target/*"]
#[exclude = "*/tests/*"]
#[exclude = "*/examples/*"]
struct Runtime;

/// Why there is no toolbox.
#[derive(Debug, thiserror::Error)]
pub enum ToolboxError {
    /// There is no Rust toolchain.
    #[error(
        "cannot run `{program}`: {reason}. grader compiles Rust code, so it needs Rust {}.{} or newer; install it with rustup",
        OLDEST_RUSTC.0, OLDEST_RUSTC.1
    )]
    NoRust {
        /// What was tried.
        program: String,
        /// What the system said.
        reason: String,
    },
    /// The toolchain is too old.
    #[error(
        "{found} is too old: grader needs Rust {}.{} or newer; update it with `rustup update stable`",
        OLDEST_RUSTC.0, OLDEST_RUSTC.1
    )]
    OldRust {
        /// What was found.
        found: String,
    },
    /// The cache cannot be written.
    #[error(
        "cannot write to the cache folder {}: {source}. {}",
        path.display(),
        remedy(source)
    )]
    Cache {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A part of the cache, or a folder on the way to it, belongs to another user.
    #[error(
        "{} belongs to user {owner} and the grader runs as user {me}, so it is not used: who can change the cache decides on \
         verdicts. Name a folder of your own in {CACHE_VARIABLE} (or, with sudo, start it by `sudo -H`)",
        path.display()
    )]
    Foreign {
        /// The folder or file.
        path: PathBuf,
        /// Whose it is.
        owner: u32,
        /// Who runs the grader.
        me: u32,
    },
    /// A part of the cache, or a folder on the way to it, can be changed by others.
    #[error(
        "{} can be changed by other users (mode {mode:o}), so it is not used: who can change the cache decides on verdicts. \
         Remove the cache and `chmod go-w` that folder, or name another one in {CACHE_VARIABLE}",
        path.display()
    )]
    Open {
        /// The folder or file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// A part of the cache cannot be read by the user that jails run as, and not be mended either.
    #[error(
        "{} cannot be read by everybody (mode {mode:o}), as what is compiled against has to be: let its owner run \
         `chmod -R a+rX` on it, or name another folder in {CACHE_VARIABLE}",
        path.display()
    )]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The runtime did not compile.
    #[error("the grader's runtime could not be built:\n{stderr}")]
    Build {
        /// The end of what cargo said.
        stderr: String,
    },
    /// A process could not be run.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
}

/// What to do about a cache that the system does not let us use.
fn remedy(source: &io::Error) -> String {
    let first = match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Make room there, or name",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "Make it writable, or name"
        }
        _ => "Name",
    };
    format!("{first} another folder in {CACHE_VARIABLE}")
}

/// What is written beside the compiled crates.
#[derive(Serialize, Deserialize)]
struct Contents {
    externs: BTreeMap<String, String>,
    /// The length of every file, so that one that was cut short is noticed.
    lengths: BTreeMap<String, u64>,
}

impl Contents {
    /// What a store holds. `None`: it is not whole.
    fn of(store: &Path) -> Option<Contents> {
        let text = fs::read_to_string(store.join("toolbox.json")).ok()?;
        let contents: Contents = serde_json::from_str(&text).ok()?;
        let is_whole = |(file, length): (&String, &u64)| {
            let path = store.join("deps").join(file);
            fs::metadata(path).is_ok_and(|found| found.len() == *length)
        };
        contents.lengths.iter().all(is_whole).then_some(contents)
    }
}

/// Opens the toolbox for the toolchain in use, and builds it first if it is not there.
pub fn open(on_progress: &mut dyn FnMut(Progress)) -> Result<Tools, ToolboxError> {
    let toolchain = Toolchain::find()?;
    let cache = cache::folder()?;
    cache::open(&cache)?;
    let key = key(&toolchain);
    let store = cache.join(format!("toolbox-{key}"));
    let contents = match existing(&store)? {
        Some(contents) => contents,
        None => build::build(&cache, &store, &toolchain, on_progress)?,
    };
    let dependencies = store.join("deps");
    let externs = contents.externs.into_iter();
    Ok(Tools {
        externs: externs
            .map(|(name, file)| (name, dependencies.join(file)))
            .collect(),
        linker: linker_folder(&cache, &toolchain)?,
        judges: cache::judges(&cache, &key)?,
        ..toolchain.tools(key, dependencies)
    })
}

/// What is there without building anything: what compilers work with, `scratch` being a folder for what they write, and the
/// toolchain's version.
pub fn look(scratch: PathBuf) -> Result<(Workplace, String), ToolboxError> {
    let toolchain = Toolchain::find()?;
    let cache = cache::folder()?;
    cache::look(&cache)?;
    let key = key(&toolchain);
    let store = cache.join(format!("toolbox-{key}"));
    existing(&store)?;
    let tools = toolchain.tools(key, store.join("deps"));
    let mut work = tools.workplace(scratch);
    if !tools.dependencies.is_dir() {
        work.sees.retain(|path| *path != tools.dependencies);
        work.reads.retain(|path| *path != tools.dependencies);
    }
    Ok((work, toolchain.short_version))
}

/// The store, if it is there and whole, and nobody else could have changed it.
fn existing(store: &Path) -> Result<Option<Contents>, ToolboxError> {
    if !store.is_dir() {
        return Ok(None);
    }
    cache::inspect(store)?;
    Ok(Contents::of(store))
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

struct Toolchain {
    sysroot: PathBuf,
    /// `rustc -vV`
    version: String,
    /// `rustc --version`
    short_version: String,
}

impl Toolchain {
    fn find() -> Result<Toolchain, ToolboxError> {
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
    fn tools(&self, key: String, dependencies: PathBuf) -> Tools {
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

    fn target(&self) -> String {
        let line = self
            .version
            .lines()
            .find_map(|line| line.strip_prefix("host: "));
        line.unwrap_or_default().to_owned()
    }

    fn binary(&self, name: &str) -> PathBuf {
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

/// Changes whenever the toolchain or one of the runtime's files does.
fn key(toolchain: &Toolchain) -> String {
    let mut hasher = hash_of_toolchain(toolchain);
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

/// Two toolchains of one version may still be two builds, whose libraries do not fit each other; the same one in two places
/// is the same.
fn hash_of_toolchain(toolchain: &Toolchain) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(toolchain.version.as_bytes());
    for (name, length) in toolchain.libraries() {
        hasher.update(format!("{name} {length}\n").as_bytes());
    }
    hasher
}

/// A folder in which rustc's own linker has the name by which the C compiler looks for it. `None` where rustc links
/// with the system's linker. Each folder that a toolchain lies in has its own: graders with different ones may share the
/// cache and run at the same time.
fn linker_folder(cache: &Path, toolchain: &Toolchain) -> Result<Option<PathBuf>, ToolboxError> {
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
