// for: answer; status: fail; says: panicked; open: nothing
pub fn answer(_: u32) -> u32 {
    panic!("{:?} {:?}", std::env::vars().collect::<Vec<_>>(), std::env::args().collect::<Vec<_>>())
}
