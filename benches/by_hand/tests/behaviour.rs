#![cfg(not(loom))]
use counter::{count_into, count_up};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

#[test]
fn counts_up() {
    for n in [0, 1, 2, 40] {
        assert_eq!(count_up(n), n * n.saturating_sub(1) / 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn adds_to_any_start(start in 0usize..1000, n in 0usize..12) {
        let counter = Arc::new(Mutex::new(start));
        count_into(&counter, n);
        prop_assert_eq!(*counter.lock().unwrap(), start + n * n.saturating_sub(1) / 2);
    }
}
