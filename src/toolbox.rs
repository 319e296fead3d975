//! Builds the runtime once per toolchain into a read-only store; knows every `--extern`.
//!
//! The runtime's sources travel inside the binary. A store is built aside, under a lock, and renamed into
//! place, so that two graders may start at once and a killed build leaves nothing that looks whole.

use crate::model::{Access, Program, Progress, Tools};
use crate::sandbox::{SandboxError, run_tool};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    env,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

/// The oldest rustc that the runtime compiles with.
const OLDEST_RUSTC: (u32, u32) = (1, 95);

/// Names the folder of the cache when it should not be the user's.
pub const CACHE_VARIABLE: &str = "GRADER_CACHE";

#[derive(rust_embed::RustEmbed)]
#[folder = "runtime/"]
#[exclude = "target/*"]
#[exclude = "*/target/*"]
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
        "cannot write to the cache folder {}: {source}. Make room or make it writable, or name another folder in {CACHE_VARIABLE}",
        path.display()
    )]
    Cache {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
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

/// What is written beside the compiled crates.
#[derive(Serialize, Deserialize)]
struct Contents {
    externs: BTreeMap<String, String>,
}

/// Opens the toolbox for the toolchain in use, and builds it first if it is not there.
pub fn open(on_progress: &mut dyn FnMut(Progress)) -> Result<Tools, ToolboxError> {
    let toolchain = Toolchain::find()?;
    let cache = cache_folder()?;
    let key = key(&toolchain.version);
    let store = cache.join(format!("toolbox-{key}"));
    if !store.join("toolbox.json").is_file() {
        build(&cache, &store, &toolchain, on_progress)?;
    }
    let list = store.join("toolbox.json");
    let text = fs::read_to_string(&list).map_err(|source| ToolboxError::Cache {
        path: list.clone(),
        source,
    })?;
    let contents: Contents = serde_json::from_str(&text).map_err(|error| ToolboxError::Cache {
        path: list.clone(),
        source: io::Error::new(io::ErrorKind::InvalidData, error),
    })?;
    let dependencies = store.join("deps");
    let externs = contents
        .externs
        .into_iter()
        .map(|(name, file)| (name, dependencies.join(file)))
        .collect();
    Ok(Tools {
        sysroot: toolchain.sysroot.clone(),
        rustc: toolchain.binary("rustc"),
        cargo: toolchain.binary("cargo"),
        clippy_driver: toolchain.binary("clippy-driver"),
        target: toolchain.target(),
        version: toolchain.short_version.clone(),
        externs,
        dependencies,
        linker: linker_folder(&cache, &key, &toolchain),
        judges: judges_folder(&cache, &key),
        search_path: compilers_path(&env::var_os("PATH").unwrap_or_default()),
        grader: env::current_exe().unwrap_or_else(|_| "grader".into()),
        key,
    })
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
fn key(version: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(version.as_bytes());
    let mut files: Vec<_> = Runtime::iter().collect();
    files.sort();
    for file in files {
        let content = Runtime::get(&file)
            .map(|found| found.data)
            .unwrap_or_default();
        hasher.update(&(file.len() as u64).to_le_bytes());
        hasher.update(file.as_bytes());
        hasher.update(&(content.len() as u64).to_le_bytes());
        hasher.update(&content);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

fn cache_folder() -> Result<PathBuf, ToolboxError> {
    if let Some(folder) = env::var_os(CACHE_VARIABLE).filter(|folder| !folder.is_empty()) {
        let path = PathBuf::from(folder);
        return std::path::absolute(&path).map_err(|source| ToolboxError::Cache { path, source });
    }
    match directories::ProjectDirs::from("", "", "grader") {
        Some(folders) => Ok(folders.cache_dir().to_owned()),
        None => Err(ToolboxError::Cache {
            path: PathBuf::from("~/.cache"),
            source: io::Error::new(io::ErrorKind::NotFound, "there is no home folder"),
        }),
    }
}

/// Where compiled judges are kept, if the cache can be written. No folder that others may have made will do instead:
/// who plants a judge there decides on verdicts.
fn judges_folder(cache: &Path, key: &str) -> Option<PathBuf> {
    let folder = cache.join(format!("judges-{key}"));
    let writable = fs::create_dir_all(&folder).is_ok() && tempfile::tempfile_in(&folder).is_ok();
    if writable {
        clear_unfinished(&folder);
    }
    writable.then_some(folder)
}

/// No copy of a judge takes so long.
const UNFINISHED_FOR: Duration = Duration::from_secs(3600);

/// Clears away copies that a killed grader had not finished.
fn clear_unfinished(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_old = || {
            let modified = entry.metadata().and_then(|found| found.modified()).ok();
            modified.is_some_and(|at| at.elapsed().is_ok_and(|age| age > UNFINISHED_FOR))
        };
        if entry.file_name().to_string_lossy().starts_with(".new-") && is_old() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A folder in which rustc's own linker has the name by which the C compiler looks for it. `None` where rustc links
/// with the system's linker.
fn linker_folder(cache: &Path, key: &str, toolchain: &Toolchain) -> Option<PathBuf> {
    let target = toolchain.target();
    if target != "x86_64-unknown-linux-gnu" {
        return None;
    }
    let tools = toolchain
        .sysroot
        .join("lib/rustlib")
        .join(target)
        .join("bin");
    let linker = tools.join("rust-lld");
    if !linker.is_file() || !tools.join("gcc-ld").is_dir() {
        return None;
    }
    let folder = cache.join(format!("linker-{key}"));
    let link = folder.join("ld.lld");
    if fs::read_link(&link).is_ok_and(|target| target == linker) {
        return Some(folder);
    }
    fs::create_dir_all(&folder).ok()?;
    // Another grader may be faster.
    match std::os::unix::fs::symlink(&linker, &link) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => None,
        _ => Some(folder),
    }
}

fn build(
    cache: &Path,
    store: &Path,
    toolchain: &Toolchain,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<(), ToolboxError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ToolboxError::Cache { path, source }
    };
    fs::create_dir_all(cache).map_err(failed(cache))?;
    let lock_path = cache.join("lock");
    let lock = fs::File::create(&lock_path).map_err(failed(&lock_path))?;
    if lock.try_lock().is_err() {
        on_progress(Progress::Waiting);
        lock.lock().map_err(failed(&lock_path))?;
    }
    if store.join("toolbox.json").is_file() {
        return Ok(());
    }
    // Whoever holds the lock may clear away what a killed build left behind.
    for stale in fs::read_dir(cache).map_err(failed(cache))?.flatten() {
        if stale.file_name().to_string_lossy().starts_with("building-") {
            let _ = fs::remove_dir_all(stale.path());
        }
    }
    let aside = tempfile::Builder::new()
        .prefix("building-")
        .tempdir_in(cache)
        .map_err(failed(cache))?;
    let source = aside.path().join("runtime");
    for file in Runtime::iter() {
        let path = source.join(&*file);
        let folder = path.parent().unwrap_or(&source);
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let content = Runtime::get(&file)
            .map(|found| found.data)
            .unwrap_or_default();
        fs::write(&path, content).map_err(failed(&path))?;
    }
    let crates = compile(&source, aside.path(), toolchain, on_progress)?;
    let whole = aside.path().join("store");
    collect(&crates, &whole).map_err(failed(&whole))?;
    fs::rename(&whole, store).map_err(failed(store))?;
    on_progress(Progress::Done);
    Ok(())
}

/// A crate that cargo has compiled.
struct Compiled {
    name: String,
    file: PathBuf,
}

fn compile(
    source: &Path,
    aside: &Path,
    toolchain: &Toolchain,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Compiled>, ToolboxError> {
    let locked = Runtime::get("Cargo.lock")
        .map(|file| file.data)
        .unwrap_or_default();
    let of = String::from_utf8_lossy(&locked)
        .matches("[[package]]")
        .count();
    let arguments = [
        "build",
        "--release",
        "--locked",
        "--message-format=json",
        "--workspace",
        "--lib",
    ];
    let cargo = Program {
        path: toolchain.binary("cargo"),
        called: None,
        arguments: arguments.map(str::to_owned).to_vec(),
        environment: vec![
            (
                "RUSTC".to_owned(),
                toolchain.binary("rustc").display().to_string(),
            ),
            (
                "CARGO_TARGET_DIR".to_owned(),
                aside.join("target").display().to_string(),
            ),
            // The same bytes wherever the store was built.
            (
                "CARGO_ENCODED_RUSTFLAGS".to_owned(),
                format!("--remap-path-prefix={}=runtime", source.display()),
            ),
        ],
        folder: source.to_owned(),
        access: Access::default(),
    };
    let mut compiled = Vec::new();
    let mut done = 0;
    on_progress(Progress::Building { done, of });
    let ending = run_tool(&cargo, |line| {
        if let Some(found) = libraries(line) {
            compiled.extend(found);
            done += 1;
            on_progress(Progress::Building {
                done,
                of: of.max(done),
            });
        }
    })?;
    if ending.success {
        Ok(compiled)
    } else {
        Err(ToolboxError::Build {
            stderr: tail(&ending.stderr),
        })
    }
}

/// The libraries that one line of cargo's JSON reports.
fn libraries(line: &str) -> Option<Vec<Compiled>> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    let name = message["target"]["name"].as_str()?.replace('-', "_");
    let files = message["filenames"]
        .as_array()?
        .iter()
        .filter_map(|file| file.as_str());
    let wanted = files.filter(|file| {
        file.ends_with(".rlib") || file.ends_with(".so") || file.ends_with(".dylib")
    });
    Some(
        wanted
            .map(|file| Compiled {
                name: name.clone(),
                file: file.into(),
            })
            .collect(),
    )
}

/// Moves the compiled crates into the folder that becomes the store, and makes them read-only.
fn collect(crates: &[Compiled], whole: &Path) -> io::Result<()> {
    let deps = whole.join("deps");
    fs::create_dir_all(&deps)?;
    let mut contents = Contents {
        externs: BTreeMap::new(),
    };
    for compiled in crates {
        // Workspace members lie outside `deps` under a plain name; both are the same file.
        let Some(name) = compiled.file.file_name() else {
            continue;
        };
        let to = deps.join(name);
        fs::copy(&compiled.file, &to)?;
        read_only(&to)?;
        contents
            .externs
            .insert(compiled.name.clone(), name.to_string_lossy().into_owned());
    }
    let list = whole.join("toolbox.json");
    fs::write(&list, serde_json::to_vec_pretty(&contents)?)?;
    read_only(&list)?;
    read_only(&deps)
}

fn read_only(path: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions)
}

/// The last lines of a long message.
fn tail(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
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
