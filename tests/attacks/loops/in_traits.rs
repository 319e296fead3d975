// for: answer; status: fail; says: does not compile|longer than|ran out of memory; open: nothing
#![recursion_limit = "100000000"]
struct Wrapped<T>(T);
trait Endless { fn go(&self) -> u32; }
impl<T> Endless for Wrapped<T> where Wrapped<Wrapped<T>>: Endless { fn go(&self) -> u32 { 1 } }
pub fn answer(question: u32) -> u32 { Wrapped(question).go() }
