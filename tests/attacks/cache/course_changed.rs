// for: answer; status: fail; says: panicked; open: nothing
pub fn answer(_: u32) -> u32 {
    let changed = ["grader.toml", "exercises/01_safe/01_answer/exercise.toml", "exercises/01_safe/01_answer/checks/tests.rs"]
        .map(|file| std::fs::write(format!("@COURSE@/{file}"), "# nothing").is_ok());
    panic!("{changed:?}")
}
