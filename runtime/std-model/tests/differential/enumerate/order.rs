//! The single total order of SeqCst operations (C++20, `[atomics.order]`, paragraphs 3 and 4), and what an engine
//! cannot show that runs one step after the other.

use super::graph::{Event, Events, Graph, Kind, each, only};
use std::sync::atomic::Ordering::SeqCst;

/// What speaks against showing a graph by running its events in some order: a set of the gaps below.
pub type Gaps = u8;

/// Stores take their place in modification order as they are executed, so no order of running them fits what reads what.
pub const STORE_ORDER: Gaps = 1;

/// SeqCst operations must come in another order than happens-before has them in, which C++20 allows beside weaker
/// accesses (Z6.U).
pub const AGAINST_HAPPENS_BEFORE: Gaps = 2;

/// No order of running fits what reads what, modification order and the order of SeqCst operations together.
pub const AGAINST_RUNNING: Gaps = 4;

/// Edges: for each event those that must come after it.
struct Edges([Events; Events::BITS as usize]);

impl Edges {
    fn new() -> Edges {
        Edges([0; Events::BITS as usize])
    }

    fn add(&mut self, from: Event, to: Event) {
        self.0[from] |= only(to);
    }

    /// Whether some order has all events of the set after those that they must come after.
    fn fit(&self, mut rest: Events) -> bool {
        while rest != 0 {
            let waiting = each(rest).fold(0, |all, event| all | self.0[event]);
            if rest & !waiting == 0 {
                return false;
            }
            rest &= waiting;
        }
        true
    }
}

/// Whether an event is an access or a fence with `SeqCst`.
fn is_seq_cst(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Fence(SeqCst)
            | Kind::Access {
                ordering: SeqCst,
                ..
            }
    )
}

/// Whether one access is coherence-ordered before another one to the same atomic (paragraph 3).
fn coherence_ordered(graph: &Graph, one: Event, other: Event) -> bool {
    let (one_read, one_wrote) = graph.places(one);
    let (other_read, other_wrote) = graph.places(other);
    let both = |one: Option<usize>, other: Option<usize>| one.zip(other);
    both(one_wrote, other_read).is_some_and(|(one, other)| one <= other)
        || both(one_wrote, other_wrote).is_some_and(|(one, other)| one < other)
        || both(one_read, other_wrote).is_some_and(|(one, other)| one < other)
        || both(one_read, other_read).is_some_and(|(one, other)| one < other)
}

/// What strongly happens before an event: what is sequenced before it, and what is sequenced before something that
/// happens before something sequenced before it. (That one SeqCst access synchronizes with another one is the third way;
/// it adds nothing, since such accesses are coherence-ordered.)
fn strongly_before(graph: &Graph, event: Event) -> Events {
    let sequenced = graph.sequenced_before(event);
    let happened = each(sequenced).fold(0, |all, earlier| all | graph.node(earlier).before);
    each(happened).fold(sequenced, |all, earlier| {
        all | graph.sequenced_before(earlier)
    })
}

/// The order that SeqCst operations must have, and these operations.
fn demanded(graph: &Graph) -> (Edges, Events) {
    let mut edges = Edges::new();
    let all = graph.events();
    let ordered: Events = all
        .filter(|(_, node)| is_seq_cst(node.kind))
        .fold(0, |all, (event, _)| all | only(event));
    let fences: Events = each(ordered)
        .filter(|event| matches!(graph.node(*event).kind, Kind::Fence(_)))
        .fold(0, |all, event| all | only(event));
    for event in each(ordered) {
        for earlier in each(strongly_before(graph, event) & ordered) {
            edges.add(earlier, event);
        }
    }
    let accesses: Vec<(Event, usize)> = graph
        .events()
        .filter_map(|(event, node)| match node.kind {
            Kind::Access { atomic, .. } => Some((event, atomic)),
            _ => None,
        })
        .collect();
    for &(one, atomic) in &accesses {
        // Who must come first: the access itself, and fences that happen before it.
        let first = (only(one) & ordered) | (graph.node(one).before & fences);
        if first == 0 {
            continue;
        }
        for &(other, of) in &accesses {
            if of != atomic || one == other || !coherence_ordered(graph, one, other) {
                continue;
            }
            // Who must come then: the other access itself, and fences that it happens before.
            let later = each(fences).filter(|fence| graph.node(*fence).before & only(other) != 0);
            let then = later.fold(only(other) & ordered, |all, fence| all | only(fence));
            for from in each(first) {
                edges.0[from] |= then;
            }
        }
    }
    (edges, ordered)
}

/// Whether the SeqCst operations of a graph have an order.
pub fn has_order(graph: &Graph) -> bool {
    let (edges, ordered) = demanded(graph);
    edges.fit(ordered)
}

/// What speaks against running a graph.
pub fn gaps(graph: &Graph) -> Gaps {
    let mut gaps = 0;
    let everything: Events = graph.events().fold(0, |all, (event, _)| all | only(event));
    let (mut total, ordered) = demanded(graph);
    let mut with_past = Edges(total.0);
    for event in each(ordered) {
        for earlier in each(graph.node(event).before & ordered) {
            with_past.add(earlier, event);
        }
    }
    if !with_past.fit(ordered) {
        gaps |= AGAINST_HAPPENS_BEFORE;
    }
    let mut running = Edges::new();
    for (event, node) in graph.events() {
        for earlier in each(node.before) {
            running.add(earlier, event);
        }
        match node.kind {
            Kind::Access {
                reads: Some(source),
                ..
            } => running.add(source, event),
            Kind::Refused(holder) => {
                running.add(holder, event);
                // It must come before the mutex is given back.
                for taken in &graph.taken {
                    if let Some(place) = taken.iter().position(|it| *it == holder) {
                        taken[place + 1..]
                            .iter()
                            .for_each(|it| running.add(event, *it));
                    }
                }
            }
            _ => {}
        }
    }
    for written in &graph.written {
        for pair in written.windows(2) {
            running.add(pair[0], pair[1]);
        }
    }
    if !running.fit(everything) {
        gaps |= STORE_ORDER;
    }
    for (from, to) in total.0.iter_mut().zip(running.0) {
        *from |= to;
    }
    if !total.fit(everything) {
        gaps |= AGAINST_RUNNING;
    }
    gaps
}
