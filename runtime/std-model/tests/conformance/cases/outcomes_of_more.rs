//! More cases whose answer depends on the schedule: several steps on each side. See `OUTCOMES`.

use std::sync::atomic::{AtomicU32, Ordering::*};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Arc, Barrier, Condvar, Mutex, OnceLock, RwLock};
use std::thread;
use std::time::Duration;

const SHORT: Duration = Duration::from_millis(1);

/// `Mutex::lock`: two looks beside two changes under one lock each.
pub fn two_looks_beside_two_changes() -> String {
    let mutex = Mutex::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            *mutex.lock().unwrap() = 1;
            *mutex.lock().unwrap() = 2;
        });
        let first = *mutex.lock().unwrap();
        let second = *mutex.lock().unwrap();
        format!("{first}{second}")
    })
}

/// `Mutex::lock`: an update under two locks can be lost.
pub fn update_under_two_locks() -> String {
    let mutex = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let seen = *mutex.lock().unwrap();
                *mutex.lock().unwrap() = seen + 1;
            });
        }
    });
    mutex.into_inner().unwrap().to_string()
}

/// `Mutex::lock`: an atomic beside the lock is not protected by it.
pub fn atomic_beside_a_lock() -> String {
    let (mutex, a) = (Mutex::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            *mutex.lock().unwrap() = 1;
            a.store(1, SeqCst);
        });
        let locked = *mutex.lock().unwrap();
        format!("{locked}{}", a.load(SeqCst))
    })
}

/// `Mutex::lock`: two locks taken one after the other by each thread, seen from a third side.
pub fn two_locks_one_after_the_other() -> String {
    let (a, b) = (Mutex::new(0), Mutex::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            *a.lock().unwrap() = 1;
            *b.lock().unwrap() = 1;
        });
        let b = *b.lock().unwrap();
        let a = *a.lock().unwrap();
        format!("{a}{b}")
    })
}

/// `RwLock::read`: a reader twice beside two writers.
pub fn reader_beside_two_writers() -> String {
    let lock = RwLock::new(0);
    thread::scope(|scope| {
        for i in 1..3 {
            let lock = &lock;
            scope.spawn(move || *lock.write().unwrap() += i);
        }
        let first = *lock.read().unwrap();
        let second = *lock.read().unwrap();
        format!("{first}{second}")
    })
}

/// `RwLock::write`: a writer finds out how many readers were there before.
pub fn writer_beside_two_readers() -> String {
    let (lock, readers) = (RwLock::new(()), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let _guard = lock.read().unwrap();
                readers.fetch_add(1, Relaxed);
            });
        }
        let _guard = lock.write().unwrap();
        readers.load(Relaxed).to_string()
    })
}

/// `channel`: after one message, another one is there or not.
pub fn recv_then_try_recv() -> String {
    let (sender, receiver) = channel();
    let other = sender.clone();
    thread::scope(|scope| {
        scope.spawn(move || sender.send(1));
        scope.spawn(move || other.send(2));
        format!("{:?} {:?}", receiver.recv().unwrap(), receiver.try_recv())
    })
}

/// `channel`: an atomic tells how far the sender is.
pub fn sender_runs_ahead() -> String {
    let ((sender, receiver), sent) = (channel(), AtomicU32::new(0));
    thread::scope(|scope| {
        let sent = &sent;
        scope.spawn(move || {
            for _ in 0..2 {
                sender.send(()).unwrap();
                sent.fetch_add(1, SeqCst);
            }
        });
        receiver.recv().unwrap();
        sent.load(SeqCst).to_string()
    })
}

/// `sync_channel`: with one place, the sender can be one message and one step ahead.
pub fn sender_runs_ahead_of_a_bound() -> String {
    let ((sender, receiver), sent) = (sync_channel(1), AtomicU32::new(0));
    thread::scope(|scope| {
        let count = &sent;
        scope.spawn(move || {
            for _ in 0..3 {
                sender.send(()).unwrap();
                count.fetch_add(1, SeqCst);
            }
        });
        receiver.recv().unwrap();
        let seen = sent.load(SeqCst);
        receiver.into_iter().for_each(drop);
        seen.to_string()
    })
}

