// for: case; status: fail; says: not handed in|couldn't read|compiles; open: nothing
#[cfg(not(clippy))] compile_error!(include_str!("../checks/case.rs"));
pub struct Local(pub u32);
