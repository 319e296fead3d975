//! Cases whose answer depends on the schedule, as std's documentation says: a model must show all the answers of
//! `OUTCOMES` and no other one.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::sync::mpsc::{RecvTimeoutError, channel, sync_channel};
use std::sync::{Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};
use std::thread;
use std::time::Duration;

const SHORT: Duration = Duration::from_millis(1);

/// `spawn`: two threads come in either order.
pub fn either_order() -> String {
    let log = Mutex::new(String::new());
    thread::scope(|scope| {
        scope.spawn(|| log.lock().unwrap().push('a'));
        scope.spawn(|| log.lock().unwrap().push('b'));
    });
    log.into_inner().unwrap()
}

/// `spawn`: a thread may begin before or after its parent goes on.
pub fn child_or_parent_first() -> String {
    let log = Mutex::new(String::new());
    thread::scope(|scope| {
        scope.spawn(|| log.lock().unwrap().push('c'));
        log.lock().unwrap().push('p');
    });
    log.into_inner().unwrap()
}

/// `Mutex::try_lock`: succeeds or not.
pub fn try_lock_beside_a_holder() -> String {
    let mutex = Mutex::new(());
    thread::scope(|scope| {
        scope.spawn(|| drop(mutex.lock().unwrap()));
        let taken = mutex.try_lock().is_ok();
        taken.to_string()
    })
}

/// `RwLock::try_write`: succeeds or not, beside a reader.
pub fn try_write_beside_a_reader() -> String {
    let lock = RwLock::new(());
    thread::scope(|scope| {
        scope.spawn(|| drop(lock.read().unwrap()));
        let taken = lock.try_write().is_ok();
        taken.to_string()
    })
}

/// `RwLock::read`: comes before or after a writer.
pub fn reader_beside_a_writer() -> String {
    let lock = RwLock::new(0);
    thread::scope(|scope| {
        scope.spawn(|| *lock.write().unwrap() = 1);
        lock.read().unwrap().to_string()
    })
}

/// `Condvar::wait`: may return without a notification, so a wait outside a loop can see the condition false.
pub fn wait_without_a_loop() -> String {
    let (lock, condvar) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        let guard = lock.lock().unwrap();
        scope.spawn(|| {
            *lock.lock().unwrap() = true;
            condvar.notify_one();
        });
        condvar.wait(guard).unwrap().to_string()
    })
}

/// `Condvar::wait_timeout`: is notified, or times out before or after the condition was set.
pub fn wait_timeout_either_way() -> String {
    let (lock, condvar) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        let guard = lock.lock().unwrap();
        scope.spawn(|| {
            *lock.lock().unwrap() = true;
            condvar.notify_one();
        });
        let (guard, result) = condvar.wait_timeout(guard, SHORT).unwrap();
        format!(
            "{} {}",
            *guard,
            if result.timed_out() {
                "timed out"
            } else {
                "notified"
            }
        )
    })
}

/// `Condvar::notify_one`: wakes any one of those that wait.
pub fn notify_one_of_two() -> String {
    let (state, condvar) = (Mutex::new((0, String::new(), false)), Condvar::new());
    thread::scope(|scope| {
        for me in ['a', 'b'] {
            let (state, condvar) = (&state, &condvar);
            scope.spawn(move || {
                let mut state = state.lock().unwrap();
                state.0 += 1;
                while !state.2 {
                    state = condvar.wait(state).unwrap();
                }
                // Only one is let through; the other one must be notified by it.
                state.2 = false;
                state.1.push(me);
                if state.1.len() < 2 {
                    state.2 = true;
                    condvar.notify_one();
                }
            });
        }
        while state.lock().unwrap().0 < 2 {
            thread::yield_now();
        }
        state.lock().unwrap().2 = true;
        condvar.notify_one();
    });
    state.into_inner().unwrap().1
}

/// `park`: may return without a token.
pub fn park_without_a_loop() -> String {
    let flag = AtomicBool::new(false);
    let main = thread::current();
    thread::scope(|scope| {
        scope.spawn(|| {
            flag.store(true, SeqCst);
            main.unpark();
        });
        thread::park();
        flag.load(SeqCst).to_string()
    })
}

/// `park_timeout`: returns by the token or by the time.
pub fn park_timeout_either_way() -> String {
    let flag = AtomicBool::new(false);
    let main = thread::current();
    thread::scope(|scope| {
        scope.spawn(|| {
            flag.store(true, SeqCst);
            main.unpark();
        });
        thread::park_timeout(SHORT);
        flag.load(SeqCst).to_string()
    })
}

