// for: answer; status: fail; says: no way out; open: listener
use std::os::{linux::net::SocketAddrExt, unix::net::{SocketAddr, UnixStream}};
pub fn answer(_: u32) -> u32 {
    let address = SocketAddr::from_abstract_name("@ABSTRACT@").unwrap();
    panic!("{}", if UnixStream::connect_addr(&address).is_ok() { "connected" } else { "no way out" })
}
