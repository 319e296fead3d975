// for: answer; status: fail; says: came back|computing|waiting|computing time; open: nothing
pub fn answer(question: u32) -> u32 {
    for _ in 0..8 { std::thread::spawn(|| loop { std::hint::spin_loop() }); }
    loop { std::thread::sleep(std::time::Duration::from_secs(u64::from(question))) }
}
