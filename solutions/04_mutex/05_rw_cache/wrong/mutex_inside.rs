// fails: readers side by side - a Mutex lets in one reader at a time

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

pub struct Cache<K, V> {
    map: Mutex<HashMap<K, V>>,
}

impl<K: Eq + Hash, V> Cache<K, V> {
    pub fn new() -> Self {
        Cache {
            map: Mutex::new(HashMap::new()),
        }
    }

    pub fn get_or_insert_with(&self, k: K, make: impl FnOnce() -> V) -> V
    where
        V: Clone,
    {
        self.map
            .lock()
            .unwrap()
            .entry(k)
            .or_insert_with(make)
            .clone()
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.lock().unwrap())
    }
}
