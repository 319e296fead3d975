//! Circles in a graph.

use std::collections::BTreeSet;

/// The groups of nodes of which each reaches each other one. `to`: for each node, where its arrows lead.
pub(super) fn circles(to: &[BTreeSet<usize>]) -> Vec<BTreeSet<usize>> {
    let reached: Vec<_> = (0..to.len()).map(|start| reached(to, start)).collect();
    let mut found: Vec<BTreeSet<usize>> = Vec::new();
    for node in 0..to.len() {
        let is_known = found.iter().any(|circle| circle.contains(&node));
        if reached[node].contains(&node) && !is_known {
            let there = reached[node].iter().copied();
            found.push(
                there
                    .filter(|other| reached[*other].contains(&node))
                    .collect(),
            );
        }
    }
    found
}

/// All nodes to which a way leads; the start only if it lies on a circle.
fn reached(to: &[BTreeSet<usize>], start: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<usize> = to[start].iter().copied().collect();
    while let Some(node) = open.pop() {
        if reached.insert(node) {
            open.extend(&to[node]);
        }
    }
    reached
}

#[test]
fn a_circle_is_found_and_a_diamond_is_none() {
    let graph = |arrows: &[(usize, usize)]| {
        let mut to = vec![BTreeSet::new(); 5];
        for (from, target) in arrows {
            to[*from].insert(*target);
        }
        circles(&to)
    };
    assert_eq!(graph(&[(0, 1), (0, 2), (1, 3), (2, 3)]), []);
    let two = graph(&[(0, 1), (1, 2), (2, 1), (2, 3), (3, 4), (4, 3)]);
    assert_eq!(two, [BTreeSet::from([1, 2]), BTreeSet::from([3, 4])]);
}
