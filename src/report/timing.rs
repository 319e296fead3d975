//! Who waited when.

use super::blocks::{Bar, Block, Level};
use kit_wire::sealed::Interval;

/// A chart of intervals, and what they should have looked like; nothing if there are none.
pub(super) fn blocks(intervals: &[Interval], expected: Option<&str>) -> Vec<Block> {
    let mut out = Vec::new();
    if !intervals.is_empty() {
        let bars = intervals.iter().map(|interval| Bar {
            label: interval.label.clone(),
            start_ms: interval.start_ms,
            end_ms: interval.end_ms,
        });
        out.extend([Block::Gap, Block::Bars(bars.collect())]);
    }
    if let Some(expected) = expected {
        out.push(Block::line(
            Level::Evidence,
            format!("expected: {expected}"),
        ));
    }
    out
}
