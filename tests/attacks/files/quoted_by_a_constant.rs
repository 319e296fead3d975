// for: answer; status: fail; says: couldn't read|not handed in|does not compile; open: nothing
const fn first(files: &[&str]) -> usize { files.len() }
const _: usize = first(&[
    include_str!("@SECRET@"), include_str!("@HOME_SECRET@"), include_str!("@COURSE@/grader.toml"),
    include_str!("@COURSE@/exercises/01_safe/01_answer/checks/tests.rs"), include_str!("/etc/passwd"),
    include_str!("/proc/self/environ"), include_str!("/.jailer"), include_str!("../../../checks/tests.rs"),
]);
const _: () = panic!(include_str!("@SECRET@"));
pub fn answer(question: u32) -> u32 { question + 1 }
