// for: answer; status: fail; says: panicked; open: nothing
pub fn answer(_: u32) -> u32 {
    let made = ["./", "/tmp/", "/dev/shm/"].map(|folder| std::fs::File::create(format!("{folder}@MARK@-sparse")).and_then(|file| file.set_len(1 << 42)).is_ok());
    panic!("{made:?}")
}
