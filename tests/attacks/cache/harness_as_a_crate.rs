// for: answer; status: fail; says: does not compile; open: nothing
extern crate kit_process;
extern crate kit_wire;
pub fn answer(question: u32) -> u32 { kit_process::private_pipes(); question + 1 }
