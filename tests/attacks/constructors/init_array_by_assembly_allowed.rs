// for: trusted; status: fail; says: .init_array; open: nothing
core::arch::global_asm!(".section .init_array,\"aw\"", ".quad first", ".text", "first: ret");
pub fn answer(_: u32) -> u32 { 0 }
