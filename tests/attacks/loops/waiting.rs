// for: answer; status: fail; says: waiting; open: nothing
pub fn answer(_: u32) -> u32 { loop { std::thread::park() } }
