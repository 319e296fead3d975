// for: answer; status: fail; says: expected; open: nothing
pub fn answer(question: u32) -> u32 {
    std::thread::spawn(|| loop { std::hint::spin_loop() });
    question
}
