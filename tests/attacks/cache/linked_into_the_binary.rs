// for: answer; status: fail; says: does not compile|unsafe; open: nothing
#[link(name = "kit", kind = "static", modifiers = "+verbatim")]
extern "C" {}
pub fn answer(question: u32) -> u32 { question + 1 }