/// `Receiver::recv_timeout`: gets the message or not.
pub fn recv_timeout_either_way() -> String {
    let (sender, receiver) = channel();
    thread::spawn(move || sender.send(3));
    match receiver.recv_timeout(SHORT) {
        Ok(value) => format!("Ok({value})"),
        Err(RecvTimeoutError::Timeout) => "timeout".to_owned(),
        Err(RecvTimeoutError::Disconnected) => "disconnected".to_owned(),
    }
}

/// `Receiver::try_recv`: gets the message or not.
pub fn try_recv_beside_a_sender() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        scope.spawn(|| sender.send(3));
        format!("{:?}", receiver.try_recv())
    })
}

/// `Receiver::try_recv`: finds the channel empty or disconnected.
pub fn try_recv_beside_a_dropped_sender() -> String {
    let (sender, receiver) = channel::<i32>();
    thread::spawn(move || drop(sender));
    format!("{:?}", receiver.try_recv())
}

/// `Receiver::try_iter`: as many as have come.
pub fn try_iter_beside_a_sender() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        scope.spawn(|| {
            sender.send(1).unwrap();
            sender.send(2).unwrap();
        });
        format!("{:?}", receiver.try_iter().collect::<Vec<i32>>())
    })
}

/// `Sender::send`: succeeds or not beside a receiver that goes.
pub fn send_beside_a_dropped_receiver() -> String {
    let (sender, receiver) = channel();
    thread::spawn(move || drop(receiver));
    sender.send(1).is_ok().to_string()
}

/// `SyncSender::try_send`: finds room or not.
pub fn try_send_beside_a_receiver() -> String {
    let (sender, receiver) = sync_channel(1);
    sender.send(1).unwrap();
    let handle = thread::spawn(move || (receiver.recv(), receiver));
    let found = sender.try_send(2).is_ok();
    drop(handle.join().unwrap());
    found.to_string()
}

/// `channel`: messages of two senders come in either order.
pub fn two_senders() -> String {
    let (sender, receiver) = channel();
    let other = sender.clone();
    thread::spawn(move || sender.send('a'));
    thread::spawn(move || other.send('b'));
    receiver.iter().collect()
}

/// `Barrier::wait`: any thread can be the leader.
pub fn leader() -> String {
    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| barrier.wait());
        barrier.wait().is_leader().to_string()
    })
}

/// `Once::call_once`: any thread can run it.
pub fn who_runs_once() -> String {
    let (once, by) = (Once::new(), Mutex::new("nobody"));
    thread::scope(|scope| {
        scope.spawn(|| once.call_once(|| *by.lock().unwrap() = "thread"));
        once.call_once(|| *by.lock().unwrap() = "main");
    });
    by.into_inner().unwrap().to_owned()
}

/// `OnceLock::get`: finds the value or not.
pub fn once_lock_get() -> String {
    let cell = OnceLock::new();
    thread::scope(|scope| {
        scope.spawn(|| cell.set(1));
        format!("{:?}", cell.get())
    })
}

/// `OnceLock::set`: either thread wins.
pub fn once_lock_set() -> String {
    let cell = OnceLock::new();
    thread::scope(|scope| {
        scope.spawn(|| cell.set("thread"));
        let _ = cell.set("main");
    });
    cell.into_inner().unwrap().to_owned()
}

/// `JoinHandle::is_finished`: true or not.
pub fn is_finished() -> String {
    let handle = thread::spawn(|| ());
    handle.is_finished().to_string()
}

/// `JoinHandle::is_finished`: true or not, also of a thread that is joined afterwards.
pub fn is_finished_then_joined() -> String {
    let handle = thread::spawn(|| ());
    let finished = handle.is_finished();
    handle.join().unwrap();
    finished.to_string()
}

/// `Sender::send`: succeeds or not beside a receiver that goes on a thread that is joined.
pub fn send_beside_a_joined_receiver() -> String {
    let (sender, receiver) = channel();
    let handle = thread::spawn(move || drop(receiver));
    let sent = sender.send(1).is_ok();
    handle.join().unwrap();
    sent.to_string()
}

