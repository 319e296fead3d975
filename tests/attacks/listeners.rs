//! Listeners that nobody may reach: TCP, UDP and UNIX sockets by name and by path.

use std::{
    collections::BTreeMap,
    net::{TcpListener, UdpSocket},
    os::{
        linux::net::SocketAddrExt,
        unix::net::{SocketAddr, UnixDatagram, UnixListener},
    },
    path::Path,
};

/// Sockets that are open while submissions run.
pub struct Listeners {
    tcp: TcpListener,
    udp: UdpSocket,
    by_name: UnixListener,
    datagram: UnixDatagram,
    by_path: UnixListener,
}

impl Listeners {
    /// Opens all of them; also gives the values of `@TCP@`, `@UDP@`, `@ABSTRACT@`, `@SOCKET@`.
    pub fn open(mark: &str, socket: &Path) -> (Listeners, BTreeMap<&'static str, String>) {
        let name = |end: &str| SocketAddr::from_abstract_name(format!("{mark}{end}")).unwrap();
        let opened = Listeners {
            tcp: TcpListener::bind("127.0.0.1:0").unwrap(),
            udp: UdpSocket::bind("127.0.0.1:0").unwrap(),
            by_name: UnixListener::bind_addr(&name("")).unwrap(),
            datagram: UnixDatagram::bind_addr(&name("-datagram")).unwrap(),
            by_path: UnixListener::bind(socket).unwrap(),
        };
        opened.tcp.set_nonblocking(true).unwrap();
        opened.udp.set_nonblocking(true).unwrap();
        opened.by_name.set_nonblocking(true).unwrap();
        opened.datagram.set_nonblocking(true).unwrap();
        opened.by_path.set_nonblocking(true).unwrap();
        let anybody = std::os::unix::fs::PermissionsExt::from_mode(0o777);
        std::fs::set_permissions(socket, anybody).unwrap();
        let ports = BTreeMap::from([
            ("TCP", opened.tcp.local_addr().unwrap().port().to_string()),
            ("UDP", opened.udp.local_addr().unwrap().port().to_string()),
            ("ABSTRACT", mark.to_owned()),
            ("SOCKET", socket.to_str().unwrap().to_owned()),
        ]);
        (opened, ports)
    }

    /// Which of them somebody has reached since the last call.
    pub fn reached(&self) -> Vec<&'static str> {
        let mut reached = Vec::new();
        let mut note = |name, is_reached| {
            if is_reached {
                reached.push(name);
            }
        };
        let mut byte = [0];
        note("TCP", drained(|| self.tcp.accept().is_ok()));
        note("UDP", drained(|| self.udp.recv(&mut byte).is_ok()));
        note("UNIX by name", drained(|| self.by_name.accept().is_ok()));
        note(
            "UNIX datagram",
            drained(|| self.datagram.recv(&mut byte).is_ok()),
        );
        note("UNIX by path", drained(|| self.by_path.accept().is_ok()));
        reached
    }
}

/// Takes all that is waiting and says whether there was anything.
fn drained(mut take: impl FnMut() -> bool) -> bool {
    let mut any = false;
    while take() {
        any = true;
    }
    any
}
