// for: calls; status: fail; says: section .interp; open: nothing
#[used] #[unsafe(link_section = ".interp")] static I: [u8; 34] = *b"/lib/x86_64-linux-gnu/libm.so.6\0\0\0";
pub fn answer(q: u32) -> u32 { q + 1 }
