// for: answer; status: fail; says: no thread more|never came back|memory|killed|aborted; open: nothing
pub fn answer(_: u32) -> u32 {
    let mut started = 0u32;
    while std::thread::Builder::new().stack_size(16384).spawn(|| loop { std::thread::park() }).is_ok() {
        started += 1;
    }
    panic!("no thread more: {}", if started > 100_000 { "unlimited" } else { "limited" })
}
