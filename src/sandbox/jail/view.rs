//! What a jail's root holds: exactly what one program needs, under the names by which it looks for it.

use crate::model::{Isolation, Phase, Program};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// The files and folders of a jail.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct View {
    /// The program, as it is called inside.
    pub(super) program: PathBuf,
    /// Files and folders of the machine, parents before their children.
    pub(super) binds: Vec<Bind>,
    /// Symbolic links: where they are, and what they point at.
    pub(super) links: Vec<(PathBuf, PathBuf)>,
}

/// A file or folder of the machine that is seen in the jail.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Bind {
    /// Its name inside.
    pub(super) at: PathBuf,
    /// Its name on the machine; no component is a link.
    pub(super) from: PathBuf,
    pub(super) kind: BindKind,
}

/// How a bind may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum BindKind {
    Read,
    Write,
    Device,
}

/// Where compilers and linkers and the libraries that they are made of lie on every Linux that rustup knows.
/// Not `/usr/share` nor `/usr/local`, nor anything that holds people's own files.
const SYSTEM: [&str; 10] = [
    "/usr/bin",
    "/usr/lib",
    "/usr/lib64",
    "/usr/libexec",
    "/bin",
    "/lib",
    "/lib64",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/nix/store",
];

/// What a program is called inside while it runs; its place on the machine is none of its business.
const INSIDE: &str = "/submission";

impl View {
    /// What this program needs.
    pub(super) fn of(program: &Program, isolation: Isolation) -> View {
        let mut view = View {
            program: program.path.clone(),
            ..View::default()
        };
        match program.access.phase {
            Phase::Compile => {
                for path in SYSTEM.map(Path::new) {
                    view.show_system(path);
                }
                for path in unusual_linker(program) {
                    view.bind(&path, BindKind::Read);
                }
                view.bind(Path::new("/dev/null"), BindKind::Device);
                // jemalloc, which rustc uses, is slow unless it knows this.
                let overcommit = Path::new("/proc/sys/vm/overcommit_memory");
                if overcommit.exists() {
                    view.bind(overcommit, BindKind::Read);
                }
            }
            Phase::Run => {
                for path in libraries() {
                    view.bind(path, BindKind::Read);
                }
                if isolation != Isolation::Landlock {
                    view.program = PathBuf::from(INSIDE);
                }
                view.bind_as(&program.path, view.program.clone(), BindKind::Read);
            }
        }
        for path in &program.access.reads {
            view.bind(path, BindKind::Read);
        }
        for path in &program.access.writes {
            view.bind(path, BindKind::Write);
        }
        view.binds.sort();
        view.binds.dedup();
        view
    }

    fn bind(&mut self, path: &Path, kind: BindKind) {
        self.bind_as(path, path.to_owned(), kind);
    }

    /// Links on the way are followed here: inside, they would point into the jail.
    fn bind_as(&mut self, path: &Path, at: PathBuf, kind: BindKind) {
        let from = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.binds.push(Bind { at, from, kind });
    }

    /// A part of the system, or the link that stands in its place (`/lib` is often one).
    fn show_system(&mut self, path: &Path) {
        match fs::read_link(path) {
            Ok(target) => self.links.push((path.to_owned(), target)),
            Err(_) if path.exists() => self.bind(path, BindKind::Read),
            Err(_) => {}
        }
    }
}

/// The folders of a C compiler that is not part of the system, as in images that bring their own.
fn unusual_linker(program: &Program) -> Vec<PathBuf> {
    let path = program.environment.iter().find(|(key, _)| key == "PATH");
    let path = path.map_or("", |(_, value)| value);
    let compiler = std::env::split_paths(path)
        .map(|folder| folder.join("cc"))
        .find_map(|file| file.canonicalize().ok());
    let is_usual = |file: &PathBuf| SYSTEM.iter().any(|folder| file.starts_with(folder));
    let Some(prefix) = compiler
        .filter(|file| !is_usual(file))
        .and_then(|file| Some(file.parent()?.parent()?.to_owned()))
    else {
        return Vec::new();
    };
    let parts = ["bin", "lib", "lib64", "libexec"].map(|part| prefix.join(part));
    parts.into_iter().filter(|part| part.is_dir()).collect()
}

/// The loader and the C library that Rust programs are linked with: the grader is one itself, so it reads off
/// its own memory map where they are.
fn libraries() -> &'static [PathBuf] {
    static FOUND: OnceLock<Vec<PathBuf>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
        let mut found: BTreeSet<PathBuf> = maps
            .lines()
            .filter_map(|line| Some(PathBuf::from(&line[line.find('/')?..])))
            .filter(|path| is_library(path))
            .collect();
        let folders: BTreeSet<_> = found
            .iter()
            .filter_map(|path| path.parent().map(Path::to_owned))
            .collect();
        // A program may need what the grader does not.
        for folder in folders {
            let others = ["libm.so.6", "libgcc_s.so.1"];
            found.extend(
                others
                    .map(|name| folder.join(name))
                    .into_iter()
                    .filter(|path| path.exists()),
            );
        }
        // The loader has a name of its own that is written into every program.
        let loaders = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"];
        found.extend(
            loaders
                .map(PathBuf::from)
                .into_iter()
                .filter(|path| path.exists()),
        );
        found.into_iter().collect()
    })
}

fn is_library(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.contains(".so") && name.starts_with("lib")
}
