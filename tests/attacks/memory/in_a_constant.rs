// for: answer; status: fail; says: does not compile|ran out of memory|longer than; open: nothing
const BIG: [u64; 1 << 34] = [7; 1 << 34];
pub static KEPT: [u64; 1 << 34] = BIG;
pub fn answer(question: u32) -> u32 { KEPT[question as usize] as u32 }
