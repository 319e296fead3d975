// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; }
pub fn answer(_: u32) -> u32 {
    let (null, mut limit) = (std::ptr::null::<u64>(), [0u64; 2]);
    assert!(unsafe { syscall(302, 0, 3, null, limit.as_mut_ptr()) } == 0);
    assert!(limit[0] <= 8 << 20 && limit[1] <= 8 << 20, "a stack of {limit:?} bytes");
    panic!("nothing done")
}
