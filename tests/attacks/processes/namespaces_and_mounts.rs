// for: pointer; status: fail; says: all refused; open: nothing
unsafe extern "C" { fn unshare(flags: i32) -> i32; fn chroot(path: *const u8) -> i32; fn syscall(number: i64, ...) -> i64; }
pub fn answer(_: u32) -> u32 {
    unsafe {
        for (what, got) in [
            ("unshare(user)", i64::from(unshare(0x1000_0000))),
            ("unshare(mount)", i64::from(unshare(0x2_0000))),
            ("chroot", i64::from(chroot(c"/tmp".as_ptr().cast()))),
            ("mount", syscall(165, c"none".as_ptr(), c"/tmp".as_ptr(), c"tmpfs".as_ptr(), 0, 0)),
            ("pivot_root", syscall(155, c"/".as_ptr(), c"/".as_ptr())),
            ("setns", syscall(308, 3, 0)),
            ("open_tree", syscall(428, -100, c"/".as_ptr(), 1)),
        ] {
            assert!(got < 0, "{what} is open");
        }
    }
    panic!("all refused")
}
