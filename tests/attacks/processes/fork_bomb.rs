// for: pointer; status: fail; says: no process|ended|killed|never came back|disturbed; open: nothing
unsafe extern "C" { fn fork() -> i32; }
pub fn answer(_: u32) -> u32 {
    let mut forked = 0;
    for _ in 0..2_000_000 {
        match unsafe { fork() } {
            0 => loop { if unsafe { fork() } < 0 { std::thread::yield_now() } },
            child if child > 0 => forked += 1,
            _ => {}
        }
        if forked > 10_000 { break }
    }
    panic!("no process more: {forked}")
}
