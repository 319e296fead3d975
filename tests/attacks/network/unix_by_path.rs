// for: answer; status: fail; says: no way out; open: listener
pub fn answer(_: u32) -> u32 {
    let reached = std::os::unix::net::UnixStream::connect("@SOCKET@").is_ok();
    panic!("{}", if reached { "connected" } else { "no way out" })
}
