//! What it means if the record of a sealed check is missing.

use crate::model::{Context, SealedRun, Unsealed};

/// The process ended before its checks returned: without a record there is no pass.
pub(super) fn unsealed(context: &Context<'_>, seen: &SealedRun) -> Unsealed {
    let stderr = String::from_utf8_lossy(&seen.stderr);
    Unsealed {
        ending: seen.ending.named_by(&stderr),
        limits: context.limits,
        last_words: stderr.lines().last().unwrap_or_default().to_owned(),
    }
}
