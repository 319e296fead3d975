// for: case; status: fail; says: not for the reason|another place|compiles; open: nothing
#[diagnostic::on_unimplemented(message = "No space left on device (os error 28)", note = "error: Read-only file system")]
pub trait Apart {}
pub struct Local(pub u32);
pub fn unused<T: Apart>(_: T) {}
