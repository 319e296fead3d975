// for: answer; status: fail; says: stack; open: nothing
#[inline(never)]
fn deep(big: [u8; 65536]) -> u32 { std::hint::black_box(deep(std::hint::black_box(big))) + u32::from(big[0]) }
pub fn answer(_: u32) -> u32 { deep([1; 65536]) }
