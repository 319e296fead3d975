// for: runs; status: fail; says: still computing; open: nothing
pub fn answer(_: u32) -> u32 { loop { std::hint::spin_loop() } }