/// `Receiver::try_recv`: beside two senders, one of which only goes.
pub fn try_recv_beside_two_senders() -> String {
    let (sender, receiver) = channel();
    let other = sender.clone();
    thread::scope(|scope| {
        scope.spawn(move || drop(other));
        scope.spawn(move || sender.send(1));
        format!("{:?} {:?}", receiver.try_recv(), receiver.try_recv())
    })
}

/// `SyncSender::try_send`: with capacity 0 finds a waiting receiver or not.
pub fn try_send_beside_a_waiting_receiver() -> String {
    let (sender, receiver) = sync_channel(0);
    let handle = thread::spawn(move || receiver.recv());
    let sent = sender.try_send(1).is_ok();
    drop(sender);
    format!("{sent} {:?}", handle.join().unwrap())
}

/// `Receiver::recv_timeout`: of a channel without room, beside a sender: gets the message or not, and so is it told.
pub fn recv_timeout_of_a_rendezvous() -> String {
    let (sender, receiver) = sync_channel(0);
    let handle = thread::spawn(move || sender.send(1).is_ok());
    let got = receiver.recv_timeout(SHORT).is_ok();
    drop(receiver);
    format!("{got} {}", handle.join().unwrap())
}

/// `RwLock::try_read`: beside a writer.
pub fn try_read_beside_a_writer() -> String {
    let lock = RwLock::new(0);
    thread::scope(|scope| {
        scope.spawn(|| *lock.write().unwrap() = 1);
        match lock.try_read() {
            Ok(guard) => format!("{}", *guard),
            Err(_) => "would block".to_owned(),
        }
    })
}

/// `Mutex::is_poisoned`: beside a panic.
pub fn is_poisoned_beside_a_panic() -> String {
    let mutex = Mutex::new(());
    thread::scope(|scope| {
        let handle = scope.spawn(|| {
            let _guard = mutex.lock().unwrap();
            panic!("with the guard");
        });
        let seen = mutex.is_poisoned();
        let _ = handle.join();
        seen.to_string()
    })
}

/// `Mutex: Debug`: beside a holder.
pub fn debug_beside_a_holder() -> String {
    let mutex = Mutex::new(3);
    thread::scope(|scope| {
        scope.spawn(|| *mutex.lock().unwrap() = 4);
        let text = format!("{mutex:?}");
        text.split_once("data: ")
            .unwrap()
            .1
            .split_once(',')
            .unwrap()
            .0
            .replace('"', "")
    })
}

/// `Once::is_completed`: beside the run.
pub fn once_is_completed() -> String {
    let once = Once::new();
    thread::scope(|scope| {
        scope.spawn(|| once.call_once(|| ()));
        once.is_completed().to_string()
    })
}

/// `LazyLock`: any thread can make the value.
pub fn who_makes_the_lazy_value() -> String {
    let lazy = LazyLock::new(thread::current);
    let by = thread::scope(|scope| {
        scope.spawn(|| lazy.id());
        lazy.name() == Some("main")
    });
    by.to_string()
}

/// `scope`: of a thread that panics and one that works, the work is done in each case.
pub fn panic_beside_work() -> String {
    let done = AtomicU32::new(0);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        thread::scope(|scope| {
            scope.spawn(|| panic!("one"));
            scope.spawn(|| done.fetch_add(1, SeqCst));
        })
    }));
    format!("{} {done:?}", result.is_err())
}

/// `Condvar::notify_all`: before the wait is lost; after it, it wakes.
pub fn notify_without_a_condition() -> String {
    let (lock, condvar) = (Mutex::new(()), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| condvar.notify_all());
        let (_guard, result) = condvar.wait_timeout(lock.lock().unwrap(), SHORT).unwrap();
        (if result.timed_out() { "lost" } else { "woken" }).to_owned()
    })
}

/// `Thread::unpark`: of two tokens given before the park one is left over, or none if the park came between.
pub fn two_tokens() -> String {
    let main = thread::current();
    let parks = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| main.unpark());
        scope.spawn(|| main.unpark());
        thread::park();
        parks.fetch_add(1, SeqCst);
    });
    format!("{parks:?}")
}

/// `AtomicU32::fetch_add`: three threads take their tickets in any order.
pub fn tickets() -> String {
    let next = AtomicU32::new(0);
    thread::scope(|scope| {
        let [a, b, c] = [(); 3].map(|()| scope.spawn(|| next.fetch_add(1, Relaxed)));
        [a, b, c]
            .map(|handle| handle.join().unwrap().to_string())
            .concat()
    })
}

