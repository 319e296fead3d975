// for: pointer; status: fail; says: all stay; open: nothing
unsafe extern "C" { fn setrlimit(what: i32, limit: *const [u64; 2]) -> i32; fn setuid(user: u32) -> i32; fn nice(by: i32) -> i32; }
pub fn answer(_: u32) -> u32 {
    unsafe {
        for limit in [0, 2, 9] { assert!(setrlimit(limit, &[u64::MAX, u64::MAX]) != 0, "limit {limit} can be raised"); }
        assert!(setuid(0) != 0, "root again");
        let _ = nice(-10);
    }
    panic!("all stay")
}
