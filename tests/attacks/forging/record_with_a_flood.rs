// for: pointer; status: fail; says: disturbed|exit code|own pipe|process; open: nothing
unsafe extern "C" { fn write(fd: i32, from: *const u8, bytes: usize) -> isize; }
/// A frame that claims 4 GiB: nobody may make room for that.
pub fn answer(_: u32) -> u32 {
    for fd in 3..16 { unsafe { write(fd, [255u8; 8].as_ptr(), 8); } }
    std::process::exit(0)
}
