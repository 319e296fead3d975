// for: answer; status: fail; says: in a thread; open: nothing
pub fn answer(_: u32) -> u32 { std::thread::spawn(|| -> u32 { panic!("in a thread") }).join().unwrap() }
