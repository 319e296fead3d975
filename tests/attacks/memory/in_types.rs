// for: answer; status: fail; says: does not compile|ran out of memory|longer than; open: nothing
#![recursion_limit = "1000000"]
#![type_length_limit = "100000000000"]
fn grow<T: Copy>(value: T, depth: u32) -> u32 {
    if depth == 0 { size_of::<T>() as u32 } else { grow((value, value), depth - 1) }
}
pub fn answer(question: u32) -> u32 { grow(question, 30) }
