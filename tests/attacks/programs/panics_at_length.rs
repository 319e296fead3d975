// for: runs; status: fail; says: panicked: xxx; open: nothing
pub fn answer(_: u32) -> u32 { panic!("{}", "x".repeat(40 << 20)) }
