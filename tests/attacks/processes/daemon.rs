// for: pointer; status: fail; says: the parent goes on|process; open: nothing
unsafe extern "C" { fn fork() -> i32; fn setsid() -> i32; fn sleep(seconds: u32) -> u32; fn prctl(option: i32, argument: usize) -> i32; }
/// Leaves a process behind in a session of its own, which ignores that its parent died.
pub fn answer(_: u32) -> u32 {
    unsafe {
        if fork() == 0 {
            setsid();
            prctl(1, 0);
            if fork() == 0 {
                setsid();
                prctl(1, 0);
                loop { sleep(77777); }
            }
            std::process::exit(0);
        }
    }
    panic!("the parent goes on")
}
