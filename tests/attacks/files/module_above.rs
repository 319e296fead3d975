// for: answer; status: fail; says: not handed in|couldn't read; open: refused
#[path = "../../checks/tests.rs"]
mod tests;
pub fn answer(question: u32) -> u32 { question + 1 }
