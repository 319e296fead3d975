//! The world that hostile submissions are let loose in: a course, a store, a toolchain and secrets of their own, so
//! that whatever breaks out spoils copies.

use super::program::{self, Program};
use std::{
    collections::BTreeMap,
    fs, io,
    io::Write,
    os::unix::fs::{MetadataExt, PermissionsExt},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::Command,
};

/// An ordinary user's number: nobody's.
const NOBODY: u32 = 65534;

/// Who runs the grader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    /// Whoever runs this test.
    Me,
    /// An ordinary user, while root runs this test.
    Nobody,
}

/// Says on stderr what was not tested, also where the test harness keeps what tests print.
pub fn say_loudly(what: &str) {
    let _ = writeln!(io::stderr(), "{what}");
}

/// Everyone that this test can run the grader as.
pub fn users() -> Vec<User> {
    if rustix::process::geteuid().is_root() {
        vec![User::Me, User::Nobody]
    } else {
        say_loudly("SKIPPED as root: this test runs as an ordinary user, so only that is tested");
        vec![User::Me]
    }
}

/// The course of the attacks, with its `@…@` not yet filled in.
pub fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/attacks")
}

/// The exercises of a course, as `<chapter>/<exercise>`.
pub fn exercises(course: &Path) -> Vec<String> {
    let mut ids = Vec::new();
    for chapter in fs::read_dir(course.join("exercises")).unwrap() {
        let chapter = chapter.unwrap();
        for exercise in fs::read_dir(chapter.path()).unwrap() {
            let exercise = exercise.unwrap().file_name();
            ids.push(format!(
                "{}/{}",
                chapter.file_name().display(),
                exercise.display()
            ));
        }
    }
    ids
}

/// A folder with everything that a batch needs.
pub struct World {
    root: tempfile::TempDir,
    /// Stands in the name of every file that a submission makes.
    pub mark: String,
    /// Stands in every secret; nobody may ever read it.
    pub token: String,
    /// The hostile programs.
    pub programs: Vec<Program>,
}

impl World {
    /// Lays everything out; the secrets are new each time.
    pub fn new() -> World {
        let root = tempfile::Builder::new()
            .prefix("grader-attacked-")
            .tempdir()
            .unwrap();
        let random = blake3::hash(root.path().as_os_str().as_encoded_bytes()).to_hex();
        let mut world = World {
            mark: format!("mark{}", &random[..12]),
            token: format!("token{}", blake3::hash(random.as_bytes()).to_hex()),
            programs: Vec::new(),
            root,
        };
        world.open_to_all(world.root.path());
        for folder in ["tmp", "out", "stores", "bin", "home"] {
            fs::create_dir(world.at(folder)).unwrap();
        }
        for folder in ["tmp", "out"] {
            let everybody = fs::Permissions::from_mode(0o1777);
            fs::set_permissions(world.at(folder), everybody).unwrap();
        }
        world.plant("secret", "file");
        fs::rename(world.at("secret"), world.secret()).unwrap();
        world.plant("home/secret", "home");
        world.fill(&fixture(), &world.course());
        fs::copy(env!("CARGO_BIN_EXE_grader"), world.at("bin/grader")).unwrap();
        world.bring_toolchain();
        world.programs = program::all(&exercises(&world.course()));
        world
    }

    /// A path below the world's root.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// The course.
    pub fn course(&self) -> PathBuf {
        self.at("course")
    }

    /// A file that everybody may read, and no submission.
    pub fn secret(&self) -> PathBuf {
        self.at(&format!("{}-secret", self.mark))
    }

    fn plant(&self, path: &str, place: &str) {
        let text = format!("{}-{place} {{ not Rust\n", self.token);
        fs::write(self.at(path), text).unwrap();
    }

    fn open_to_all(&self, path: &Path) {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// A text with its `@…@` filled in; the places of listeners are named by `ports`.
    pub fn filled(&self, text: &str, ports: &BTreeMap<&str, String>) -> String {
        let path = |path: PathBuf| path.to_str().unwrap().to_owned();
        let mut text = text
            .replace("@TOKEN@", &format!("{}-checks", self.token))
            .replace("@MARK@", &self.mark)
            .replace("@SECRET@", &path(self.secret()))
            .replace("@HOME_SECRET@", &path(self.at("home/secret")))
            .replace("@COURSE@", &path(self.course()))
            .replace("@STORE@", &path(self.at("stores")))
            .replace("@ROOT@", &path(self.root.path().to_owned()));
        for (name, value) in ports {
            text = text.replace(&format!("@{name}@"), value);
        }
        text
    }

    /// Copies a tree of text files with their `@…@` filled in.
    fn fill(&self, from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let target = to.join(path.file_name().unwrap());
            if path.is_dir() {
                self.fill(&path, &target);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                fs::write(target, self.filled(&text, &BTreeMap::new())).unwrap();
            }
        }
    }

