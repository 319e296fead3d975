// for: answer; status: fail; says: computing; open: nothing
pub fn answer(question: u32) -> u32 { loop { std::hint::black_box(question); } }
