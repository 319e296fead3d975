// for: answer; status: fail; says: panicked; open: nothing
pub fn answer(_: u32) -> u32 {
    let planted = ["./", "../", "/tmp/", "@ROOT@/", "@STORE@/"].map(|folder| {
        let _ = std::fs::hard_link("@SECRET@", format!("{folder}@MARK@-hard"));
        std::os::unix::fs::symlink("@SECRET@", format!("{folder}@MARK@-link")).is_ok()
    });
    panic!("{planted:?}")
}
