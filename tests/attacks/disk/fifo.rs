// for: pointer; status: fail; says: panicked; open: nothing
unsafe extern "C" { fn mkfifo(path: *const std::ffi::c_char, mode: u32) -> i32; fn mknod(path: *const std::ffi::c_char, mode: u32, device: u64) -> i32; }
/// Whoever opens a FIFO that nobody writes to waits for ever.
pub fn answer(_: u32) -> u32 {
    let made = ["./", "/tmp/", "@ROOT@/"].map(|folder| unsafe {
        let path = |name: &str| std::ffi::CString::new(format!("{folder}@MARK@-{name}")).unwrap();
        (mkfifo(path("fifo").as_ptr(), 0o777), mknod(path("device").as_ptr(), 0o20666, 0x105))
    });
    panic!("{made:?}")
}
