// for: answer; status: fail; says: not handed in|couldn't read; open: refused
include!("@SECRET@");
pub fn answer(question: u32) -> u32 { question + 1 }
