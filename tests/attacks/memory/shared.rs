// for: pointer; status: fail; says: no more|killed|memory|came back; open: nothing
unsafe extern "C" { fn mmap(at: *mut u8, bytes: usize, protection: i32, flags: i32, fd: i32, offset: i64) -> *mut u8; }
/// Shared memory is no data of the process: RLIMIT_DATA does not count it.
pub fn answer(_: u32) -> u32 {
    let (mut mapped, piece) = (0usize, 64 << 20);
    loop {
        let at = unsafe { mmap(std::ptr::null_mut(), piece, 3, 0x21, -1, 0) };
        if at as isize == -1 { break }
        for page in (0..piece).step_by(4096) { unsafe { at.add(page).write_volatile(1) } }
        mapped += piece;
        assert!(mapped < 6 << 30, "6 GiB taken");
    }
    panic!("no more")
}
