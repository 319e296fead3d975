// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; }
pub fn answer(_: u32) -> u32 {
    for file in [c"@HOME_SECRET@", c"@SECRET@", c"@COURSE@"] {
        let (path, null) = (file.as_ptr(), std::ptr::null::<u8>());
        let made = unsafe {
            // utimensat, utime, utimes, chown, lchown, fchownat, setxattr
            [
                syscall(280, -100, path, null, 0), syscall(132, path, null), syscall(235, path, null),
                syscall(92, path, -1, -1), syscall(94, path, -1, -1), syscall(260, -100, path, -1, -1, 0),
                syscall(188, path, c"user.mark".as_ptr(), path, 1, 0),
            ]
        };
        assert!(made == [-1; 7], "a time, owner or attribute was changed: {made:?}");
    }
    panic!("nothing done")
}
