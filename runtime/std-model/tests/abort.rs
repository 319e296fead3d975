//! A panic while another one unwinds would abort the process. The model that did it sleeps in the panic hook from then
//! on, which a test harness would wait for; so this is a program of its own.

use kit_wire::sealed::Bounds;
use kit_wire::trace::Failure;
use std_model::sync::{Arc, Mutex};
use std_model::thread;

struct PanicsInDrop;

impl Drop for PanicsInDrop {
    fn drop(&mut self) {
        panic!("in drop");
    }
}

/// Counts when it is dropped, under a lock that it does not expect to be poisoned.
struct Counts(Arc<Mutex<u32>>);

impl Drop for Counts {
    fn drop(&mut self) {
        *self.0.lock().unwrap() += 1;
    }
}

/// The process is ended, and the panic of this thread said this.
fn expect(thread: usize, words: &str, model: fn()) {
    let report = std_model::model::explore(&Bounds::default(), model);
    let failure = report.failure.expect("the model fails");
    assert_eq!(failure.failure, Failure::NoUnwind);
    let said = failure.threads[thread]
        .panic
        .as_ref()
        .map(|panic| &panic.message);
    assert!(said.is_some_and(|said| said.starts_with(words)), "{said:?}");
}

fn main() {
    expect(0, "first", || {
        let _bomb = PanicsInDrop;
        panic!("first");
    });
    // The thread that ends the process only unwraps what the other one poisoned.
    expect(1, "assertion", || {
        let lock = Arc::new(Mutex::new(0));
        let counts = Counts(lock.clone());
        let other = lock.clone();
        let thread = thread::spawn(move || {
            let guard = other.lock().unwrap();
            assert_eq!(*guard, 1);
        });
        let _ = thread.join();
        let _ = *counts.0.lock().unwrap();
    });
    std::process::exit(0);
}
