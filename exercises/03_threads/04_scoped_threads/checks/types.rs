//! Data, results and functions of types that can do no more than they have to.

use kit::prelude::*;

kit::driver_only! {
    use scoped_threads::map_in_parts;
    use std::cell::Cell;
    use std::num::NonZeroUsize;
    use std::sync::{Mutex, MutexGuard};

    fn two() -> NonZeroUsize {
        NonZeroUsize::MIN.saturating_add(1)
    }
}

kit::act! {
    /// The sums of the two halves of data that is Sync and not Send, nor Clone.
    fn guards(numbers: [u32; 4]) -> Vec<u32> {
        let locks = numbers.map(Mutex::new);
        let guards: Vec<MutexGuard<'_, u32>> = locks.iter().map(|lock| lock.lock().unwrap()).collect();
        map_in_parts(&guards, two(), |part: &[MutexGuard<'_, u32>]| part.iter().map(|guard| **guard).sum())
    }

    /// The sums of two halves in a type that is Send and not Sync, nor Clone or Default.
    fn cells(numbers: [u32; 4]) -> Vec<u32> {
        struct Sum(Cell<u32>);
        let sums: Vec<Sum> = map_in_parts(&numbers, two(), |part| Sum(Cell::new(part.iter().sum())));
        sums.into_iter().map(|sum| sum.0.into_inner()).collect()
    }

    /// Results that borrow from the data, by a function that borrows and is not Send: how long the longest text of each half is.
    fn longest(texts: [String; 4]) -> Vec<usize> {
        let calls = Mutex::new(0);
        let other = Mutex::new(());
        let guard = other.lock().unwrap();
        let counter = &calls;
        // It owns a guard, which is Sync and not Send.
        let longest: Vec<usize> = map_in_parts(&texts, two(), move |part: &[String]| {
            let _inside: &() = &guard;
            *counter.lock().unwrap() += 1;
            part.iter().map(String::len).max().unwrap_or(0)
        });
        longest.into_iter().chain([*calls.lock().unwrap()]).collect()
    }

    /// What a plain function returns for the halves.
    fn by_function(numbers: [u32; 4]) -> Vec<usize> {
        fn length(part: &[u32]) -> usize {
            part.len()
        }
        map_in_parts(&numbers, two(), length)
    }

    /// What the function gives back when its results are nothing at all.
    fn nothing(numbers: [u32; 4]) -> usize {
        map_in_parts(&numbers, two(), |_| ()).len()
    }
}

// Both halves have the same result in all of these: in which order results come is not this check's matter.
kit::judge! {
    /// The data need be no more than Sync.
    fn data_is_sync() {
        expect_eq!(guards([1, 30, 20, 11]), [31, 31], "the sums of map_in_parts over four guards of 1, 30, 20 and 11 in 2 parts");
    }

    /// The results need be no more than Send.
    fn results_are_send() {
        expect_eq!(cells([1, 30, 20, 11]), [31, 31], "the sums, in cells, of map_in_parts over [1, 30, 20, 11] in 2 parts");
        expect_eq!(nothing([1, 2, 3, 4]), 2, "how many results there are for [1, 2, 3, 4] in 2 parts with a function that returns ()");
    }

    /// The function may borrow, and need be no more than Sync.
    fn function_is_sync() {
        let texts = ["a", "bbb", "ccc", ""].map(str::to_owned);
        expect_eq!(longest(texts), [3, 3, 2], "the longest texts of the halves of [\"a\", \"bbb\", \"ccc\", \"\"], and how often the function was called");
        expect_eq!(by_function([1, 2, 3, 4]), [2, 2], "map_in_parts over [1, 2, 3, 4] in 2 parts with a function that returns the length");
    }
}
