//! Any order of uses.

use kit::prelude::*;

/// One use of the mutex around a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Use {
    /// Lock and push, the guard is a temporary value.
    Push(u8),
    /// Lock by `try_lock` and push.
    TryPush(u8),
    /// Replace the list.
    Replace(Vec<u8>),
    /// Pop, with two tries of others meanwhile.
    PopWhileOthersTry,
    /// Look at the length.
    Look,
}

/// What `try_lock` says while the lock is held and when it has been given back.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Tried {
    at_first: bool,
    held_by_lock: [bool; 3],
    given_back: bool,
    held_by_try_lock: [bool; 3],
    given_back_again: bool,
}

kit::driver_only! {
    use spin_mutex::SpinMutex;

    fn taken<T>(mutex: &SpinMutex<T>) -> bool {
        mutex.try_lock().is_none()
    }
}

kit::act! {
    /// Tries in every state of the lock.
    fn try_in_every_state() -> Tried {
        let mutex = SpinMutex::new(0);
        let at_first = !taken(&mutex);
        let guard = mutex.lock();
        let held_by_lock = [0; 3].map(|_| !taken(&mutex));
        drop(guard);
        let given_back = !taken(&mutex);
        let guard = mutex.try_lock();
        let held_by_try_lock = [0; 3].map(|_| !taken(&mutex));
        drop(guard);
        let given_back_again = !taken(&mutex);
        Tried { at_first, held_by_lock, given_back, held_by_try_lock, given_back_again }
    }

    /// Holds one mutex: is another one taken too? And is the first one taken when the other has been given back?
    fn two_mutexes() -> (bool, bool) {
        let (one, other) = (SpinMutex::new(1), SpinMutex::new(2));
        let _guard = one.lock();
        let other_taken = taken(&other);
        drop(other.try_lock());
        (other_taken, taken(&one))
    }

    /// Uses a mutex around a list, and takes the list out at the end. The numbers are what the uses saw.
    fn use_it(first: Vec<u8>, uses: Vec<Use>) -> (Vec<usize>, Vec<u8>) {
        let mutex = SpinMutex::new(first);
        let mut seen = Vec::new();
        for one in uses {
            match one {
                Use::Push(value) => mutex.lock().push(value),
                Use::TryPush(value) => match mutex.try_lock() {
                    Some(mut guard) => guard.push(value),
                    None => seen.push(usize::MAX),
                },
                Use::Replace(list) => *mutex.lock() = list,
                Use::PopWhileOthersTry => {
                    let mut guard = mutex.lock();
                    seen.push(usize::from(mutex.try_lock().is_some()));
                    guard.pop();
                    seen.push(usize::from(mutex.try_lock().is_some()));
                }
                Use::Look => seen.push(mutex.lock().len()),
            }
        }
        (seen, mutex.into_inner())
    }
}

kit::judge_only! {
    fn one_use() -> impl Strategy<Value = Use> {
        prop_oneof![
            any::<u8>().prop_map(Use::Push),
            any::<u8>().prop_map(Use::TryPush),
            prop::collection::vec(any::<u8>(), 0..4).prop_map(Use::Replace),
            Just(Use::PopWhileOthersTry),
            Just(Use::Look),
        ]
    }

    /// What the same uses do to a list without a lock.
    fn without_a_lock(mut list: Vec<u8>, uses: &[Use]) -> (Vec<usize>, Vec<u8>) {
        let mut seen = Vec::new();
        for one in uses {
            match one {
                Use::Push(value) | Use::TryPush(value) => list.push(*value),
                Use::Replace(other) => list = other.clone(),
                Use::PopWhileOthersTry => {
                    list.pop();
                    seen.extend([0, 0]);
                }
                Use::Look => seen.push(list.len()),
            }
        }
        (seen, list)
    }
}

kit::judge! {
    /// try_lock gives a guard exactly when the lock is free.
    fn try_lock_tells() {
        let tried = try_in_every_state();
        expect!(tried.at_first, "try_lock() of a new mutex returned None, although nobody held it.");
        for (number, got_in) in (1..).zip(tried.held_by_lock) {
            expect!(!got_in, "try_lock() number {number} returned a guard, although a guard of lock() was still alive.");
        }
        expect!(tried.given_back, "try_lock() returned None, although the guard of lock() had been dropped.");
        for (number, got_in) in (1..).zip(tried.held_by_try_lock) {
            expect!(!got_in, "try_lock() number {number} returned a guard, although another guard of try_lock() was still alive.");
        }
        expect!(tried.given_back_again, "try_lock() returned None, although the guard of another try_lock() had been dropped.");
    }

    /// Every mutex has a lock of its own.
    fn locks_are_independent() {
        let (other_taken, still_taken) = two_mutexes();
        expect!(!other_taken, "Locking one mutex locked another one too: each needs a flag of its own.");
        expect!(still_taken, "Unlocking one mutex unlocked another one too: each needs a flag of its own.");
    }

    /// A list in a mutex is the same list.
    #[cases(64)]
    fn same_as_without_a_lock(first in prop::collection::vec(any::<u8>(), 0..4), uses in prop::collection::vec(one_use(), 0..12)) {
        let (seen, list) = without_a_lock(first.clone(), &uses);
        let got = use_it(first, uses);
        expect_eq!(got.0, seen, "what was seen under the lock (lengths; whether a try_lock() of a taken lock got in)");
        expect_eq!(got.1, list, "the list that into_inner() returned");
    }
}
