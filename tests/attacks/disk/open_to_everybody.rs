// for: answer; status: fail; says: panicked; open: nothing
use std::{fs, os::unix::fs::PermissionsExt};
/// Landlock knows no chmod: what the grader lays out must not be the attacker's.
pub fn answer(_: u32) -> u32 {
    let opened = ["@STORE@", "@COURSE@", "@COURSE@/grader.toml", "@SECRET@", "."].map(|path| {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).is_ok()
    });
    panic!("{opened:?}")
}
