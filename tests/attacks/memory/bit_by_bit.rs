// for: answer; status: fail; says: memory|killed; open: nothing
pub fn answer(_: u32) -> u32 {
    let mut all = Vec::new();
    loop { all.push(vec![1u8; 1 << 20]); }
}
