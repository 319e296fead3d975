// for: answer; status: fail; says: does not compile; open: nothing
#![feature(naked_functions, start)]
pub fn answer(question: u32) -> u32 { question + 1 }
