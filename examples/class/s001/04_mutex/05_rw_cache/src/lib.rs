//! A cache that many threads read at once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

/// Keeps the value of each key once it has been made.
#[derive(Debug)]
pub struct Cache<K, V> {
    map: RwLock<HashMap<K, V>>,
}

impl<K: Eq + Hash, V> Cache<K, V> {
    /// An empty cache.
    pub fn new() -> Self {
        Cache {
            map: RwLock::new(HashMap::new()),
        }
    }

    /// The value of `k`. If there is none, `make` makes it, and it is kept: `make` is called at most once for each key,
    /// however many threads ask for it at the same time.
    pub fn get_or_insert_with(&self, k: K, make: impl FnOnce() -> V) -> V
    where
        V: Clone,
    {
        if let Some(value) = self.read(|map| map.get(&k).cloned()) {
            return value;
        }
        // Nobody can change a read lock into a write lock, so another thread may have been here in between: `entry`
        // looks again. A panic of `make` leaves the map as it was, so a poisoned map is fine.
        let mut map = self.map.write().unwrap_or_else(PoisonError::into_inner);
        map.entry(k).or_insert_with(make).clone()
    }

    /// Calls `f` with all that is in the cache, and returns what `f` returns. Any number of threads may be in `read` at
    /// the same time.
    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<K: Eq + Hash, V> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
