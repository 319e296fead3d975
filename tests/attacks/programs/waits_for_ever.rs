// for: runs; status: fail; says: still waiting; open: nothing
pub fn answer(_: u32) -> u32 { loop { std::thread::park() } }
