// for: program; status: fail; says: without end; open: nothing
fn main() { loop { println!("a line that only the check knows") } }
