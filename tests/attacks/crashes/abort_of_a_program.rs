// for: program; status: fail; says: aborted; open: nothing
fn main() { std::process::abort() }
