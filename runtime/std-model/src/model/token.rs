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

/// `p2-17` or `p-17`, with `-1.0` for each rare event, `-g7.12.9e3` for the place where polls give up, and `-q7.12.9e3` for
/// places where objects are made that are polled. A place is its line, its column and what stands for its file.
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
        token += &format!("-g{}", place(site));
    }
    for site in &plan.polled {
        token += &format!("-q{}", place(site));
    }
    token
}

fn place(site: &Site) -> String {
    format!("{}.{}.{:x}", site.line, site.column, site.file)
}

fn read_place(text: &str) -> Option<Site> {
    let mut parts = text.splitn(3, '.');
    Some(Site {
        line: parts.next()?.parse().ok()?,
        column: parts.next()?.parse().ok()?,
        file: u32::from_str_radix(parts.next()?, 16).ok()?,
    })
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
        if let Some(site) = part.strip_prefix('g') {
            again.gives_up = Some(read_place(site)?);
        } else if let Some(site) = part.strip_prefix('q') {
            again.polled.insert(read_place(site)?);
        } else {
            let (thread, number) = part.split_once('.')?;
            again.script.push(Rare {
                thread: thread.parse().ok()?,
                number: number.parse().ok()?,
            });
        }
    }
    Some(again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit_wire::sealed::Bounds;

    fn site(line: u32, file: u32) -> Site {
        Site {
            line,
            column: 12,
            file,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut plan = Plan::new(Bounds::default());
        (plan.preemptions, plan.executions) = (Some(2), 17);
        plan.script.push(Rare {
            thread: 1,
            number: 0,
        });
        plan.gives_up = Some(site(7, u32::MAX));
        plan.polled.extend([site(7, 1), site(7, 2), site(8, 0)]);
        let token = write(&plan);
        assert_eq!(token, "p2-17-1.0-g7.12.ffffffff-q7.12.1-q7.12.2-q8.12.0");
        let again = read(&token).expect("it is a token");
        assert_eq!((again.preemptions, again.execution), (Some(2), 17));
        assert_eq!(again.script, plan.script);
        assert_eq!(again.gives_up, plan.gives_up);
        assert_eq!(again.polled, plan.polled);
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for token in [
            "",
            "p",
            "p2",
            "p2-x",
            "p2-1-q7.12",
            "p2-1-g7",
            "p2-1-7.x",
            "p2-1-q7.12.g",
        ] {
            assert!(read(token).is_none(), "{token}");
        }
    }
}
