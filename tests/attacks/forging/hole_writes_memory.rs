// for: answer; status: fail; says: expected|touched memory|process|disturbed|panicked; open: nothing
//! Rust issue 25860: safe code that writes over its caller's stack, and answers wrongly.
static UNIT: &&() = &&();
fn translate<'a, 'b, T: ?Sized>(_: &'a &'b (), value: &'b mut T) -> &'a mut T { value }
fn expand<'a, 'b, T: ?Sized>(value: &'a mut T) -> &'b mut T {
    let through: for<'x> fn(_, &'x mut T) -> &'b mut T = translate;
    through(UNIT, value)
}
fn dangling() -> &'static mut [u64; 64] { let mut gone = [0u64; 64]; expand(&mut gone) }
#[inline(never)]
fn victim(seen: &mut [u64; 64], question: u32) -> u32 {
    let kept = std::hint::black_box([u64::from(question); 64]);
    for word in seen.iter_mut() { *word = 42; }
    std::hint::black_box(kept)[7] as u32
}
pub fn answer(question: u32) -> u32 { let hole = dangling(); victim(hole, question) }
