#![cfg(loom)]
use counter::count_into;
use loom::sync::Mutex;
use std::sync::Arc;

#[test]
fn no_increment_is_lost() {
    loom::model(|| {
        let counter = Arc::new(Mutex::new(0));
        count_into(&counter, 3);
        assert_eq!(*counter.lock().unwrap(), 3);
    });
}
