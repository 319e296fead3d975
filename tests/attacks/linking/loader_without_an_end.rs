// for: calls; status: fail; says: section .interp; open: nothing
#[used] #[unsafe(link_section = ".interp")] static I: [u8; 5] = *b"noend";
pub fn answer(q: u32) -> u32 { q + 1 }
