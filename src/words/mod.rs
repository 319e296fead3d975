//! What is known, said in English: exhaustively, and in one place for each kind of fact.

pub mod checks;
pub mod compiling;
pub mod detail;
pub mod endings;
pub mod expectations;
pub mod grader;
pub mod intake;
pub mod judged;
pub mod reason;
pub mod sealed;
pub mod suspicion;
