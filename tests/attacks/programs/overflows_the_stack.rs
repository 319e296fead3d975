// for: runs; status: fail; says: stack; open: nothing
#[allow(unconditional_recursion)]
fn deeper(bytes: [u8; 1024]) -> u32 { deeper(std::hint::black_box(bytes)) + u32::from(bytes[0]) }
pub fn answer(_: u32) -> u32 { deeper([1; 1024]) }
