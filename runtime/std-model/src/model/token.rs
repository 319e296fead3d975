//! Replay tokens: the pass and the number of the execution in it. The search is the same every time, so that is
//! enough to find it again.

use super::plan::{Plan, Rare};

/// An execution that can be found again.
pub struct Again {
    /// The preemption bound of its pass.
    pub preemptions: Option<usize>,
    /// Its number in the pass, from 1.
    pub execution: u64,
    /// The rare events of the pass.
    pub script: Vec<Rare>,
}

/// `p2-17` or `p-17`, with `-1.0` for each rare event.
pub fn write(plan: &Plan) -> String {
    let bound = plan.preemptions.map(|bound| bound.to_string()).unwrap_or_default();
    let mut token = format!("p{bound}-{}", plan.executions);
    for rare in &plan.script {
        token += &format!("-{}.{}", rare.thread, rare.number);
    }
    token
}

/// Reads what [`write`] wrote.
pub fn read(token: &str) -> Option<Again> {
    let mut parts = token.strip_prefix('p')?.split('-');
    let preemptions = match parts.next()? {
        "" => None,
        bound => Some(bound.parse().ok()?),
    };
    let execution = parts.next()?.parse().ok()?;
    let script = parts.map(|part| {
        let (thread, number) = part.split_once('.')?;
        Some(Rare { thread: thread.parse().ok()?, number: number.parse().ok()? })
    });
    Some(Again { preemptions, execution, script: script.collect::<Option<_>>()? })
}
