// for: pointer; status: fail; says: nobody was reached; open: nothing
unsafe extern "C" { fn kill(process: i32, signal: i32) -> i32; fn getpid() -> i32; }
/// Signal 0 only asks whether a signal could be sent.
pub fn answer(_: u32) -> u32 {
    let me = unsafe { getpid() };
    for process in (1..100_000).filter(|process| *process != me) {
        assert!(process == 1 || unsafe { kill(process, 0) } != 0, "process {process} can be reached");
    }
    panic!("nobody was reached")
}
