//! `std::time::Instant`, `std::task`, `HashMap` and `HashSet`.

#[macro_use]
mod common;

use common::message;
use std::collections::hash_map::{self, DefaultHasher, Entry, RandomState};
use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// `Instant::now`: never goes backwards on a thread.
pub fn instants_go_forward() -> String {
    let all: Vec<Instant> = (0..10).map(|_| Instant::now()).collect();
    format!("{}", all.is_sorted())
}

/// `Instant::now`: goes forward from thread to thread.
pub fn instants_across_threads() -> String {
    let begun = Instant::now();
    let inside = thread::spawn(|| {
        thread::sleep(Duration::from_millis(2));
        Instant::now()
    });
    let inside = inside.join().unwrap();
    format!("{} {}", begun <= inside, inside <= Instant::now())
}

/// `Instant::elapsed`: at least what was slept (the documentation's example).
pub fn elapsed() -> String {
    let begun = Instant::now();
    thread::sleep(Duration::from_millis(3));
    format!(
        "{} {}",
        begun.elapsed() >= Duration::from_millis(3),
        begun.elapsed() < Duration::from_secs(3600)
    )
}

/// `Instant::duration_since`, `Instant::checked_duration_since`, `Instant::saturating_duration_since`: the
/// documentation's examples; earlier than earlier is zero.
pub fn duration_since() -> String {
    let now = Instant::now();
    let later = now + Duration::from_millis(5);
    let a = (later.duration_since(now), now.duration_since(later));
    let b = (
        later.checked_duration_since(now),
        now.checked_duration_since(later),
    );
    let c = (
        later.saturating_duration_since(now),
        now.saturating_duration_since(later),
    );
    format!("{a:?} {b:?} {c:?}")
}

/// `Instant::checked_add`, `Instant::checked_sub`: None when it cannot be told.
pub fn checked_arithmetic() -> String {
    let now = Instant::now();
    let there = now
        .checked_add(Duration::from_secs(9))
        .and_then(|later| later.checked_sub(Duration::from_secs(9)));
    // How far instants reach is the platform's affair; nobody's reach as far as this.
    let beyond = now
        .checked_add(Duration::MAX)
        .and_then(|later| later.checked_add(Duration::MAX));
    format!("{} {beyond:?}", there == Some(now))
}

/// `Instant: Add`, `Instant: AddAssign`, `Instant: Sub`, `Instant: SubAssign`: with durations and instants.
pub fn instant_operators() -> String {
    let now = Instant::now() + Duration::from_secs(10);
    let mut other = now;
    other += Duration::from_secs(2);
    other -= Duration::from_secs(1);
    format!(
        "{:?} {:?} {}",
        other - now,
        now - other,
        (now - Duration::from_secs(1)) < now
    )
}

/// `Instant: Add`: overflow panics.
pub fn instant_overflow() -> String {
    format!(
        "{:?}",
        message(|| Instant::now() + Duration::MAX + Duration::MAX).is_err()
    )
}

/// `Instant`: its traits.
pub fn instant_traits() -> String {
    traits!(Instant)
}

/// `SystemTime`: is std's own; `Duration` too.
pub fn durations() -> String {
    let sum = Duration::from_millis(1500) + Duration::from_secs(1);
    format!(
        "{sum:?} {}",
        std::time::SystemTime::now() > std::time::UNIX_EPOCH
    )
}

/// `Wake`: an `Arc` becomes a waker; `wake` consumes, `wake_by_ref` does not.
pub fn wake() -> String {
    struct Counts(AtomicU32);
    impl Wake for Counts {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, SeqCst);
        }
    }
    let counts = Arc::new(Counts(AtomicU32::new(0)));
    let waker = Waker::from(counts.clone());
    let other = waker.clone();
    let strong = Arc::strong_count(&counts);
    waker.wake_by_ref();
    waker.wake();
    other.wake();
    format!(
        "{strong} {} {}",
        Arc::strong_count(&counts),
        counts.0.load(SeqCst)
    )
}

