// fails: readers side by side - read counts its calls, and keeps the counter locked while f runs

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, RwLock};

pub struct Cache<K, V> {
    map: RwLock<HashMap<K, V>>,
    reads: Mutex<u64>,
}

impl<K: Eq + Hash, V> Cache<K, V> {
    pub fn new() -> Self {
        Cache {
            map: RwLock::new(HashMap::new()),
            reads: Mutex::new(0),
        }
    }

    pub fn get_or_insert_with(&self, k: K, make: impl FnOnce() -> V) -> V
    where
        V: Clone,
    {
        if let Some(value) = self.map.read().unwrap().get(&k) {
            return value.clone();
        }
        self.map
            .write()
            .unwrap()
            .entry(k)
            .or_insert_with(make)
            .clone()
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        let mut reads = self.reads.lock().unwrap();
        *reads += 1;
        f(&self.map.read().unwrap())
    }
}
