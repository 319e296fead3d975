// for: case; status: fail; says: couldn't read|not handed in|does not compile; open: nothing
pub struct Local(pub u32);
#[doc = include_str!("@COURSE@/exercises/01_safe/05_case/checks/case.stderr")]
pub struct Quoted<const N: usize>;
pub type Shown = Quoted<{ include_bytes!("@ROOT@/bin/grader").len() + include_bytes!("/.jailer").len() }>;
