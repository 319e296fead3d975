// for: answer; status: fail; says: panicked; open: nothing
use std::os::{linux::net::SocketAddrExt, unix::net::{SocketAddr, UnixDatagram}};
pub fn answer(_: u32) -> u32 {
    let address = SocketAddr::from_abstract_name("@ABSTRACT@-datagram").unwrap();
    let sent = UnixDatagram::unbound().and_then(|socket| socket.send_to_addr(b"here I am", &address));
    panic!("sent: {sent:?}")
}
