// for: pointer; status: fail; says: not executed; open: nothing
unsafe extern "C" { fn syscall(number: i64, ...) -> i64; fn write(fd: i32, from: *const u8, bytes: usize) -> isize; }
/// A program that is no file: Landlock says nothing about it.
pub fn answer(_: u32) -> u32 {
    let script = b"#!/bin/sh\nexec sleep 77777\n";
    unsafe {
        let memory = syscall(319, c"program".as_ptr(), 0u32);
        assert!(memory >= 0, "not executed: no memfd");
        write(memory as i32, script.as_ptr(), script.len());
        let arguments = [c"program".as_ptr(), std::ptr::null()];
        let got = syscall(322, memory, c"".as_ptr(), arguments.as_ptr(), [std::ptr::null::<u8>()].as_ptr(), 0x1000);
        panic!("not executed: {got}")
    }
}
