// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; }
pub fn answer(_: u32) -> u32 {
    let (name, mut ends) = (c"x".as_ptr(), [0i32; 2]);
    unsafe {
        // memfd_create, memfd_secret, shmget, map_shadow_stack; a pipe whose buffer is made large
        let made = [syscall(319, name, 0), syscall(447, 0), syscall(29, 0, 1 << 20, 0o1600), syscall(453, 0, 1 << 20, 0)];
        assert!(made == [-1; 4], "memory that nobody counts: {made:?}");
        syscall(22, ends.as_mut_ptr());
        assert!(syscall(72, ends[0], 1031, 1 << 20) == -1, "a large pipe");
    }
    panic!("nothing done")
}