/// `Wake::wake_by_ref`: can be given on its own.
pub fn wake_by_ref() -> String {
    struct Both(AtomicU32, AtomicU32);
    impl Wake for Both {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, SeqCst);
        }
        fn wake_by_ref(self: &Arc<Self>) {
            self.1.fetch_add(1, SeqCst);
        }
    }
    let both = Arc::new(Both(AtomicU32::new(0), AtomicU32::new(0)));
    let waker: Waker = both.clone().into();
    waker.wake_by_ref();
    waker.wake();
    format!("{:?} {:?}", both.0, both.1)
}

/// `Wake`: the documentation's executor, which parks its thread.
pub fn block_on() -> String {
    struct ThreadWaker(thread::Thread);
    impl Wake for ThreadWaker {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    fn block_on<T>(future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let waker = Arc::new(ThreadWaker(thread::current())).into();
        let mut context = Context::from_waker(&waker);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(value) => return value,
                Poll::Pending => thread::park(),
            }
        }
    }
    struct OtherThread {
        done: Arc<AtomicBool>,
        started: bool,
    }
    impl Future for OtherThread {
        type Output = &'static str;
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<&'static str> {
            if self.done.load(Acquire) {
                return Poll::Ready("done");
            }
            if !std::mem::replace(&mut self.started, true) {
                let (done, waker) = (self.done.clone(), context.waker().clone());
                thread::spawn(move || {
                    done.store(true, Release);
                    waker.wake();
                });
            }
            Poll::Pending
        }
    }
    let both = async {
        let first = OtherThread {
            done: Arc::new(AtomicBool::new(false)),
            started: false,
        }
        .await;
        format!("{first} and {}", async { "this" }.await)
    };
    block_on(both)
}

/// `Waker::will_wake`, `Waker::clone`: clones wake the same task.
pub fn will_wake() -> String {
    struct Nothing;
    impl Wake for Nothing {
        fn wake(self: Arc<Self>) {}
    }
    let (a, b) = (
        Waker::from(Arc::new(Nothing)),
        Waker::from(Arc::new(Nothing)),
    );
    format!("{} {}", a.will_wake(&a.clone()), a.will_wake(&b))
}

/// `Waker::noop`, `Context::from_waker`, `Context::waker`: poll by hand (the documentation's example).
pub fn noop() -> String {
    let mut context = Context::from_waker(Waker::noop());
    let same = context.waker().will_wake(Waker::noop());
    let mut future = pin!(async { 10 });
    format!("{same} {:?}", future.as_mut().poll(&mut context))
}

/// `Waker::from_raw`, `RawWaker`, `RawWakerVTable`: by hand.
pub fn raw_waker() -> String {
    static WOKEN: AtomicU32 = AtomicU32::new(0);
    fn count(_: *const ()) {
        WOKEN.fetch_add(1, SeqCst);
    }
    static TABLE: RawWakerVTable =
        RawWakerVTable::new(|data| RawWaker::new(data, &TABLE), count, count, |_| ());
    // SAFETY: the table's functions do not use the data.
    let waker = unsafe { Waker::from_raw(RawWaker::new(std::ptr::null(), &TABLE)) };
    waker.wake_by_ref();
    waker.clone().wake();
    format!("{WOKEN:?} {}", waker.data().is_null())
}

