// for: calls; status: fail; says: nothing done; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; }
pub fn answer(_: u32) -> u32 {
    let mut address = vec![1u8, 0, 0];
    address.extend(b"@ABSTRACT@-datagram");
    let mut sent = 0;
    for kind in [2, 2 | 0o4000, 2 | 0o2000000, 3, 5, 1] {
        let mut pair = [-1i32; 2];
        // socketpair, sendto, connect, sendmsg
        unsafe {
            syscall(53, 1, kind, 0, pair.as_mut_ptr());
            let part = [address.as_ptr() as u64, 1];
            let message = [address.as_ptr() as u64, address.len() as u64, part.as_ptr() as u64, 1, 0, 0, 0];
            sent += i32::from(syscall(44, pair[0], address.as_ptr(), 1u64, 0, address.as_ptr(), address.len()) > 0);
            sent += i32::from(kind & 15 != 1 && syscall(46, pair[0], message.as_ptr(), 0) > 0);
            sent += i32::from(syscall(42, pair[0], address.as_ptr(), address.len()) == 0);
        }
    }
    assert!(sent == 0, "{sent} were sent");
    panic!("nothing done")
}
