//! `thread_local!` and `LocalKey`.

#[macro_use]
mod common;

use common::message;
use std::cell::{Cell, OnceCell, RefCell};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread::{self, AccessError, LocalKey};

/// `thread_local!`: each thread has its own value, which begins afresh (the documentation's example).
pub fn own_values() -> String {
    thread_local!(static FOO: Cell<u32> = Cell::new(1));
    FOO.set(2);
    let other = thread::spawn(|| {
        let before = FOO.get();
        FOO.set(3);
        (before, FOO.get())
    });
    format!("{:?} {}", other.join().unwrap(), FOO.get())
}

/// `thread_local!`: the form with `const { … }`.
pub fn const_form() -> String {
    thread_local! {
        static FOO: Cell<u32> = const { Cell::new(1) };
    }
    FOO.set(FOO.get() + 1);
    format!(
        "{} {}",
        FOO.get(),
        thread::spawn(|| FOO.get()).join().unwrap()
    )
}

/// `thread_local!`: the form with `const { … }` that computes.
pub fn const_block_computes() -> String {
    const fn square(n: u32) -> u32 {
        n * n
    }
    thread_local! {
        static SQUARE: u32 = const { square(7) };
        static NAMES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }
    NAMES.with_borrow_mut(|names| names.push("a".to_owned()));
    format!("{} {:?}", SQUARE.with(|n| *n), NAMES.take())
}

/// `thread_local!`: several keys in one macro, with attributes and visibility.
pub fn several_keys() -> String {
    mod keys {
        use std::cell::Cell;
        thread_local! {
            /// The first.
            pub static FIRST: Cell<i32> = Cell::new(1);

            #[allow(unused)]
            pub(super) static SECOND: Cell<i32> = const { Cell::new(2) };

            static _PRIVATE: i32 = 3
        }
    }
    format!("{} {}", keys::FIRST.get(), keys::SECOND.get())
}

/// `thread_local!`: an empty macro is fine.
pub fn no_keys() -> String {
    thread_local!();
    thread_local! {}
    "nothing".to_owned()
}

/// `thread_local!`: by its full path.
pub fn by_path() -> String {
    std::thread_local! {
        static KEY: Cell<i32> = Cell::new(5);
    }
    format!("{}", KEY.get())
}

/// `LocalKey::with`: makes the value at the first use, in each thread that uses it, and no other.
pub fn made_at_first_use() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    thread_local!(static KEY: u32 = MADE.fetch_add(1, SeqCst));
    let before = MADE.load(SeqCst);
    thread::spawn(|| ()).join().unwrap();
    let unused = MADE.load(SeqCst);
    KEY.with(|_| ());
    KEY.with(|_| ());
    thread::spawn(|| KEY.with(|_| ())).join().unwrap();
    format!("{before} {unused} {}", MADE.load(SeqCst))
}

/// `LocalKey::with`: gives what the closure returns, and the same value each time.
pub fn with_gives_the_same_value() -> String {
    thread_local!(static KEY: RefCell<String> = RefCell::new("a".to_owned()));
    let first = KEY.with(|key| std::ptr::from_ref(key).addr());
    let second = KEY.with(|key| std::ptr::from_ref(key).addr());
    format!("{}", first == second)
}

/// `LocalKey::with`: can be nested, also with other keys.
pub fn nested() -> String {
    thread_local!(static A: Cell<i32> = Cell::new(1); static B: i32 = A.with(|a| a.get() + 1));
    let sum = A.with(|a| B.with(|b| a.get() + *b + A.with(Cell::get)));
    format!("{sum}")
}

/// `LocalKey::with`: a panic inside leaves the value.
pub fn panic_inside() -> String {
    thread_local!(static KEY: Cell<i32> = Cell::new(1));
    let said = message(|| {
        KEY.with(|key| -> () {
            key.set(2);
            panic!("inside")
        })
    });
    format!("{said:?} {}", KEY.get())
}

/// `LocalKey::with`: an initialiser that panics can be tried again.
pub fn initialiser_panics() -> String {
    static TRIES: AtomicU32 = AtomicU32::new(0);
    thread_local!(static KEY: u32 = {
        if TRIES.fetch_add(1, SeqCst) == 0 {
            panic!("first try");
        }
        7
    });
    let said = message(|| KEY.with(|key| *key));
    format!("{said:?} {:?}", KEY.with(|key| *key))
}

