//! Grades -> what people and programs read. Computes no score.
//!
//! What people read is first a list of [`blocks`]; a format draws them, or is made from the grade itself. The registry of
//! formats is in `formats.rs`; `written.rs` writes reports while a run goes on, `live.rs` shows what is running.

pub mod blocks;
mod console;
mod course_table;
mod csv;
mod doctor;
mod evidence;
mod formats;
mod grade;
mod json;
mod live;
mod markdown;
mod marks;
mod outlet;
mod progress;
mod source;
mod style;
mod terminal;
mod timing;
mod trace;
pub mod v1;
mod verification;
mod written;

pub use console::{answer_parent, print, remark, unless_closed};
pub use course_table::course_table;
pub use csv::class_csv;
pub use doctor::doctor;
pub use formats::{Format, Made, failures, format, of_a_submission, submission};
pub use json::json;
pub use live::{Live, Screen};
pub use outlet::{Outlet, clear_unfinished};
pub use progress::toolbox_progress;
pub use style::{Origin, Style};
pub use verification::verified;
pub use written::{ClassReports, Report, Target, write_plain};
