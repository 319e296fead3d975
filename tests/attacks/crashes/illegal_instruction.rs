// for: pointer; status: fail; says: instruction; open: nothing
pub fn answer(_: u32) -> u32 { unsafe { std::arch::asm!("ud2") } 0 }
