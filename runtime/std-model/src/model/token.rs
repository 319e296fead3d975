//! Replay tokens: the pass and the number of the execution in it. The search is the same every time, so that is
//! enough to find it again.

use super::plan::{Plan, Rare, Site};
use ::std::collections::BTreeSet;

/// An execution that can be found again.
pub struct Again {
    /// The preemption bound of its pass.
    pub preemptions: Option<usize>,
    /// Its number in the pass, from 1.
    pub execution: u64,
    /// The rare events of the pass.
    pub script: Vec<Rare>,
    /// Where polls give up.
    pub gives_up: Option<Site>,
    /// What the search knew to be polled.
    pub polled: BTreeSet<Site>,
}

/// `p2-17` or `p-17`, with `-1.0` for each rare event, `-g7.12` for the place where polls give up, and `-q7.12` for places
/// where objects are made that are polled.
pub fn write(plan: &Plan) -> String {
    let bound = plan
        .preemptions
        .map(|bound| bound.to_string())
        .unwrap_or_default();
    let mut token = format!("p{bound}-{}", plan.executions);
    for rare in &plan.script {
        token += &format!("-{}.{}", rare.thread, rare.number);
    }
    if let Some(site) = &plan.gives_up {
        token += &format!("-g{}.{}", site.line, site.column);
    }
    for site in &plan.polled {
        token += &format!("-q{}.{}", site.line, site.column);
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
    let mut again = Again {
        preemptions,
        execution,
        script: Vec::new(),
        gives_up: None,
        polled: BTreeSet::new(),
    };
    for part in parts {
        let (first, second) = part.trim_start_matches(['g', 'q']).split_once('.')?;
        let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
        let site = Site {
            line: first,
            column: second,
        };
        match part.as_bytes().first()? {
            b'g' => again.gives_up = Some(site),
            b'q' => {
                again.polled.insert(site);
            }
            _ => again.script.push(Rare {
                thread: first.try_into().ok()?,
                number: second,
            }),
        }
    }
    Some(again)
}
