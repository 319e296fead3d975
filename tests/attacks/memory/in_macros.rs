// for: answer; status: fail; says: does not compile|ran out of memory|longer than|more to say; open: nothing
#![recursion_limit = "4096"]
macro_rules! twice { ($($all:tt)*) => { twice! { $($all)* $($all)* } }; }
twice! { const A: u32 = 1; }
pub fn answer(question: u32) -> u32 { question + 1 }
