// for: runs; status: fail; says: panicked; open: nothing
pub fn answer(question: u32) -> u32 {
    assert!(std::thread::current().name() == Some("main"), "not here");
    question + 1
}
