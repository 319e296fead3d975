// for: pointer; status: fail; says: came back|waiting|process|disturbed; open: nothing
unsafe extern "C" { fn write(fd: i32, from: *const u8, bytes: usize) -> isize; }
/// The beginning of a frame whose rest never comes.
pub fn answer(_: u32) -> u32 {
    for fd in 3..16 { unsafe { write(fd, [100u8, 0, 0, 0, 1].as_ptr(), 5); } }
    loop { std::thread::park() }
}
