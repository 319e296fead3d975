// for: sealed; status: fail; says: ; open: nothing
/// Silences the hook for ever and panics in another thread.
pub fn answer(_: u32) -> u32 {
    std::panic::set_hook(Box::new(|_| ()));
    std::panic::catch_unwind(|| panic!("quiet")).unwrap_err();
    std::thread::spawn(|| panic!("quiet too")).join().unwrap_err();
    3
}
