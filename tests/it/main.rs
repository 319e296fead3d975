//! The integration tests, all in one program: it is linked once, and tests of all areas share the cores. One area only:
//! `cargo test --test it class::`. What is hostile is in `tests/attacks`.
//!
//! They run at the same time in one process. So a test changes neither its variables, folder, umask nor limits, but those
//! of the grader that it starts, and nothing that another test may read.

mod architecture;
#[path = "../attacks/mod.rs"]
mod attacks;
mod bad_input;
mod class;
mod common;
mod course;
mod course_faults;
mod course_text;
mod driver;
mod forging;
mod hard_models;
mod intake;
mod intake_bounds;
mod jail;
mod machines;
mod messages;
mod names_of_std;
mod outputs;
mod replay;
mod runtime;
mod stop;
mod suspicion;
mod taming;
mod tokens;
mod toolbox;
mod verify;
mod zoo;
