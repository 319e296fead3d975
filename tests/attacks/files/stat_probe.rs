// for: answer; status: fail; says: nothing is seen|is seen; open: nothing
pub fn answer(_: u32) -> u32 {
    let seen = std::fs::metadata("@SECRET@").map(|found| found.len());
    // Landlock alone cannot hide that a file is there; what stands in it stays hidden.
    panic!("{}", if seen.is_ok() { "it is seen" } else { "nothing is seen" })
}
