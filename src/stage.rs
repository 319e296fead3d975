//! A fresh folder per grading, gone afterwards.

use crate::model::{Exercise, Overlay, SourceFile, disk_advice};
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A file or folder of the stage could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}.{}", path.display(), disk_advice(source))]
pub struct StageError {
    /// What should have been written.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// The folders of one grading. Submission and checks lie apart under names that cannot be guessed, so that
/// student code is compiled without any hidden file in sight.
///
/// All lie in one folder that only the grader's user may enter. In there anybody may read, and write products:
/// in a jail those who do are another user, and see only the folders that they need.
#[derive(Debug)]
pub struct Stage {
    submission: PathBuf,
    model_submission: PathBuf,
    checks: PathBuf,
    products: PathBuf,
    _whole: TempDir,
}

impl Stage {
    /// Lays out the submitted files and the checks' own in a folder below `scratch`.
    pub fn set(
        scratch: &Path,
        exercise: &Exercise,
        files: &[SourceFile],
    ) -> Result<Stage, StageError> {
        let whole = tempfile::Builder::new()
            .prefix("grading-")
            .tempdir_in(scratch);
        let whole = whole.map_err(|source| StageError {
            path: scratch.to_owned(),
            source,
        })?;
        let stage = Stage {
            submission: folder(whole.path(), "submission-", 0o755)?,
            model_submission: folder(whole.path(), "model-", 0o755)?,
            checks: folder(whole.path(), "checks-", 0o755)?,
            products: folder(whole.path(), "products-", 0o777)?,
            _whole: whole,
        };
        let mut main = None;
        for SourceFile { path, text } in files {
            write(stage.submission(), path, text)?;
            let mut model_text = text.clone();
            if exercise.is_program() && exercise.root() == Some(path) {
                let name = name_for_main(text);
                model_text.push_str(&exported_main(&name));
                main = Some(imported_main(&exercise.crate_name(), &name));
            }
            write(stage.model_submission(), path, &model_text)?;
        }
        let mut laid = BTreeSet::new();
        for overlay in exercise
            .checks
            .iter()
            .flat_map(|check| check.kind.overlays())
        {
            let Overlay {
                to,
                text,
                is_model_root,
            } = overlay;
            if laid.insert(to.clone()) {
                let mut text = text.to_string();
                if is_model_root {
                    text.push_str(main.as_deref().unwrap_or_default());
                }
                write(stage.checks(), &to, &text)?;
            }
        }
        Ok(stage)
    }

    /// The submitted files and nothing else.
    pub fn submission(&self) -> &Path {
        &self.submission
    }

    /// The submitted files, ready for the look-alike std: the `main` of a program is public.
    pub fn model_submission(&self) -> &Path {
        &self.model_submission
    }

    /// The checks' files.
    pub fn checks(&self) -> &Path {
        &self.checks
    }

    /// What is compiled.
    pub fn products(&self) -> &Path {
        &self.products
    }
}

/// A new folder whose name cannot be guessed.
fn folder(parent: &Path, prefix: &str, mode: u32) -> Result<PathBuf, StageError> {
    let made = tempfile::Builder::new()
        .prefix(prefix)
        .tempdir_in(parent)
        .map(TempDir::keep)
        .and_then(|path| {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode))?;
            Ok(path)
        });
    made.map_err(|source| StageError {
        path: parent.to_owned(),
        source,
    })
}

/// Lays out one file, which the jail's user may read whatever umask the grader was started with. What is there afterwards
/// is compared with what should be: a file that was cut short may well compile.
fn write(folder: &Path, file: &str, text: &str) -> Result<(), StageError> {
    let path = folder.join(file);
    let written = make_parents(folder, file).and_then(|()| {
        let mut options = fs::File::options();
        let mut new = options
            .write(true)
            .create_new(true)
            .mode(0o644)
            .open(&path)?;
        new.write_all(text.as_bytes())?;
        new.set_permissions(fs::Permissions::from_mode(0o644))?;
        if fs::read(&path)? == text.as_bytes() {
            Ok(())
        } else {
            let what = "what is there afterwards is not what was written";
            Err(io::Error::new(io::ErrorKind::InvalidData, what))
        }
    });
    written.map_err(|source| StageError { path, source })
}

/// Makes the folders between a folder and a file below it.
fn make_parents(folder: &Path, file: &str) -> io::Result<()> {
    let parents: Vec<_> = Path::new(file).ancestors().skip(1).collect();
    for parent in parents.into_iter().rev() {
        let path = folder.join(parent);
        if !path.is_dir() {
            fs::DirBuilder::new().mode(0o755).create(&path)?;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
        }
    }
    Ok(())
}

/// The name under which a program's `main` is exported, so that a check can call it: one that the program itself does not
/// use, since nobody writes a text that holds its own digest.
fn name_for_main(text: &str) -> String {
    format!("main_{}", &blake3::hash(text.as_bytes()).to_hex()[..16])
}

/// Appended to the root of a program that is compiled against the look-alike std. Standing last, it moves no line. The
/// name stands for std as well, since the student may call anything `std`.
fn exported_main(name: &str) -> String {
    format!(
        "\nextern crate std as {name}; pub fn {name}() -> impl {name}::process::Termination {{ main() }}\n"
    )
}

/// Appended to the root of a check of such a program, which calls `crate::__main`.
fn imported_main(crate_name: &str, name: &str) -> String {
    format!("\nuse {crate_name}::{name} as __main;\n")
}
