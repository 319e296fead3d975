// for: answer; status: fail; says: not handed in|couldn't read; open: nothing
const SECRET: &str = include_str!("@SECRET@");
pub fn answer(_: u32) -> u32 { panic!("{SECRET}") }
