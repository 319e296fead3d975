// E0525: expected a closure that implements the `FnMut` trait, but this closure only implements `FnOnce`
//! The same closure, bound to a name before: now the compiler tells what the closure is.

use closures::call_twice;

fn main() {
    let name = String::from("Ada");
    let give_away = || {
        drop(name);
        1
    };
    call_twice(give_away);
}
