// for: answer; status: fail; says: not handed in|couldn't read; open: refused
const SECRET: &str = include_str!("@SECRET@");
pub fn answer(_: u32) -> u32 { panic!("{SECRET}") }
