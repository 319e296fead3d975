// for: runs; status: fail; says: nothing started; open: nothing
pub fn answer(_: u32) -> u32 {
    let started = std::process::Command::new("/bin/sleep").arg("77777").spawn();
    panic!("{}", if started.is_ok() { "a child has started" } else { "nothing started" })
}
