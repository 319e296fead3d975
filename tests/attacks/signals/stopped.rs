// for: pointer; status: fail; says: came back|waiting; open: nothing
unsafe extern "C" { fn raise(signal: i32) -> i32; }
pub fn answer(question: u32) -> u32 {
    unsafe { raise(19); }
    loop { std::hint::black_box(question); std::thread::park() }
}
