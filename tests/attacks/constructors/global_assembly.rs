// for: answer; status: fail; says: unsafe|does not compile; open: nothing
core::arch::global_asm!(".section .init_array", ".quad 0");
pub fn answer(question: u32) -> u32 { question + 1 }
