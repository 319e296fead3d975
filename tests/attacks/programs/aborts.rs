// for: runs; status: fail; says: aborted; open: nothing
pub fn answer(_: u32) -> u32 { std::process::abort() }
