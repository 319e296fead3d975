// for: answer; status: fail; says: came back; open: nothing
/// Right each time, and each time in the last moment.
pub fn answer(question: u32) -> u32 {
    std::thread::sleep(std::time::Duration::from_millis(1800));
    question + 1
}
