// for: pointer; status: fail; says: no more|killed|memory|came back; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; fn write(fd: i32, from: *const u8, bytes: usize) -> isize; }
pub fn answer(_: u32) -> u32 {
    let piece = vec![1u8; 1 << 20];
    let memory = unsafe { syscall(319, c"flood".as_ptr(), 0u32) };
    let mut written = 0usize;
    while memory >= 0 && unsafe { write(memory as i32, piece.as_ptr(), piece.len()) } > 0 {
        written += piece.len();
        assert!(written < 6 << 30, "6 GiB taken");
    }
    panic!("no more")
}
