//! `hand_over`: what it pushes, and who has the lock when it returns.

use kit::prelude::*;

/// What was seen of one unlock.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Unlocked {
    /// Whether a thread was sure to be waiting when the lock was given back.
    somebody_waited: bool,
    /// Whether another thread could get the lock before the one that waited.
    barged: bool,
    list: Vec<u32>,
}

// How does one see whether an unlock was fair? There must be a thread of which it is certain, and not only probable,
// that it waits for the lock when it is given back. After that the lock must still be taken, namely by this thread, although it
// has not done anything yet.
//
// So the thread waits for a Condvar first, which gives the lock back in the same moment in which it falls asleep. A signal
// stops it there: even if it is woken, it does nothing before we release it. If the Condvar is notified while somebody holds the
// lock, parking_lot moves the thread, asleep as it is, to the queue of the lock. So the Condvar has to be notified while
// `hand_over` holds the lock. The list is full, so a push asks the allocator for memory, under the lock: there we notify.
//
// A second matter: every millisecond or so, parking_lot makes a normal unlock fair, so that nobody starves. When the last
// such unlock was, it remembers for each bucket of its table of waiting threads. So immediately before, we let another mutex of the same
// bucket be unlocked fairly. If the bucket is not the same (should parking_lot change its table), an unfair
// unlock may pass for a fair one; never the other way round.
kit::driver_only! {
    use parking_lot::{Condvar, Mutex};
    use parking_lot_exercise::hand_over;
    use std::alloc::{GlobalAlloc, Layout, System};
    use std::cell::Cell;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
    use std::os::unix::thread::JoinHandleExt;
    use std::sync::mpsc;
    use std::thread;
    use std::time::{Duration, Instant};

    /// How long the check waits for somebody who should have come. Only wrong code ever lets it wait.
    const WATCHDOG: Duration = Duration::from_secs(3);

    static LIST: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    static TURN: Condvar = Condvar::new();

    /// One of these shares its bucket with `LIST`.
    static OTHERS: [Mutex<()>; 1024] = [const { Mutex::new(()) }; 1024];
    static OTHER_TURN: Condvar = Condvar::new();
    static OTHER: AtomicUsize = AtomicUsize::new(0);

    thread_local! {
        /// This thread's next allocation under the lock of `LIST` brings the waiting thread into its queue.
        static ARMED: Cell<bool> = const { Cell::new(false) };
    }
    /// It is there.
    static QUEUED: AtomicBool = AtomicBool::new(false);

    struct Hooked;

    #[global_allocator]
    static ALLOCATOR: Hooked = Hooked;

    // SAFETY: all the work is done by `System`.
    unsafe impl GlobalAlloc for Hooked {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            on_allocation();
            // SAFETY: the caller's promise.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
            // SAFETY: the caller's promise.
            unsafe { System.dealloc(memory, layout) }
        }

        unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            on_allocation();
            // SAFETY: the caller's promise.
            unsafe { System.realloc(memory, layout, size) }
        }
    }

    fn on_allocation() {
        // A thread that ends has no thread locals any more; none of these is armed.
        let armed = ARMED.try_with(Cell::get).unwrap_or(false);
        // Locked by this thread: the others are asleep, or wait for `QUEUED`.
        if armed && LIST.is_locked() {
            ARMED.set(false);
            let moved = TURN.notify_one();
            // SAFETY: `with_a_waiting_thread` has locked this mutex and forgotten the guard.
            unsafe { OTHERS[OTHER.load(SeqCst)].force_unlock_fair() };
            QUEUED.store(moved, SeqCst);
        }
    }

    /// The place of a mutex in a table of 64 buckets, as parking_lot_core 0.9 computes it.
    fn bucket(address: usize) -> usize {
        address.wrapping_mul(0x9E37_79B9_7F4A_7C15_u64 as usize) >> (usize::BITS - 6)
    }

    fn of_the_same_bucket() -> usize {
        // SAFETY: the raw mutexes are only asked for their address.
        let list = bucket(unsafe { LIST.raw() } as *const _ as usize);
        let same = |other: &Mutex<()>| bucket(unsafe { other.raw() } as *const _ as usize) == list;
        OTHERS.iter().position(same).unwrap_or(0)
    }

    #[cfg(target_os = "linux")]
    const SIGNAL: i32 = 10;
    #[cfg(not(target_os = "linux"))]
    const SIGNAL: i32 = 30;

    unsafe extern "C" {
        fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
        fn pthread_kill(thread: std::os::unix::thread::RawPthread, number: i32) -> i32;
    }

    /// A thread is stopped in `stay`.
    static STOPPED: AtomicBool = AtomicBool::new(false);
    /// And may go on.
    static RELEASED: AtomicBool = AtomicBool::new(false);

    /// Keeps the thread that gets the signal until it is released, but not for ever.
    extern "C" fn stay(_: i32) {
        STOPPED.store(true, SeqCst);
        for _ in 0..WATCHDOG.as_millis() {
            if RELEASED.load(SeqCst) {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Stops a sleeping thread where it is.
    fn stop(sleeping: &thread::JoinHandle<()>) {
        RELEASED.store(false, SeqCst);
        STOPPED.store(false, SeqCst);
        // SAFETY: the handler only touches atomics and sleeps, and the thread has not been joined.
        unsafe {
            signal(SIGNAL, stay);
            pthread_kill(sleeping.as_pthread_t(), SIGNAL);
        }
        let start = Instant::now();
        while !STOPPED.load(SeqCst) && start.elapsed() < WATCHDOG {
            thread::yield_now();
        }
    }

    /// Starts a thread that waits for the Condvar and notes when it has the lock. Returns when it is asleep.
    fn sleeper<T: Send>(mutex: &'static Mutex<T>, turn: &'static Condvar) -> (thread::JoinHandle<()>, &'static AtomicBool) {
        let asleep: &'static AtomicBool = Box::leak(Box::new(AtomicBool::new(false)));
        let has_it: &'static AtomicBool = Box::leak(Box::new(AtomicBool::new(false)));
        let thread = thread::spawn(move || {
            let mut guard = mutex.lock();
            asleep.store(true, SeqCst);
            turn.wait(&mut guard);
            has_it.store(true, SeqCst);
        });
        // It lets go of the lock only when it is asleep. Nobody may wait for the lock here: to wake somebody, the
        // thread would take a lock of parking_lot's own, and we might stop it there.
        while !(mutex.try_lock().is_some() && asleep.load(SeqCst)) {
            thread::yield_now();
        }
        (thread, has_it)
    }
}

kit::act! {
    /// Hands over so many times, from 0 up, a mutex with this list.
    fn push_to(list: Vec<u32>, numbers: Vec<u32>) -> (Vec<u32>, bool) {
        let m = Mutex::new(list);
        for number in numbers {
            hand_over(&m, number);
            if m.is_locked() {
                return (Vec::new(), true);
            }
        }
        (m.into_inner(), false)
    }

    /// Holds the lock until another thread's hand_over has had time to come, or is over; the list afterwards, and
    /// whether hand_over came back.
    fn push_when_free() -> (Vec<u32>, bool) {
        let m: &'static Mutex<Vec<u32>> = Box::leak(Box::new(Mutex::new(vec![1])));
        let mut guard = m.lock();
        let (tell, hear) = mpsc::channel();
        let (started, wait_for_start) = mpsc::channel();
        thread::spawn(move || {
            started.send(()).expect("the act waits for it");
            hand_over(m, 3);
            tell.send(())
        });
        wait_for_start.recv().expect("the thread starts");
        let early = hear.recv_timeout(Duration::from_millis(60)).is_ok();
        guard.push(2);
        drop(guard);
        let back = early || hear.recv_timeout(WATCHDOG).is_ok();
        (m.try_lock_for(WATCHDOG).map(|list| list.clone()).unwrap_or_default(), back)
    }

    /// So many threads hand over so many times; the list, sorted.
    fn push_from(threads: u32, times: u32) -> Vec<u32> {
        let m = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for thread in 0..threads {
                let m = &m;
                scope.spawn(move || (0..times).for_each(|time| hand_over(m, thread * times + time)));
            }
        });
        let mut list = m.into_inner();
        list.sort();
        list
    }

    /// Hands over while a thread waits for the lock.
    fn with_a_waiting_thread(me: u32) -> Unlocked {
        // Full, so that the next push needs memory.
        let mut list = Vec::with_capacity(3);
        while list.len() < list.capacity() {
            list.push(0);
        }
        let before = list.len();
        *LIST.lock() = list;
        OTHER.store(of_the_same_bucket(), SeqCst);
        let other = &OTHERS[OTHER.load(SeqCst)];
        let (waiting, has_it) = sleeper(&LIST, &TURN);
        let (other_waiting, _) = sleeper(other, &OTHER_TURN);
        stop(&waiting);
        std::mem::forget(other.lock());
        OTHER_TURN.notify_one();
        QUEUED.store(false, SeqCst);

        ARMED.set(true);
        hand_over(&LIST, me);
        ARMED.set(false);
        let barged = LIST.try_lock().is_some() && !has_it.load(SeqCst);

        let somebody_waited = QUEUED.load(SeqCst);
        RELEASED.store(true, SeqCst);
        if !somebody_waited {
            TURN.notify_one();
            // SAFETY: locked above, and the guard was forgotten.
            unsafe { other.force_unlock_fair() };
        }
        waiting.join().expect("it does not panic");
        other_waiting.join().expect("it does not panic");
        let list = LIST.lock().split_off(before);
        Unlocked { somebody_waited, barged: somebody_waited && barged, list }
    }
}

