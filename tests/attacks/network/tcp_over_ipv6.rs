// for: answer; status: fail; says: no way out; open: nothing
pub fn answer(_: u32) -> u32 {
    let reached = ["[::1]:@TCP@", "[::ffff:127.0.0.1]:@TCP@"].iter().any(|to| std::net::TcpStream::connect(to).is_ok());
    panic!("{}", if reached { "connected" } else { "no way out" })
}
