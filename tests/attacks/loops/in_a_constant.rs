// for: answer; status: fail; says: longer than; open: nothing
#![allow(long_running_const_eval)]
const FOREVER: u32 = { let mut n = 0u32; loop { n = n.wrapping_mul(3).wrapping_add(1); if n == u32::MAX - 1 { n = 0 } } };
pub fn answer(_: u32) -> u32 { FOREVER }
