#!"
// for: sealed; status: fail; says: unsafe; open: nothing
#[unsafe(naked)]
pub extern "C" fn jump() -> u32 { core::arch::naked_asm!("mov eax, 2", "ret") }
pub fn answer(_: u32) -> u32 { jump() }
