//! `grader`: grades exercises of a course on concurrent programming in Rust. ARCHITECTURE.md is the map.

pub mod catalog;
pub mod checks;
pub mod cli;
pub mod compile;
pub mod control;
pub mod course_file;
pub mod engine;
pub mod events;
pub mod explain;
pub mod model;
pub mod plan;
pub mod report;
pub mod sandbox;
pub mod score;
pub mod scratch;
pub mod settings;
pub mod stage;
pub mod submission;
pub mod suspicion;
pub mod tokens;
pub mod toolbox;
pub mod verify;
pub mod words;
