// for: answer; status: fail; says: not handed in|couldn't read; open: refused
#![doc = include_str!("@SECRET@")]
pub fn answer(question: u32) -> u32 { question + 1 }
