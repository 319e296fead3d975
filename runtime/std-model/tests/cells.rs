//! `UnsafeCell`: who only reads is no writer, and who writes is one, whenever it uses its pointer.

#![allow(missing_docs)]

use kit_wire::sealed::Bounds;
use kit_wire::trace::FailureKind;
use std_model as std;

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::thread;

struct Shared<T> {
    data: UnsafeCell<T>,
    flag: AtomicU32,
}

// SAFETY: that is what the models below find out.
unsafe impl<T: Send> Sync for Shared<T> {}

fn shared<T>(value: T) -> Arc<Shared<T>> {
    Arc::new(Shared {
        data: UnsafeCell::new(value),
        flag: AtomicU32::new(0),
    })
}

#[track_caller]
fn races(expected: bool, model: impl Fn() + Send + Sync + 'static) {
    let report = std_model::model::explore(&Bounds::default(), model);
    assert!(report.unsupported.is_none(), "{:?}", report.unsupported);
    assert!(report.complete || report.failure.is_some());
    let found = report.failure.as_ref().map(|record| record.failure.kind());
    assert_eq!(found, expected.then_some(FailureKind::DataRace));
}

/// Two threads of one model.
fn beside<T: Send + 'static>(value: fn() -> T, one: fn(&Shared<T>), other: fn(&Shared<T>)) {
    let here = shared(value());
    let there = here.clone();
    let thread = thread::spawn(move || one(&there));
    other(&here);
    thread.join().unwrap();
}

fn read(shared: &Shared<u32>) {
    // SAFETY: the models find out whether it is.
    let _ = unsafe { *shared.data.get() };
}

fn write(shared: &Shared<u32>) {
    // SAFETY: the models find out whether it is.
    unsafe { *shared.data.get() += 1 };
}

#[test]
fn readers_may_meet() {
    races(false, || beside(|| 0, read, read));
}

#[test]
fn a_reader_and_a_writer_may_not() {
    races(true, || beside(|| 0, read, write));
    races(true, || beside(|| 0, write, read));
    races(true, || beside(|| 0, write, write));
}

#[test]
fn a_release_after_the_write_carries_it() {
    let publish = |shared: &Shared<u32>| {
        write(shared);
        shared.flag.store(1, Release);
    };
    let look = |shared: &Shared<u32>| {
        if shared.flag.load(Acquire) == 1 {
            read(shared);
        }
    };
    races(false, move || beside(|| 0, publish, look));
}

#[test]
fn a_pointer_that_is_used_later_writes_later() {
    let late = |shared: &Shared<u32>| {
        let pointer = shared.data.get();
        shared.flag.store(1, Release);
        // SAFETY: it is not, and the model finds out.
        unsafe { *pointer += 1 };
    };
    let look = |shared: &Shared<u32>| {
        if shared.flag.load(Acquire) == 1 {
            read(shared);
        }
    };
    races(true, move || beside(|| 0, late, look));
}

#[test]
fn a_relaxed_publication_races() {
    let publish = |shared: &Shared<u32>| {
        write(shared);
        shared.flag.store(1, Relaxed);
    };
    let look = |shared: &Shared<u32>| {
        if shared.flag.load(Acquire) == 1 {
            read(shared);
        }
    };
    races(true, move || beside(|| 0, publish, look));
}

#[test]
fn the_first_one_to_touch_what_was_never_written_writes() {
    let fill = |shared: &Shared<MaybeUninit<u8>>| {
        // SAFETY: it is not, and the model finds out, even if the same byte lay there by chance.
        unsafe { (*shared.data.get()).write(0) };
    };
    races(true, move || beside(MaybeUninit::uninit, fill, fill));
}

#[test]
fn a_cell_that_was_used_on_the_stack_may_move_into_an_arc() {
    races(false, || {
        let local = Shared {
            data: UnsafeCell::new(0),
            flag: AtomicU32::new(0),
        };
        write(&local);
        local.flag.store(1, Relaxed);
        let here = Arc::new(local);
        let there = here.clone();
        let thread = thread::spawn(move || {
            write(&there);
            there.flag.store(2, Release);
        });
        let noise = [me_too(7), me_too(8)];
        if here.flag.load(Acquire) == 2 {
            read(&here);
        }
        drop(noise);
        thread.join().unwrap();
    });
}

/// Something that comes to lie on the stack.
fn me_too(value: u32) -> Box<[u32; 64]> {
    Box::new([value; 64])
}

#[test]
fn cells_that_are_dropped_are_not_looked_at_again() {
    races(false, || {
        let threads = [0, 1].map(|value| {
            thread::spawn(move || {
                for _ in 0..3 {
                    let cell = Box::new(shared(value));
                    write(&cell);
                    cell.flag.store(1, Relaxed);
                    drop(cell);
                }
            })
        });
        for thread in threads {
            thread.join().unwrap();
        }
    });
}
