// for: runs; status: fail; says: MiB of memory|more time or memory; open: nothing
pub fn answer(_: u32) -> u32 {
    let mut all = Vec::new();
    loop { all.push(vec![1u8; 16 << 20]) }
}