/// `Waker`, `Context`, `Poll`: their traits.
pub fn task_traits() -> String {
    traits!(Waker, Context<'static>, Poll<i32>)
}

/// `Waker`: is sent to another thread, which wakes.
pub fn wakers_cross_threads() -> String {
    struct Flag(AtomicBool);
    impl Wake for Flag {
        fn wake(self: Arc<Self>) {
            self.0.store(true, SeqCst);
        }
    }
    let flag = Arc::new(Flag(AtomicBool::new(false)));
    let waker = Waker::from(flag.clone());
    thread::spawn(move || waker.wake()).join().unwrap();
    format!("{:?} {}", flag.0, Arc::strong_count(&flag))
}

/// `HashMap`: the example at its head: insert, look up, remove, iterate.
pub fn map_basics() -> String {
    let mut reviews = HashMap::new();
    for (title, review) in [("a", "good"), ("b", "bad"), ("c", "none")] {
        reviews.insert(title, review);
    }
    let before = (
        reviews.len(),
        reviews.contains_key("d"),
        reviews.remove("b"),
        reviews.insert("a", "very good"),
    );
    let mut all: Vec<_> = reviews
        .iter()
        .map(|(title, review)| format!("{title}: {review}"))
        .collect();
    all.sort();
    format!("{before:?} {all:?} {:?} {}", reviews.get("x"), reviews["c"])
}

/// `HashMap::entry`: insert or change (the documentation's example).
pub fn map_entry() -> String {
    let mut letters: HashMap<char, u32> = HashMap::new();
    for letter in "a short treatise".chars() {
        letters
            .entry(letter)
            .and_modify(|count| *count += 1)
            .or_insert(1);
    }
    let vacant = matches!(letters.entry('z'), Entry::Vacant(_));
    let mut most: Vec<_> = letters.into_iter().collect();
    most.sort();
    format!("{vacant} {most:?}")
}

/// `HashMap::from`, `HashMap: FromIterator`, `HashMap: Extend`, `HashMap: PartialEq`, `HashMap::clone`.
///
/// `HashMap::from`: and friends.
pub fn map_makers() -> String {
    let map = HashMap::from([(1, 'a'), (2, 'b')]);
    let mut other: HashMap<i32, char> = [(2, 'b')].into_iter().collect();
    let before = map == other;
    other.extend([(1, 'x')]);
    other.extend(&HashMap::from([(1, 'a')]));
    let copy = map.clone();
    format!(
        "{before} {} {} {}",
        map == other,
        copy == map,
        HashMap::<i32, i32>::default().is_empty()
    )
}

/// `HashMap::keys`, `HashMap::values_mut`, `HashMap::retain`, `HashMap::drain`, `HashMap::into_keys`: and friends.
pub fn map_views() -> String {
    let mut map: HashMap<i32, i32> = (0..8).map(|x| (x, x * 10)).collect();
    map.values_mut().for_each(|value| *value += 1);
    map.retain(|key, _| key % 2 == 0);
    let mut keys: Vec<_> = map.keys().copied().collect();
    keys.sort();
    let sum: i32 = map.values().sum();
    for (_, value) in &mut map {
        *value = 1;
    }
    let ones: i32 = map.clone().into_values().sum();
    let mut into: Vec<_> = map.clone().into_keys().collect();
    into.sort();
    let drained = map.drain().count();
    format!(
        "{keys:?} {sum} {ones} {into:?} {drained} {}",
        map.is_empty()
    )
}

/// `HashMap::extract_if`, `HashMap::get_disjoint_mut`, `HashMap::get_key_value`, `HashMap::remove_entry`: newer ones.
pub fn map_newer() -> String {
    let mut map: HashMap<i32, i32> = (0..4).map(|x| (x, x)).collect();
    let mut odd: Vec<i32> = map
        .extract_if(|key, _| key % 2 == 1)
        .map(|it| it.0)
        .collect();
    odd.sort();
    let [zero, nothing] = map.get_disjoint_mut([&0, &9]);
    *zero.unwrap() += 5;
    let none = nothing.is_none();
    let removed = map.remove_entry(&2);
    format!("{odd:?} {none} {:?} {removed:?}", map.get_key_value(&0))
}

/// `HashMap: Index`: panics without the key.
pub fn map_index() -> String {
    let map = HashMap::from([("a", 1)]);
    format!("{} {}", map["a"], message(|| map["b"]).is_err())
}

/// `HashMap: Debug`: as a map.
pub fn map_debug() -> String {
    format!(
        "{:?} {:#?}",
        HashMap::from([("a", 1)]),
        HashMap::<i32, i32>::new()
    )
}

/// `HashMap::with_hasher`, `HashMap::with_capacity`: other ways to begin.
pub fn map_hashers() -> String {
    type Fixed = BuildHasherDefault<DefaultHasher>;
    let mut fixed: HashMap<&str, i32, Fixed> = HashMap::default();
    fixed.insert("a", 1);
    let mut other: HashMap<i32, i32> = HashMap::with_hasher(RandomState::new());
    other.insert(1, 2);
    let room = HashMap::<i32, i32>::with_capacity(10);
    format!("{fixed:?} {other:?} {}", room.capacity() >= 10)
}

/// `RandomState`: `std::hash` and `std::collections::hash_map` have the same one.
pub fn random_state_is_one_type() -> String {
    let state: std::hash::RandomState = RandomState::new();
    let mut map: HashMap<i32, i32, std::hash::RandomState> = HashMap::new();
    map.insert(1, 1);
    format!(
        "{} {:?}",
        state.hash_one(3) == state.clone().hash_one(3),
        map
    )
}

/// `HashMap`, `HashSet`, `RandomState`: their traits.
pub fn hash_traits() -> String {
    let all = traits!(HashMap<i32, i32>, HashMap<i32, std::rc::Rc<i32>>, HashSet<i32>, hash_map::HashMap<i32, f32>, RandomState);
    // The look-alike wraps std's own and lends it.
    all.replace(" Deref DerefMut", "")
}

/// `HashMap`: under a lock, filled by two threads.
pub fn map_under_a_lock() -> String {
    let map = Arc::new(Mutex::new(HashMap::new()));
    let handles = [1, 2].map(|i| {
        let map = map.clone();
        thread::spawn(move || map.lock().unwrap().insert(i, i * i))
    });
    handles.map(|handle| handle.join().unwrap());
    let mut entries: Vec<(i32, i32)> = Arc::into_inner(map)
        .unwrap()
        .into_inner()
        .unwrap()
        .into_iter()
        .collect();
    entries.sort();
    format!("{entries:?}")
}

/// `HashMap`: may hold references to what is declared after it.
pub fn map_may_dangle() -> String {
    let mut map = HashMap::new();
    let text = "key".to_owned();
    map.insert(text.as_str(), 1);
    format!("{map:?}")
}

/// `HashSet`: the example at its head, and its views.
pub fn set_basics() -> String {
    let mut books = HashSet::from(["a", "b"]);
    let new = (
        books.insert("c"),
        books.insert("a"),
        books.remove("b"),
        books.contains("c"),
    );
    let mut all: Vec<_> = books.iter().copied().collect();
    all.sort();
    format!("{new:?} {all:?} {:?}", HashSet::from([1]))
}

/// `HashSet::union`, `HashSet::intersection`, `HashSet::difference`, `HashSet: BitOr`: set algebra.
pub fn set_algebra() -> String {
    let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([3, 4]));
    let sorted = |set: HashSet<i32>| {
        let mut all: Vec<_> = set.into_iter().collect();
        all.sort();
        all
    };
    let by_methods = [
        sorted(a.union(&b).copied().collect()),
        sorted(a.intersection(&b).copied().collect()),
        sorted(a.difference(&b).copied().collect()),
        sorted(a.symmetric_difference(&b).copied().collect()),
    ];
    let by_operators = [
        sorted(&a | &b),
        sorted(&a & &b),
        sorted(&a - &b),
        sorted(&a ^ &b),
    ];
    let other = HashSet::from([1]);
    format!(
        "{by_methods:?} {} {} {}",
        by_methods == by_operators,
        other.is_subset(&a),
        other.is_disjoint(&b)
    )
}

/// `HashSet: Extend`, `HashSet::retain`, `HashSet::take`, `HashSet::get`, `HashSet::replace`: the rest.
pub fn set_rest() -> String {
    let mut set: HashSet<i32> = (0..6).collect();
    set.retain(|x| x % 2 == 0);
    set.extend([7, 9]);
    set.extend(&[11]);
    let taken = (
        set.take(&9),
        set.take(&10),
        set.get(&7).copied(),
        set.replace(7),
    );
    let fixed: HashSet<i32, BuildHasherDefault<DefaultHasher>> = set.iter().copied().collect();
    let mut all: Vec<_> = fixed.into_iter().collect();
    all.sort();
    format!(
        "{taken:?} {all:?} {}",
        HashSet::<i32>::with_capacity(3).is_empty()
    )
}
