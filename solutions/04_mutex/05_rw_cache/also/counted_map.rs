//! Style: a reader-writer lock of one's own: readers hold the map by an Arc, a writer waits until it is alone with it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

pub struct Cache<K, V> {
    map: Mutex<Arc<HashMap<K, V>>>,
    reader_left: Condvar,
}

impl<K: Eq + Hash, V> Cache<K, V> {
    pub fn new() -> Self {
        Cache {
            map: Mutex::new(Arc::new(HashMap::new())),
            reader_left: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Arc<HashMap<K, V>>> {
        self.map.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn get_or_insert_with(&self, k: K, make: impl FnOnce() -> V) -> V
    where
        V: Clone,
    {
        let mut map = self.lock();
        while Arc::strong_count(&map) > 1 {
            map = self
                .reader_left
                .wait(map)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let map = Arc::get_mut(&mut map).expect("nobody else has it, and it is locked");
        map.entry(k).or_insert_with(make).clone()
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        let map = Arc::clone(&self.lock());
        let result = f(&map);
        // Under the lock, so that a writer either sees that we have left or is already waiting.
        let lock = self.lock();
        drop(map);
        drop(lock);
        self.reader_left.notify_all();
        result
    }
}
