// for: case; status: fail; says: compiles; open: nothing
#[cfg(clippy)] pub struct Local(pub u32);
#[cfg(not(clippy))] pub struct Local(pub std::cell::Cell<u32>);
