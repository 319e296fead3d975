// for: answer; status: fail; says: environment; open: refused
const SECRET: Option<&str> = option_env!("GRADER_TEST_SECRET");
pub fn answer(_: u32) -> u32 { panic!("{SECRET:?} {:?}", option_env!("HOME")) }
