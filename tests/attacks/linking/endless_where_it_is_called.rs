// for: answer; status: fail; says: took longer; open: nothing
pub fn answer(question: impl Into<u32>) -> u32 {
    fn endless<T: Into<u32>>(question: T) -> u32 {
        const { let mut turns = 0u64; while size_of::<T>() == 4 && turns < u64::MAX { turns += 1 } }
        question.into()
    }
    endless(question)
}
