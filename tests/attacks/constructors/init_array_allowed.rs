// for: pointer; status: fail; says: .init_array; open: nothing
#[used]
#[unsafe(link_section = ".init_array")]
static FIRST: extern "C" fn() = { extern "C" fn first() { std::process::exit(0) } first };
pub fn answer(question: u32) -> u32 { question + 1 }