/// `sync_channel`: without room, the sender knows of the handing over after the receiver or before.
pub fn rendezvous_knows() -> String {
    let ((sender, receiver), sent) = (sync_channel(0), AtomicU32::new(0));
    thread::scope(|scope| {
        let sent = &sent;
        scope.spawn(move || {
            sender.send(()).unwrap();
            sent.store(1, SeqCst);
        });
        let before = sent.load(SeqCst);
        receiver.recv().unwrap();
        format!("{before}{}", sent.load(SeqCst))
    })
}

/// `Receiver`: dropped with a message in it or not, and the sender is told or not.
pub fn dropped_with_a_message() -> String {
    struct Loud<'a>(&'a AtomicU32);
    impl Drop for Loud<'_> {
        fn drop(&mut self) {
            self.0.fetch_add(1, SeqCst);
        }
    }
    let dropped = AtomicU32::new(0);
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        scope.spawn(move || drop(receiver));
        let back = sender.send(Loud(&dropped));
        format!("{} {}", back.is_ok(), dropped.load(SeqCst))
    })
}

/// `Condvar::notify_one`: with nobody waiting yet, or with somebody: the condition tells, not the notification.
pub fn how_often_it_waited() -> String {
    let (lock, condvar) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            *lock.lock().unwrap() = true;
            condvar.notify_one();
        });
        let mut asked = 0;
        drop(condvar.wait_while(lock.lock().unwrap(), |set| {
            asked += 1;
            !*set
        }));
        match asked {
            1 | 2 => asked.to_string(),
            _ => "3 or more".to_owned(),
        }
    })
}

/// `Condvar::notify_one`: of two waiters one may still wait when the other is through.
pub fn one_waiter_is_left() -> String {
    let (state, condvar) = (Mutex::new((0, 0)), Condvar::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut state = condvar
                    .wait_while(state.lock().unwrap(), |state| state.0 == 0)
                    .unwrap();
                state.0 -= 1;
                state.1 += 1;
            });
        }
        state.lock().unwrap().0 += 1;
        condvar.notify_one();
        let through = state.lock().unwrap().1;
        state.lock().unwrap().0 += 1;
        condvar.notify_all();
        through.to_string()
    })
}

/// `Barrier::wait`: what comes after it is in no order.
pub fn after_a_barrier() -> String {
    let (barrier, log) = (Barrier::new(2), Mutex::new(String::new()));
    thread::scope(|scope| {
        for me in ['a', 'b'] {
            let (barrier, log) = (&barrier, &log);
            scope.spawn(move || {
                barrier.wait();
                log.lock().unwrap().push(me);
            });
        }
    });
    log.into_inner().unwrap()
}

/// `OnceLock::get`: twice beside a `set`: never forgets.
pub fn once_lock_get_twice() -> String {
    let cell = OnceLock::new();
    thread::scope(|scope| {
        scope.spawn(|| cell.set(1));
        let first = cell.get().is_some();
        format!("{first} {}", cell.get().is_some())
    })
}

/// `park`: a token may come before, between or after two parks with a time.
pub fn parks_with_a_time() -> String {
    let (main, given) = (thread::current(), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            given.store(1, SeqCst);
            main.unpark();
        });
        thread::park_timeout(SHORT);
        let first = given.load(SeqCst);
        thread::park_timeout(SHORT);
        format!("{first}{}", given.load(SeqCst))
    })
}

/// `JoinHandle::join`: of one thread tells nothing about the other.
pub fn join_one_of_two() -> String {
    let a = Arc::new(AtomicU32::new(0));
    let [one, two] = [1, 2].map(|i| {
        let a = a.clone();
        thread::spawn(move || a.fetch_add(i, SeqCst))
    });
    one.join().unwrap();
    let seen = a.load(SeqCst);
    two.join().unwrap();
    seen.to_string()
}

