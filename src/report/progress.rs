//! Progress on stderr, only where a person watches.

use crate::model::Progress;
use indicatif::{ProgressBar, ProgressStyle};

fn bar(template: &str, of: usize) -> ProgressBar {
    let bar = ProgressBar::new(of as u64);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// Shows the building of the toolbox, which happens once and takes about a minute.
pub fn toolbox_progress() -> impl FnMut(Progress) {
    let mut shown: Option<ProgressBar> = None;
    move |progress| match progress {
        Progress::Waiting => {
            super::console::remark("another grader is building the toolbox; waiting for it")
        }
        Progress::Building { done, of } => {
            let bar = shown.get_or_insert_with(|| {
                super::console::remark(
                    "building the toolbox: once per Rust version, about a minute",
                );
                bar(" compiling  {bar:30}  {pos} of {len} crates", of)
            });
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        }
        Progress::Done => {
            if let Some(bar) = shown.take() {
                bar.finish_and_clear();
            }
        }
    }
}
