// for: answer; status: fail; says: panicked; open: listener
pub fn answer(_: u32) -> u32 {
    let sent = std::net::UdpSocket::bind("127.0.0.1:0").and_then(|socket| socket.send_to(b"here I am", ("127.0.0.1", @UDP@)));
    panic!("sent: {sent:?}")
}