/// `AtomicU32::compare_exchange_weak`: may fail although the value is the one expected.
pub fn weak_exchange() -> String {
    let a = AtomicU32::new(1);
    format!("{:?}", a.compare_exchange_weak(1, 2, SeqCst, SeqCst))
}

/// `AtomicU32::compare_exchange`: fails only if the value is another one.
pub fn strong_exchange() -> String {
    let a = AtomicU32::new(1);
    format!("{:?}", a.compare_exchange(1, 2, SeqCst, SeqCst))
}

/// `AtomicU32::load`, `AtomicU32::store`: an increment in two steps can be lost.
pub fn lost_update() -> String {
    let a = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| a.store(a.load(SeqCst) + 1, SeqCst));
        }
    });
    format!("{a:?}")
}

/// `Ordering::Relaxed`: a flag publishes nothing.
pub fn relaxed_publishes_nothing() -> String {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(1, Relaxed);
            ready.store(true, Relaxed);
        });
        let ready = ready.load(Relaxed);
        format!("{ready} {}", data.load(Relaxed))
    })
}

/// `Ordering::Release`, `Ordering::Acquire`: a flag publishes.
pub fn release_publishes() -> String {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(1, Relaxed);
            ready.store(true, Release);
        });
        let ready = ready.load(Acquire);
        format!("{ready} {}", data.load(Relaxed))
    })
}

/// `Ordering::SeqCst`: of two stores, each before a load of the other, one at least is seen.
pub fn store_buffering_seq_cst() -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            x.store(1, SeqCst);
            y.load(SeqCst)
        });
        y.store(1, SeqCst);
        let mine = x.load(SeqCst);
        format!("{mine} {}", other.join().unwrap())
    })
}

/// `Ordering::Relaxed`: both may be missed.
pub fn store_buffering_relaxed() -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            x.store(1, Relaxed);
            y.load(Relaxed)
        });
        y.store(1, Relaxed);
        let mine = x.load(Relaxed);
        format!("{mine} {}", other.join().unwrap())
    })
}

/// `JoinHandle`: a detached thread may or may not have run.
pub fn detached() -> String {
    static RAN: AtomicBool = AtomicBool::new(false);
    drop(thread::spawn(|| RAN.store(true, SeqCst)));
    RAN.load(SeqCst).to_string()
}

/// `Mutex::lock`: comes before or after the panic that poisons.
pub fn poison_or_not() -> String {
    let mutex = Mutex::new(());
    thread::scope(|scope| {
        let handle = scope.spawn(|| {
            let _guard = mutex.lock().unwrap();
            panic!("with the guard");
        });
        let seen = mutex.lock().is_err();
        let _ = handle.join();
        seen.to_string()
    })
}

/// Says when it is destroyed.
struct Says(std::sync::Arc<Mutex<bool>>);

impl Drop for Says {
    fn drop(&mut self) {
        *self.0.lock().unwrap() = true;
    }
}

thread_local! { static SAYS: std::cell::RefCell<Option<Says>> = const { std::cell::RefCell::new(None) }; }

/// `scope`: waits for its threads' functions; destructors of their thread-local values may still run afterwards.
pub fn scope_beside_destructors() -> String {
    let destroyed = std::sync::Arc::new(Mutex::new(false));
    thread::scope(|scope| {
        scope.spawn(|| SAYS.set(Some(Says(destroyed.clone()))));
    });
    let destroyed = *destroyed.lock().unwrap();
    format!("{destroyed}")
}

/// `ScopedJoinHandle::join`: waits for those destructors too.
pub fn scoped_join_after_destructors() -> String {
    let destroyed = std::sync::Arc::new(Mutex::new(false));
    thread::scope(|scope| {
        let thread = scope.spawn(|| SAYS.set(Some(Says(destroyed.clone()))));
        thread.join().unwrap();
        format!("{}", *destroyed.lock().unwrap())
    })
}

/// `JoinHandle::is_finished`: is about the thread's function; destructors of its thread-local values may still run.
pub fn finished_beside_destructors() -> String {
    let destroyed = std::sync::Arc::new(Mutex::new(false));
    let other = destroyed.clone();
    let thread = thread::spawn(move || SAYS.set(Some(Says(other))));
    while !thread.is_finished() {
        thread::yield_now();
    }
    let seen = *destroyed.lock().unwrap();
    thread.join().unwrap();
    format!("{seen} {}", *destroyed.lock().unwrap())
}