    /// Hands in files as one submission of a class.
    pub fn hand_in(
        &self,
        class: &str,
        name: &str,
        exercise: &str,
        files: &[(String, String)],
        ports: &BTreeMap<&str, String>,
    ) {
        let folder = self.at(class).join(name).join(exercise);
        for (file, text) in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, self.filled(text, ports)).unwrap();
        }
    }

    /// Links or copies the toolchain and the store to where every user can read them.
    fn bring_toolchain(&self) {
        let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        let said = Command::new(rustc)
            .args(["--print", "sysroot"])
            .output()
            .unwrap();
        let sysroot = PathBuf::from(String::from_utf8(said.stdout).unwrap().trim());
        for part in ["bin", "lib", "libexec"] {
            bring(&sysroot.join(part), &self.at("toolchain").join(part), true);
        }
        // The first call builds the store if there is none yet.
        let listed = Command::new(env!("CARGO_BIN_EXE_grader"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["check", "--course"])
            .arg(self.course())
            .arg("program")
            .output()
            .unwrap();
        assert!(listed.status.code() != Some(70), "{listed:?}");
        let named = std::env::var_os("GRADER_CACHE").map(PathBuf::from);
        let cache = named.unwrap_or_else(|| {
            let folders = directories::ProjectDirs::from("", "", "grader").unwrap();
            folders.cache_dir().to_owned()
        });
        for user in users() {
            self.bring_store(&cache, user);
        }
    }

    /// Each user has a store of his own, with a secret in it.
    fn bring_store(&self, cache: &Path, user: User) {
        let mine = self.at("stores").join(format!("{user:?}"));
        let stores = fs::read_dir(cache).unwrap().flatten();
        for store in stores.filter(|entry| {
            let name = entry.file_name();
            name.to_string_lossy().starts_with("toolbox-")
        }) {
            bring(&store.path(), &mine.join(store.file_name()), false);
        }
        fs::write(mine.join("judges-known"), format!("{}-store\n", self.token)).unwrap();
        if user == User::Nobody {
            give_to_nobody(&mine);
        }
    }

    /// The grader, run by a user of this world.
    pub fn grader(&self, user: User, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.at("bin/grader"));
        let path = format!("{}:/usr/bin:/bin", self.at("toolchain/bin").display());
        command
            .args(arguments)
            .arg("--course")
            .arg(self.course())
            .current_dir(self.root.path())
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.at("home"))
            .env("TMPDIR", self.at("tmp"))
            .env("GRADER_CACHE", self.at("stores").join(format!("{user:?}")))
            .env("RUSTC", self.at("toolchain/bin/rustc"))
            .env("GRADER_TEST_SECRET", format!("{}-environment", self.token))
            .env("NO_COLOR", "1");
        if user == User::Nobody {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// Names, modes and contents of everything that no submission may change, as one number.
    pub fn state(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let secret = format!("{}-secret", self.mark);
        for part in ["stores", "course", "home", "bin", &secret] {
            hash(&self.at(part), &mut hasher);
        }
        hasher.finalize()
    }
}

fn give_to_nobody(path: &Path) {
    std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give_to_nobody(&entry.unwrap().path());
        }
    }
}

/// Copies a tree with its modes; `link`: by hard links where the file system allows it.
fn bring(from: &Path, to: &Path, link: bool) {
    if !from.is_dir() {
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            bring(&path, &target, link);
        } else if !link || fs::hard_link(&path, &target).is_err() {
            copy(&path, &target).unwrap();
        }
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    // The same time as well: cargo and rustc look at it.
    let modified = fs::metadata(from)?.modified()?;
    fs::File::options()
        .append(true)
        .open(to)
        .map_or(Ok(()), |file| file.set_modified(modified))
}

fn hash(path: &Path, hasher: &mut blake3::Hasher) {
    let found = fs::symlink_metadata(path).unwrap();
    hasher.update(path.as_os_str().as_encoded_bytes());
    hasher.update(&found.mode().to_le_bytes());
    hasher.update(&found.uid().to_le_bytes());
    if found.is_dir() {
        let mut inner: Vec<_> = fs::read_dir(path).unwrap().flatten().collect();
        inner.sort_by_key(fs::DirEntry::file_name);
        inner.iter().for_each(|entry| hash(&entry.path(), hasher));
    } else if found.is_file() {
        hasher.update(&found.len().to_le_bytes());
        hasher.update(&fs::read(path).unwrap());
    }
}
