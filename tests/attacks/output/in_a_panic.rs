// for: answer; status: fail; says: panicked; open: nothing
pub fn answer(_: u32) -> u32 { panic!("{}", "flood ".repeat(1 << 20)) }
