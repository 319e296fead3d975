// for: model; status: fail; says: took longer; open: nothing
const _: () = { let mut n = 0u64; while size_of::<std::sync::Mutex<u32>>() > 16 && n < u64::MAX { n += 1 } };
#[allow(long_running_const_eval)]
pub fn add(sum: &std::sync::Mutex<u32>) { *sum.lock().unwrap() += 1 }
