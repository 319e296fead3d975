// for: answer; status: fail; says: no way out; open: listener
use std::io::Write;
pub fn answer(_: u32) -> u32 {
    match std::net::TcpStream::connect(("127.0.0.1", @TCP@)) {
        Ok(mut stream) => panic!("connected: {:?}", stream.write_all(b"here I am")),
        Err(_) => panic!("no way out"),
    }
}
