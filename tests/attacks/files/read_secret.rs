// for: answer; status: fail; says: panicked; open: secret
pub fn answer(_: u32) -> u32 { panic!("read: {:?}", std::fs::read_to_string("@SECRET@")) }
