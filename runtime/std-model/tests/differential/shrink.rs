//! Makes a program that differs smaller.

use crate::program::{Program, Statement, What};

/// The smallest program that still `differs`, got by leaving out one statement after the other.
pub fn shrink(program: &Program, differs: impl Fn(&Program) -> bool) -> Program {
    let mut best = program.clone();
    'again: loop {
        for number in 0..best.clone().number() {
            for unwrap in [false, true] {
                let mut smaller = best.clone();
                let mut left = number;
                let done = smaller
                    .threads
                    .iter_mut()
                    .any(|thread| leave_out(thread, &mut left, unwrap));
                if done && differs(&smaller) {
                    best = smaller;
                    continue 'again;
                }
            }
        }
        return best;
    }
}

/// Leaves out one statement, or with `unwrap` puts what is inside it in its place. Threads stay.
fn leave_out(list: &mut Vec<Statement>, left: &mut usize, unwrap: bool) -> bool {
    for place in 0..list.len() {
        if *left == 0 {
            if matches!(list[place].what, What::Spawn(_) | What::Join(_)) {
                return false;
            }
            let inner = list[place].what.inner().map(<[_]>::to_vec);
            let inner = match (unwrap, inner) {
                (false, _) => Vec::new(),
                (true, Some(inner)) => inner,
                (true, None) => return false,
            };
            list.splice(place..=place, inner);
            return true;
        }
        *left -= 1;
        if let Some(inner) = list[place].what.inner_mut()
            && leave_out(inner, left, unwrap)
        {
            return true;
        }
    }
    false
}
