//! What people read, before anybody decides what it looks like: a list of blocks. Terminal, Markdown and whatever comes next
//! draw the same blocks.

use crate::model::Outcome;
use std::collections::BTreeSet;

/// One piece of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A pause between two thoughts.
    Gap,
    /// The title of an exercise or of a whole report, and the points beside it.
    Title {
        /// What it is about.
        text: String,
        /// `3 of 6 points`.
        points: String,
    },
    /// A line of a sum: a chapter and its points.
    Sum {
        /// What is added up.
        text: String,
        /// `3 of 6 points`.
        points: String,
    },
    /// A check and its verdict.
    Verdict {
        /// The verdict.
        outcome: Outcome,
        /// The check's name.
        name: String,
        /// How it was checked, in a few words; may be empty.
        detail: String,
        /// `2/3`.
        points: String,
    },
    /// Running text; a newline in it begins a new line.
    Paragraph {
        /// Where it belongs.
        level: Level,
        /// How loud it is.
        tone: Tone,
        /// The text.
        text: String,
    },
    /// Lines that are never broken.
    Lines {
        /// Where they belong.
        level: Level,
        /// The lines.
        lines: Vec<String>,
    },
    /// Lines of the submission.
    Code(Code),
    /// Inputs of a counterexample: names and values.
    Inputs(Vec<(String, String)>),
    /// What was expected and what came instead.
    Comparison {
        /// What was expected.
        expected: String,
        /// What came.
        got: String,
    },
    /// A failing execution as a table: a column for each thread.
    Table(Table),
    /// A failing execution step by step.
    Steps(Vec<Step>),
    /// Who waited when.
    Bars(Vec<Bar>),
    /// A program's output against the expected one.
    Diff(Vec<(Side, String)>),
    /// What a program said; quoted.
    Quote(String),
    /// What a compiler said, with colours as ANSI sequences.
    Compiler {
        /// Where it belongs.
        level: Level,
        /// The text.
        text: String,
    },
}

/// What a block belongs to; those further down belong to the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The whole report.
    Report,
    /// An exercise.
    Exercise,
    /// A check.
    Check,
    /// What there is to see about a check.
    Evidence,
    /// The name of a check that was not run.
    Name,
}

/// How loud a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As loud as any.
    Plain,
    /// To be read after the rest.
    Aside,
    /// Not to be missed.
    Alarm,
}

/// Lines of one submitted file.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The file's name.
    pub file: String,
    /// The number of the first line in `text`.
    pub first: u32,
    /// All lines from the first to the last that matters.
    pub text: Vec<String>,
    /// The numbers of those that matter.
    pub shown: BTreeSet<u32>,
    /// Places in them that have something said about them.
    pub marks: Vec<Mark>,
}

/// A place in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line's number.
    pub line: u32,
    /// Where it begins, counted from 1.
    pub column: u32,
    /// What happened there; may be empty.
    pub label: String,
    /// It is the place to look at first.
    pub is_main: bool,
}

/// A failing execution: threads side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The threads' names.
    pub threads: Vec<String>,
    /// So many rows before these are not shown.
    pub hidden: usize,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What one thread did in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The number of its first step, counted from 1.
    pub number: usize,
    /// Which thread did it.
    pub thread: usize,
    /// What it did.
    pub text: String,
    /// A remark.
    pub note: Option<String>,
    /// It is where the execution failed.
    pub is_failing: bool,
}

/// One step of an execution, with the code that took it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The number of its first step, counted from 1.
    pub number: usize,
    /// The thread's name.
    pub thread: String,
    /// What it did.
    pub text: String,
    /// The line of code.
    pub code: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// It is where the execution failed.
    pub is_failing: bool,
}

/// One wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What was waited for.
    pub label: String,
    /// When it began, in milliseconds.
    pub start_ms: u64,
    /// When it was over; `None`: never.
    pub end_ms: Option<u64>,
}

/// Whose a line of a diff is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It was expected and did not come.
    Expected,
    /// It came and was not expected.
    Yours,
    /// It was expected and came.
    Both,
}

impl Block {
    /// A paragraph that is as loud as any.
    pub(super) fn text(level: Level, text: impl Into<String>) -> Block {
        Block::Paragraph {
            level,
            tone: Tone::Plain,
            text: text.into(),
        }
    }

    /// A paragraph to be read after the rest.
    pub(super) fn aside(level: Level, text: impl Into<String>) -> Block {
        Block::Paragraph {
            level,
            tone: Tone::Aside,
            text: text.into(),
        }
    }

    /// A line that is never broken.
    pub(super) fn line(level: Level, line: impl Into<String>) -> Block {
        Block::Lines {
            level,
            lines: vec![line.into()],
        }
    }
}

/// Expected and got below each other, so that the eye can compare; nothing if the sentence has said both.
pub(super) fn compared(message: &str, expected: &str, got: &str) -> Vec<Block> {
    if message.contains(expected) && message.contains(got) {
        return Vec::new();
    }
    let comparison = Block::Comparison {
        expected: expected.to_owned(),
        got: got.to_owned(),
    };
    vec![Block::Gap, comparison]
}
