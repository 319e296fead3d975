// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; fn getppid() -> i32; }
pub fn answer(_: u32) -> u32 {
    let (parent, information) = (unsafe { getppid() }, [0u64; 16]);
    for process in [0, -1, 1, parent, -parent] {
        let made = unsafe {
            // kill, tkill, tgkill, rt_sigqueueinfo, pidfd_open
            [
                syscall(62, process, 9), syscall(200, process, 9), syscall(234, process, process, 9),
                syscall(129, process, 9, information.as_ptr()), syscall(434, process, 0),
            ]
        };
        assert!(made == [-1; 5], "{process} got a signal: {made:?}");
    }
    panic!("nothing done")
}
