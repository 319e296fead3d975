// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; }
pub fn answer(_: u32) -> u32 {
    for flags in [0x122, 0x162, 0x20122, 0x101, 0x103] {
        let at = unsafe { syscall(9, 0u64, 1u64 << 30, 3, flags, -1, 0) };
        assert!(at == -1, "memory that nobody counts");
    }
    panic!("nothing done")
}
