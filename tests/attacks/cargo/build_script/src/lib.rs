// for: answer; status: fail; says: expected|environment; open: nothing
#[cfg(from_build_script)]
pub fn answer(question: u32) -> u32 { question + 1 }
#[cfg(not(from_build_script))]
pub fn answer(question: u32) -> u32 { question }
