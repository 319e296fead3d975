// for: pointer; status: fail; says: nothing but; open: nothing
unsafe extern "C" { fn fcntl(fd: i32, command: i32, value: i32) -> i32; }
pub fn answer(_: u32) -> u32 {
    let open: Vec<i32> = (0..1024).filter(|fd| unsafe { fcntl(*fd, 1, 0) } >= 0).collect();
    // Three standard streams, the two private pipes.
    assert!(open.len() <= 5, "{open:?}");
    panic!("nothing but the pipes")
}
