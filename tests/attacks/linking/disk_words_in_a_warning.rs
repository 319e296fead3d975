// for: answer; status: fail; says: took longer; open: nothing
#[deprecated(note = "No space left on device (os error 28)")]
pub fn old() {}
pub fn answer(question: u32) -> u32 {
    old();
    question
}
#[allow(long_running_const_eval)]
pub const NEVER: () = { let mut turns = 0u64; while turns < u64::MAX { turns += 1 } };
