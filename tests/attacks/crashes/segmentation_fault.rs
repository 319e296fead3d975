// for: pointer; status: fail; says: memory that is not its own; open: nothing
pub fn answer(_: u32) -> u32 { unsafe { *std::hint::black_box(16 as *const u32) } }
