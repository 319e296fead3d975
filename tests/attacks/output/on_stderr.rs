// for: answer; status: fail; says: printed more; open: nothing
pub fn answer(_: u32) -> u32 { loop { eprintln!("more and more and more and more") } }
