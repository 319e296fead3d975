//! Builds the runtime with cargo, aside and under a lock, and puts it into place when it is whole.

use super::{
    cache::{failed, make_folder, read_only},
    cargo_home,
    contents::{Contents, existing},
    error::ToolboxError,
    layer::Layer,
    runtime::Runtime,
    toolchain::Toolchain,
};
use crate::model::{Access, Program, Progress};
use crate::sandbox::run_tool;
use std::{
    collections::BTreeMap,
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// Builds the store, unless another grader was faster.
pub(super) fn build(
    cache: &Path,
    store: &Path,
    toolchain: &Toolchain,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<Contents, ToolboxError> {
    let lock_path = cache.join("lock");
    let lock = fs::File::create(&lock_path).map_err(failed(&lock_path))?;
    if lock.try_lock().is_err() {
        on_progress(Progress::Waiting);
        lock.lock().map_err(failed(&lock_path))?;
    }
    if let Some(contents) = existing(store)? {
        return Ok(contents);
    }
    // Whoever holds the lock may clear away what a killed build left behind.
    for stale in fs::read_dir(cache).map_err(failed(cache))?.flatten() {
        if stale.file_name().to_string_lossy().starts_with("building-") {
            let _ = remove_store(&stale.path().join("store"));
            let _ = fs::remove_dir_all(stale.path());
        }
    }
    let aside = tempfile::Builder::new()
        .prefix("building-")
        .tempdir_in(cache)
        .map_err(failed(cache))?;
    let layer = Layer::open(cache, toolchain).map_err(failed(cache))?;
    let built = compile(&layer, toolchain, on_progress);
    layer.close(built.is_ok()).map_err(failed(cache))?;
    let crates = built?;
    let whole = aside.path().join("store");
    let contents = collect(&crates, &whole).map_err(failed(&whole))?;
    if store.exists() {
        // It is there and was cut short, or it would have been used.
        remove_store(store).map_err(failed(store))?;
    }
    fs::rename(&whole, store).map_err(failed(store))?;
    on_progress(Progress::Done);
    Ok(contents)
}

/// Removes a store, whose owner has no right to change it any more.
fn remove_store(store: &Path) -> io::Result<()> {
    fs::set_permissions(store.join("deps"), fs::Permissions::from_mode(0o755))?;
    fs::remove_dir_all(store)
}

/// A crate that cargo has compiled.
struct Compiled {
    name: String,
    file: PathBuf,
}

/// Has cargo compile the runtime; gives the libraries.
fn compile(
    layer: &Layer,
    toolchain: &Toolchain,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Compiled>, ToolboxError> {
    let locked = Runtime::get("Cargo.lock")
        .map(|file| file.data)
        .unwrap_or_default();
    let of = String::from_utf8_lossy(&locked)
        .matches("[[package]]")
        .count();
    let home = layer.home().and_then(cargo_home::make);
    let home = home.map_err(failed(&layer.source()))?;
    let cargo = cargo(layer, toolchain, &home);
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

/// The call of cargo that builds a layer's sources, with settings from `home` and nowhere else.
fn cargo(layer: &Layer, toolchain: &Toolchain, home: &Path) -> Program {
    let source = layer.source();
    let manifest = source.join("Cargo.toml");
    let arguments = [
        "build",
        "--manifest-path",
        &manifest.display().to_string(),
        "--release",
        "--locked",
        "--message-format=json",
        "--workspace",
        "--lib",
    ];
    Program {
        path: toolchain.binary("cargo"),
        called: None,
        arguments: arguments.map(str::to_owned).to_vec(),
        environment: vec![
            (
                "RUSTC".to_owned(),
                toolchain.binary("rustc").display().to_string(),
            ),
            ("CARGO_HOME".to_owned(), home.display().to_string()),
            (
                "CARGO_TARGET_DIR".to_owned(),
                layer.target().display().to_string(),
            ),
            // The same bytes wherever the store was built.
            (
                "CARGO_ENCODED_RUSTFLAGS".to_owned(),
                format!("--remap-path-prefix={}=runtime", source.display()),
            ),
        ],
        // cargo looks for settings in all folders above the one that it runs in.
        folder: PathBuf::from("/"),
        access: Access::default(),
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
fn collect(crates: &[Compiled], whole: &Path) -> io::Result<Contents> {
    let deps = whole.join("deps");
    make_folder(whole)?;
    make_folder(&deps)?;
    let mut contents = Contents {
        externs: BTreeMap::new(),
        lengths: BTreeMap::new(),
    };
    for compiled in crates {
        // Workspace members lie outside `deps` under a plain name; both are the same file.
        let Some(name) = compiled.file.file_name() else {
            continue;
        };
        let to = deps.join(name);
        let length = fs::copy(&compiled.file, &to)?;
        seal(&to)?;
        let name = name.to_string_lossy().into_owned();
        contents.lengths.insert(name.clone(), length);
        contents.externs.insert(compiled.name.clone(), name);
    }
    let list = whole.join("toolbox.json");
    fs::write(&list, serde_json::to_vec_pretty(&contents)?)?;
    seal(&list)?;
    fs::set_permissions(&deps, fs::Permissions::from_mode(0o555))?;
    Ok(contents)
}

/// Makes a finished file read-only and sees it onto the disk: it will be trusted for as long as the store is.
fn seal(path: &Path) -> io::Result<()> {
    fs::File::open(path)?.sync_all()?;
    read_only(path)
}

/// The last lines of a long message.
fn tail(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &Path) -> PathBuf {
        let library = folder.join("libone.rlib");
        fs::write(&library, "a library").unwrap();
        let compiled = Compiled {
            name: "one".to_owned(),
            file: library,
        };
        let store = folder.join("store");
        collect(&[compiled], &store).unwrap();
        store
    }

    #[test]
    fn a_store_that_was_cut_short_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path());
        assert!(Contents::of(&store).is_some());
        let library = store.join("deps/libone.rlib");
        for damage in ["", "a lib", "a library and more"] {
            fs::set_permissions(&library, fs::Permissions::from_mode(0o644)).unwrap();
            fs::write(&library, damage).unwrap();
            assert!(Contents::of(&store).is_none(), "{damage:?}");
        }
        remove_store(&store).unwrap();
        assert!(Contents::of(&store).is_none());
        assert!(!store.exists());
    }

    #[test]
    fn a_list_that_was_cut_short_is_no_store() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path());
        let list = store.join("toolbox.json");
        let whole = fs::read_to_string(&list).unwrap();
        fs::set_permissions(&list, fs::Permissions::from_mode(0o644)).unwrap();
        for end in [0, 1, whole.len() / 2, whole.len() - 1] {
            fs::write(&list, &whole[..end]).unwrap();
            assert!(Contents::of(&store).is_none(), "{end} bytes");
        }
    }
}
