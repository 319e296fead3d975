// for: model; status: inconclusive; says: 10000 steps; open: nothing
pub fn add(sum: &std::sync::Mutex<u32>) {
    for _ in 0..10_000 { println!("{}", "x".repeat(1000)); }
    *sum.lock().unwrap() += 2;
}