/// `JoinHandle::is_finished`: promises nothing about what else is seen, true or false.
pub fn finished_and_seen() -> String {
    let a = Arc::new(AtomicU32::new(0));
    let other = a.clone();
    let handle = thread::spawn(move || other.store(1, Relaxed));
    let finished = handle.is_finished();
    let seen = a.load(Relaxed);
    handle.join().unwrap();
    format!("{finished} {seen}")
}

/// `Thread`: a thread that spawns another one: three logs in every order that keeps the parent first.
pub fn grandchild() -> String {
    let log = Mutex::new(String::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            log.lock().unwrap().push('c');
            scope.spawn(|| log.lock().unwrap().push('g'));
        });
        log.lock().unwrap().push('m');
    });
    log.into_inner().unwrap()
}

/// `AtomicU32::swap`: three swaps in a row hand a value round.
pub fn swaps() -> String {
    let a = AtomicU32::new(0);
    thread::scope(|scope| {
        let [one, two] = [1, 2].map(|i| {
            let a = &a;
            scope.spawn(move || a.swap(i, AcqRel))
        });
        let (one, two) = (one.join().unwrap(), two.join().unwrap());
        format!("{one}{two}{a:?}")
    })
}

/// `AtomicU32::compare_exchange`: fails with any value that was there.
pub fn failures_tell() -> String {
    let a = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            a.store(1, Relaxed);
            a.store(2, Relaxed);
        });
        format!("{:?}", a.compare_exchange(0, 9, Relaxed, Relaxed))
    })
}

/// `Mutex::clear_poison`: beside a thread that asks.
pub fn poison_beside_clear_poison() -> String {
    let mutex = Mutex::new(());
    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _guard = mutex.lock().unwrap();
        panic!("with the guard");
    }));
    thread::scope(|scope| {
        scope.spawn(|| mutex.clear_poison());
        let poisoned = mutex.lock().is_err();
        poisoned.to_string()
    })
}

/// `thread_local!`: its destructor's work is seen after the join, and may be seen before.
pub fn destructor_beside_the_parent() -> String {
    struct Sets(Arc<AtomicU32>);
    impl Drop for Sets {
        fn drop(&mut self) {
            self.0.store(1, SeqCst);
        }
    }
    thread_local!(static KEY: std::cell::RefCell<Option<Sets>> = const { std::cell::RefCell::new(None) });
    let a = Arc::new(AtomicU32::new(0));
    let other = a.clone();
    let handle = thread::spawn(move || KEY.set(Some(Sets(other))));
    let before = a.load(SeqCst);
    handle.join().unwrap();
    format!("{before}{}", a.load(SeqCst))
}

/// `AtomicU32::load`: beside a thread that loads and then adds.
pub fn load_beside_a_load_and_an_add() -> String {
    let a = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            a.load(SeqCst);
            a.fetch_add(1, SeqCst);
        });
        a.load(SeqCst).to_string()
    })
}

/// `AtomicU32::load`: on two threads, beside one that writes.
pub fn loads_hide_loads() -> String {
    let a = AtomicU32::new(0);
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            let seen = a.load(SeqCst);
            a.store(1, SeqCst);
            seen
        });
        let third = scope.spawn(|| a.load(SeqCst));
        let mine = a.load(SeqCst);
        format!("{mine}{}{}", other.join().unwrap(), third.join().unwrap())
    })
}

/// `AtomicU32::load`: after a store of its own, beside a thread that loads and adds.
pub fn store_and_load_beside_load_and_add() -> String {
    let a = AtomicU32::new(0);
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            a.store(2, SeqCst);
            a.load(SeqCst)
        });
        let mine = (a.load(SeqCst), a.fetch_add(1, SeqCst));
        format!("{mine:?} {}", other.join().unwrap())
    })
}
