// for: pointer; status: fail; says: cannot be linked; open: nothing
core::arch::global_asm!(".section .note.GNU-stack,\"x\",@progbits", ".text", ".globl __ehdr_start");
pub fn answer(q: u32) -> u32 { q + 1 }
