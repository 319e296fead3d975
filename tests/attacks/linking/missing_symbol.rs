// for: pointer; status: fail; says: cannot be linked; open: nothing
unsafe extern "C" { fn nobody_has_this(question: u32) -> u32; }
pub fn answer(question: u32) -> u32 { unsafe { nobody_has_this(question) } }
