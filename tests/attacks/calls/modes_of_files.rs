// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; }
pub fn answer(_: u32) -> u32 {
    for file in [c"@HOME_SECRET@", c"@SECRET@", c"@COURSE@", c"@ROOT@/home"] {
        let path = file.as_ptr();
        // chmod, fchmodat, fchmodat2
        let made = unsafe { [syscall(90, path, 0o777), syscall(268, -100, path, 0o777), syscall(452, -100, path, 0o777, 0)] };
        assert!(made == [-1; 3], "a mode was changed");
    }
    panic!("nothing done")
}
