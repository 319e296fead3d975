//! What it means if the record of a sealed check is missing.

use crate::model::{Context, Finding, SealedRun};
use crate::words;

/// What to say when the process ended before its checks returned: without a record there is no pass.
pub(super) fn unsealed(context: &Context<'_>, seen: &SealedRun) -> Finding {
    let stderr = String::from_utf8_lossy(&seen.stderr);
    let last_words = stderr.lines().last().unwrap_or_default();
    let ending = seen.ending.named_by(&stderr);
    Finding::fail(words::endings::without_a_record(
        ending,
        context.limits,
        last_words,
    ))
}
