// for: answer; status: fail; says: no such name; open: nothing
use std::net::ToSocketAddrs;
pub fn answer(_: u32) -> u32 {
    let found = "localhost:443".to_socket_addrs().map(|found| found.count()).unwrap_or(0);
    panic!("{}", if found > 0 { "resolved" } else { "no such name" })
}
