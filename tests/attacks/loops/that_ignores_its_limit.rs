// for: pointer; status: fail; says: came back|computing; open: nothing
unsafe extern "C" { fn signal(number: i32, handler: usize) -> usize; fn setrlimit(what: i32, limit: *const [u64; 2]) -> i32; }
pub fn answer(question: u32) -> u32 {
    unsafe {
        for number in 1..32 { signal(number, 1); }
        setrlimit(0, &[u64::MAX, u64::MAX]);
    }
    loop { std::hint::black_box(question); }
}
