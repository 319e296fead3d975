// for: sealed; status: fail; says: memory; open: nothing
pub fn answer(_: u32) -> u32 { std::hint::black_box(vec![1u8; 4 << 30]).len() as u32 }
