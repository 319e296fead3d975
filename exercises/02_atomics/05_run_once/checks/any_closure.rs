//! One `RunOnce` that all threads share, and closures of every kind.

use run_once::RunOnce;
use std::rc::Rc;
use std::thread;

static ONCE: RunOnce = RunOnce::new();

/// A closure that gives away what it owns can be called once only.
fn gives_away(once: &RunOnce, text: String) -> Option<String> {
    let mut slot = None;
    once.call_once(|| slot = Some(text));
    slot
}

/// Neither `Send` nor `'static`.
fn borrows(once: &RunOnce, numbers: &mut Vec<u32>) {
    let counted = Rc::new(1);
    once.call_once(|| numbers.push(*counted));
}

/// Compiled and not called: here only the types matter.
fn use_them() {
    let fresh: RunOnce = RunOnce::new();
    let boxed: Box<dyn FnOnce()> = Box::new(|| ());
    let _: () = fresh.call_once(boxed);
    let _: bool = RunOnce::is_done(&fresh);
    let _: () = RunOnce::call_once(&fresh, use_them);
    thread::spawn(|| ONCE.call_once(|| ())).join().unwrap();
    thread::scope(|scope| {
        scope.spawn(|| fresh.is_done());
    });
    gives_away(&fresh, String::new());
    borrows(&fresh, &mut Vec::new());
}

fn main() {
    let _ = use_them as fn();
}
