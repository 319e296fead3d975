// for: answer; status: fail; says: unsafe; open: nothing
macro_rules! swallow { ($($any:tt)*) => {} }
swallow! { '"' b'"' c"'" 'a b'\'' r##"#""## 'r#b }
#[unsafe(naked)]
pub extern "C" fn jump() { core::arch::naked_asm!("ret") }
pub fn answer(question: u32) -> u32 { jump(); question + 1 }
