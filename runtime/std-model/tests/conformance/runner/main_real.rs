/// Runs one case against std itself and prints what it returns.
fn main() {
    let name = std::env::args().nth(1).expect("the name of a case");
    let (_, run) = CASES
        .iter()
        .find(|case| case.0 == name)
        .expect("a case of this file");
    let result = run();
    println!("\nresult: {}", result.escape_default());
}
