#!/*
// for: sealed; status: fail; says: unsafe; open: nothing
#[used]
#[unsafe(link_section = ".init_array")]
static FIRST: extern "C" fn() = { extern "C" fn first() { std::process::exit(0) } first };
pub fn answer(_: u32) -> u32 { 0 }