/// `LocalKey::try_with`: Ok while the thread lives.
pub fn try_with() -> String {
    thread_local!(static KEY: i32 = 4);
    format!("{:?}", KEY.try_with(|key| key + 1))
}

/// `LocalKey`: values are dropped when their thread ends, before it can be joined.
pub fn dropped_at_the_end() -> String {
    struct Loud(Arc<Mutex<Vec<&'static str>>>);
    impl Drop for Loud {
        fn drop(&mut self) {
            self.0.lock().unwrap().push("dropped");
        }
    }
    thread_local!(static KEY: OnceCell<Loud> = OnceCell::new());
    let log = Arc::new(Mutex::new(Vec::new()));
    let other = log.clone();
    thread::spawn(move || {
        KEY.with(|key| key.set(Loud(other.clone())).ok());
        other.lock().unwrap().push("end");
    })
    .join()
    .unwrap();
    format!("{:?}", log.lock().unwrap())
}

/// `LocalKey`: values are dropped after a panic, too.
pub fn dropped_after_a_panic() -> String {
    struct Counts(Arc<AtomicU32>);
    impl Drop for Counts {
        fn drop(&mut self) {
            self.0.fetch_add(1, SeqCst);
        }
    }
    thread_local!(static KEY: RefCell<Option<Counts>> = const { RefCell::new(None) });
    let count = Arc::new(AtomicU32::new(0));
    let other = count.clone();
    let result = thread::spawn(move || {
        KEY.set(Some(Counts(other)));
        panic!("with a value");
    })
    .join();
    format!("{} {count:?}", result.is_err())
}

/// `LocalKey::try_with`: an error inside the value's own destructor.
pub fn try_with_during_destruction() -> String {
    struct Asks(Arc<Mutex<String>>);
    impl Drop for Asks {
        fn drop(&mut self) {
            let answer = KEY.try_with(|_| ());
            *self.0.lock().unwrap() = format!("{answer:?} {}", answer.unwrap_err());
        }
    }
    thread_local!(static KEY: RefCell<Option<Asks>> = RefCell::new(None));
    let said = Arc::new(Mutex::new(String::new()));
    let other = said.clone();
    thread::spawn(move || KEY.with(|key| *key.borrow_mut() = Some(Asks(other))))
        .join()
        .unwrap();
    said.lock().unwrap().clone()
}

/// `LocalKey::with`: panics inside the value's own destructor.
pub fn with_during_destruction() -> String {
    struct Asks(Arc<Mutex<String>>);
    impl Drop for Asks {
        fn drop(&mut self) {
            *self.0.lock().unwrap() = format!("{}", message(|| KEY.with(|_| ())).is_err());
        }
    }
    thread_local!(static KEY: RefCell<Option<Asks>> = RefCell::new(None));
    let said = Arc::new(Mutex::new(String::new()));
    let other = said.clone();
    thread::spawn(move || KEY.with(|key| *key.borrow_mut() = Some(Asks(other))))
        .join()
        .unwrap();
    said.lock().unwrap().clone()
}

/// `LocalKey<Cell>::set`, `LocalKey<Cell>::get`, `LocalKey<Cell>::take`, `LocalKey<Cell>::replace`: the documentation's
/// examples.
pub fn cell_helpers() -> String {
    thread_local!(static X: Cell<i32> = Cell::new(1));
    let first = X.get();
    X.set(123);
    let second = X.replace(4);
    let third = X.take();
    format!("{first} {second} {third} {}", X.get())
}

/// `LocalKey<Cell>::set`: does not run the initialiser (the documentation's example).
pub fn cell_set_skips_the_initialiser() -> String {
    thread_local!(static X: Cell<i32> = panic!("!"));
    X.set(123);
    format!("{}", X.get())
}

/// `LocalKey<Cell>::take`: of a value that is not Copy.
pub fn cell_of_an_option() -> String {
    thread_local!(static X: Cell<Option<String>> = const { Cell::new(None) });
    X.set(Some("a".to_owned()));
    let old = X.replace(Some("b".to_owned()));
    format!("{old:?} {:?} {:?}", X.take(), X.take())
}

/// `LocalKey<RefCell>::with_borrow`, `LocalKey<RefCell>::with_borrow_mut`: the documentation's examples.
pub fn ref_cell_borrows() -> String {
    thread_local!(static X: RefCell<Vec<i32>> = RefCell::new(Vec::new()));
    let empty = X.with_borrow(|v| v.is_empty());
    X.with_borrow_mut(|v| v.push(1));
    format!("{empty} {:?}", X.with_borrow(|v| v.clone()))
}

/// `LocalKey<RefCell>::set`, `LocalKey<RefCell>::take`, `LocalKey<RefCell>::replace`: the documentation's examples.
pub fn ref_cell_helpers() -> String {
    thread_local!(static X: RefCell<Vec<i32>> = RefCell::new(vec![1]));
    let first = X.replace(vec![1, 2, 3]);
    let second = X.take();
    X.set(vec![4]);
    format!("{first:?} {second:?} {:?}", X.with_borrow(Vec::clone))
}

/// `LocalKey<RefCell>::set`: does not run the initialiser (the documentation's example).
pub fn ref_cell_set_skips_the_initialiser() -> String {
    thread_local!(static X: RefCell<Vec<i32>> = panic!("!"));
    X.set(vec![1, 2]);
    format!("{:?}", X.with_borrow(Vec::len))
}

/// `LocalKey<RefCell>::with_borrow_mut`: panics if the value is borrowed.
pub fn ref_cell_borrowed_twice() -> String {
    thread_local!(static X: RefCell<i32> = RefCell::new(1));
    let said = X.with_borrow(|_| message(|| X.with_borrow_mut(|x| *x = 2)));
    format!("{} {}", said.is_err(), X.with_borrow(|x| *x))
}

/// `LocalKey`: values need not be Send.
pub fn not_send() -> String {
    use std::rc::Rc;
    thread_local!(static SHARED: Rc<Cell<i32>> = Rc::new(Cell::new(1)));
    let mine = SHARED.with(Rc::clone);
    mine.set(5);
    let other = thread::spawn(|| SHARED.with(|shared| (shared.get(), Rc::strong_count(shared))))
        .join()
        .unwrap();
    format!(
        "{other:?} {} {}",
        SHARED.with(|shared| shared.get()),
        Rc::strong_count(&mine)
    )
}

/// `LocalKey`: can be passed as a reference.
pub fn passed_by_reference() -> String {
    fn count(key: &'static LocalKey<Cell<u32>>) -> u32 {
        key.set(key.get() + 1);
        key.get()
    }
    thread_local! {
        static A: Cell<u32> = Cell::new(0);
        static B: Cell<u32> = Cell::new(10);
    }
    format!("{} {} {}", count(&A), count(&B), count(&A))
}

/// `LocalKey`: in scoped threads.
pub fn in_a_scope() -> String {
    thread_local!(static DEPTH: Cell<u32> = const { Cell::new(0) });
    DEPTH.set(9);
    let total: u32 = thread::scope(|scope| {
        let handles = [1, 2].map(|depth| {
            scope.spawn(move || {
                DEPTH.set(DEPTH.get() + depth);
                DEPTH.get()
            })
        });
        handles.map(|handle| handle.join().unwrap()).iter().sum()
    });
    format!("{total} {}", DEPTH.get())
}

/// `LocalKey`: a generic function's key is one key per place.
pub fn in_a_generic_function() -> String {
    fn next<T>(_: T) -> u32 {
        thread_local!(static NEXT: Cell<u32> = const { Cell::new(0) });
        NEXT.replace(NEXT.get() + 1)
    }
    format!("{} {}", next(1), next("a"))
}

/// `LocalKey`, `AccessError`: their traits and texts.
pub fn traits_of_keys() -> String {
    thread_local!(static KEY: i32 = 4);
    traits!(LocalKey<i32>, LocalKey<std::rc::Rc<i32>>, AccessError) + &format!("{KEY:?}")
}

/// `LocalKey`: the types of its functions.
pub fn signatures() -> String {
    let _: fn(&'static LocalKey<i32>, fn(&i32) -> u8) -> u8 = LocalKey::with;
    let _: fn(&'static LocalKey<i32>, fn(&i32) -> u8) -> Result<u8, AccessError> =
        LocalKey::try_with;
    let _: fn(&'static LocalKey<Cell<i32>>) -> i32 = LocalKey::<Cell<i32>>::get;
    let _: fn(&'static LocalKey<Cell<i32>>, i32) = LocalKey::<Cell<i32>>::set;
    let _: fn(&'static LocalKey<RefCell<i32>>) -> i32 = LocalKey::<RefCell<i32>>::take;
    let _: fn(&'static LocalKey<RefCell<i32>>, i32) -> i32 = LocalKey::<RefCell<i32>>::replace;
    "as in std".to_owned()
}
