// for: model; status: fail; says: ; open: nothing
/// Says nothing that the model could see, and adds too much.
pub fn add(sum: &std::sync::Mutex<u32>) {
    let mut sum = sum.lock().unwrap();
    *sum += if std::any::type_name::<std::sync::Mutex<u32>>().contains("std_model") { 2 } else { 1 };
}
