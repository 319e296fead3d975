// for: answer; status: fail; says: not handed in|couldn't read; open: refused
const STORE: &[u8] = include_bytes!("@STORE@/Me/judges-known");
pub fn answer(_: u32) -> u32 { panic!("{STORE:?}") }
