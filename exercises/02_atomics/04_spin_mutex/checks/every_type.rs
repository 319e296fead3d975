//! A mutex holds values of every type: not `Copy`, `Clone`, `Default`, `Debug`, `Send` or `'static`.

use spin_mutex::{SpinGuard, SpinMutex};
use std::cell::Cell;
use std::rc::Rc;

/// No traits at all.
struct Plain(#[allow(dead_code)] u8);

static NUMBERS: SpinMutex<Vec<u32>> = SpinMutex::new(Vec::new());
static TEXT: SpinMutex<Option<&'static str>> = SpinMutex::new(None);

fn typed<T>(mutex: SpinMutex<T>) -> T {
    {
        let mut guard: SpinGuard<'_, T> = mutex.lock();
        let _: &T = &guard;
        let _: &mut T = &mut guard;
    }
    let _: Option<SpinGuard<'_, T>> = mutex.try_lock();
    mutex.into_inner()
}

/// The guard may live as long as the mutex is borrowed.
fn returned<'a, T>(mutex: &'a SpinMutex<T>) -> SpinGuard<'a, T> {
    mutex.lock()
}

/// Compiled and not called: here only the types matter.
fn use_them() {
    NUMBERS.lock().push(1);
    *TEXT.lock() = Some("text");
    let Plain(_) = typed(SpinMutex::new(Plain(1)));
    let _: Rc<Cell<u8>> = typed(SpinMutex::new(Rc::new(Cell::new(1))));
    let mut local = 1;
    let borrowed: &mut i32 = typed(SpinMutex::new(&mut local));
    *borrowed += 1;
    let boxed: SpinMutex<Box<dyn FnMut() -> u8>> = SpinMutex::new(Box::new(|| 1));
    let _: u8 = (boxed.lock())();
    let plain = SpinMutex::new(Plain(2));
    drop(returned(&plain));
}

fn main() {
    let _ = use_them as fn();
}
