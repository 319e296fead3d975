// for: answer; status: fail; says: aborted; open: nothing
struct Again;
impl Drop for Again { fn drop(&mut self) { panic!("again") } }
pub fn answer(_: u32) -> u32 { let _again = Again; panic!("once") }
