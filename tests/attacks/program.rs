//! The hostile programs: each file of a class's folder, or each folder in it, with what it must get in its first line.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A hostile submission for one exercise.
#[derive(Debug)]
pub struct Program {
    /// `<class>/<name>`.
    pub name: String,
    /// The exercise that it is handed in for, as `<chapter>/<exercise>`.
    pub exercise: String,
    /// The status that the exercise must get.
    pub status: String,
    /// One of these must stand in the message of a check; no words: anything may.
    pub says: Vec<String>,
    /// What it reaches where there are no walls: `secret`, `listener`, `process`. `refused`: nothing even then.
    /// `nothing`: it is never tried without.
    pub open: String,
    /// Its files: path and text, with `@…@` not yet filled in.
    pub files: Vec<(String, String)>,
}

impl Program {
    /// The name of its folder in a class.
    pub fn folder(&self) -> String {
        self.name.replace('/', "-")
    }
}

/// All programs below `tests/attacks`, in order of their names.
pub fn all(exercises: &[String]) -> Vec<Program> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks");
    let mut programs = Vec::new();
    for class in entries(&here).iter().filter(|path| path.is_dir()) {
        for path in entries(class) {
            programs.push(read(&path, &file_stem(class), exercises));
        }
    }
    programs
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

fn file_stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn read(path: &Path, class: &str, exercises: &[String]) -> Program {
    let name = format!("{class}/{}", file_stem(path));
    let mut files = Vec::new();
    if path.is_dir() {
        collect(path, path, &mut files);
    } else {
        files.push(("src/lib.rs".to_owned(), fs::read_to_string(path).unwrap()));
    }
    let code = files.iter().find(|(file, _)| file == "src/lib.rs");
    // The first line, or the second one of a file that begins with a shebang.
    let header = code.and_then(|(_, text)| text.lines().find(|line| line.starts_with("// for:")));
    let field = |key: &str| {
        let fields = header.unwrap_or_default().trim_start_matches("// ");
        let value = fields
            .split("; ")
            .find_map(|field| field.strip_prefix(key)?.strip_prefix(':'));
        value
            .unwrap_or_else(|| panic!("{name}: the first line has no `{key}:`"))
            .trim()
            .to_owned()
    };
    let wanted = field("for");
    let exercise = exercises
        .iter()
        .find(|id| id.ends_with(&format!("_{wanted}")))
        .unwrap_or_else(|| panic!("{name}: there is no exercise {wanted}"))
        .clone();
    let (status, says, open) = (field("status"), field("says"), field("open"));
    if wanted == "program" {
        files[0].0 = "src/main.rs".to_owned();
    }
    let says = says.split('|').filter(|words| !words.is_empty());
    let says = says.map(str::to_owned).collect();
    Program {
        name,
        exercise,
        status,
        says,
        open,
        files,
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for path in entries(folder) {
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            files.push((name.to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
}
