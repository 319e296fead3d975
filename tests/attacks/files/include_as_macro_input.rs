// for: answer; status: fail; says: no rules expected|not handed in|couldn't read|macro; open: secret
macro_rules! show { ($text:literal) => { compile_error!($text); } }
show!(include_str!("@SECRET@"));
compile_error!(include_str!("@SECRET@"));
pub fn answer(question: u32) -> u32 { question + 1 }
