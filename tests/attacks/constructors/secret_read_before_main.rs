// for: trusted; status: fail; says: .init_array; open: nothing
unsafe extern "C" {
    fn read(fd: i32, to: *mut u8, bytes: usize) -> isize;
    fn write(fd: i32, from: *const u8, bytes: usize) -> isize;
    fn _exit(code: i32) -> !;
}
/// Says that it is ready, reads the secret and seals a record of its own, before `main`.
extern "C" fn first() {
    unsafe {
        write(1, [1u8, 0, 0, 0, 3].as_ptr(), 5);
        let mut start = [0u8; 256];
        read(0, start.as_mut_ptr(), 256);
        let mut end = vec![34u8, 0, 0, 0, 2];
        end.extend(&start[4..36]);
        end.push(0);
        write(1, end.as_ptr(), end.len());
        _exit(0)
    }
}
#[used]
#[unsafe(link_section = ".init_array")]
static FIRST: extern "C" fn() = first;
pub fn answer(_: u32) -> u32 { 0 }
