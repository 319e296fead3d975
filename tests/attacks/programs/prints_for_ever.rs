// for: runs; status: fail; says: printed without end; open: nothing
pub fn answer(_: u32) -> u32 { loop { println!("and on") } }
