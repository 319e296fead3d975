// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; fn getppid() -> i32; fn getuid() -> i32; }
pub fn answer(_: u32) -> u32 {
    let (mask, priority) = ([1u64; 16], [0i32; 4]);
    let (parent, user) = unsafe { (getppid(), getuid()) };
    for process in [0, 1, parent] {
        let made = unsafe {
            // setpriority, sched_setaffinity, sched_setscheduler, sched_setparam, ioprio_set
            [
                syscall(141, 0, process, 19), syscall(203, process, 128, mask.as_ptr()),
                syscall(144, process, 0, priority.as_ptr()), syscall(142, process, priority.as_ptr()), syscall(251, 1, process, 0),
            ]
        };
        assert!(made == [-1; 5], "{process} was scheduled: {made:?}");
    }
    // All processes of this user.
    assert!(unsafe { syscall(141, 2, user, 19) } == -1, "everybody was scheduled");
    panic!("nothing done")
}
