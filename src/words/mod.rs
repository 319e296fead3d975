//! What is known, said in English: exhaustively, and in one place for each kind of fact.

pub mod endings;
pub mod expectations;
pub mod judged;
pub mod sealed;