kit::judge! {
    /// It pushes at the end of the list, once, and leaves the mutex free.
    fn pushes_at_the_end() {
        for (list, numbers) in [(vec![], vec![7]), (vec![1, 2], vec![2, 2, 0]), (vec![9; 40], (0..30).collect())] {
            let (got, left_locked) = push_to(list.clone(), numbers.clone());
            expect!(!left_locked, "After hand_over the mutex was still locked, although nobody waited for it.");
            expect_eq!(got, [list.clone(), numbers.clone()].concat(), "the list {list:?} after hand_over of {numbers:?}, one after the other");
        }
    }

    /// It waits until the lock is free.
    fn waits_for_the_lock() {
        for _ in 0..3 {
            let (list, back) = push_when_free();
            expect!(back, "hand_over did not come back after the lock had been given back.");
            expect_eq!(list, [1, 2, 3], "the list [1], to which the one who held the lock added 2, and hand_over, who waited for the lock, 3");
        }
    }

    /// Of several threads at once nothing is lost.
    fn many_threads() {
        expect_eq!(push_from(4, 25), Vec::from_iter(0..100), "the numbers, sorted, that 4 threads pushed, 25 each");
    }

    /// A thread that waits for the lock gets it before anybody else can.
    fn the_waiting_thread_is_next() {
        for round in 0..8 {
            let seen = with_a_waiting_thread(round);
            expect_eq!(seen.list, [round], "what hand_over pushed while another thread waited for the lock");
            expect!(
                seen.somebody_waited,
                "hand_over did not make the full list longer while it held the lock: taking the list out and putting it back under another lock lets others in between."
            );
            expect!(
                !seen.barged,
                "A thread waited for the lock while hand_over held it. But when hand_over returned, the lock was free, and the check took it before the waiting thread was awake: the unlock was not fair."
            );
        }
    }
}
