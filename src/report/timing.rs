//! Who waited when, as bars.

use super::terminal::Style;
use kit_wire::sealed::Interval;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// How many columns the whole time takes.
const BAR: u64 = 40;

/// A chart of intervals; empty if there are none.
pub(super) fn show(style: Style, intervals: &[Interval], expected: Option<&str>) -> String {
    let mut out = String::new();
    let end = intervals
        .iter()
        .map(|bar| bar.end_ms.unwrap_or(bar.start_ms))
        .max()
        .unwrap_or(0)
        .max(1);
    let label = intervals
        .iter()
        .map(|bar| bar.label.width())
        .max()
        .unwrap_or(0);
    if !intervals.is_empty() {
        out.push('\n');
    }
    for bar in intervals {
        let stop = bar.end_ms.unwrap_or(end);
        let from = bar.start_ms * BAR / end;
        let to = (stop * BAR / end).max(from + 1);
        let block = if style.ascii { "#" } else { "█" };
        let drawn = format!(
            "{}{}{}",
            " ".repeat(from as usize),
            block.repeat((to - from) as usize),
            " ".repeat(BAR.saturating_sub(to) as usize)
        );
        let times = match bar.end_ms {
            Some(stop) => format!("{} - {stop} ms", bar.start_ms),
            None => format!("{} ms - never answered", bar.start_ms),
        };
        let pad = " ".repeat(label - bar.label.width());
        let _ = writeln!(out, "      {}{pad}  {drawn}  {times}", bar.label);
    }
    if let Some(expected) = expected {
        let _ = writeln!(out, "      expected: {expected}");
    }
    out
}
