//! Style: makers of keys with different hashes do not wait for each other.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, RwLock};

const STRIPES: usize = 4;

pub struct Cache<K, V> {
    map: RwLock<HashMap<K, V>>,
    stripes: [Mutex<()>; STRIPES],
    hasher: RandomState,
}

impl<K: Eq + Hash, V> Cache<K, V> {
    pub fn new() -> Self {
        Self {
            map: RwLock::default(),
            stripes: std::array::from_fn(|_| Mutex::new(())),
            hasher: RandomState::new(),
        }
    }

    pub fn get_or_insert_with(&self, k: K, make: impl FnOnce() -> V) -> V
    where
        V: Clone,
    {
        let stripe = self.hasher.hash_one(&k) as usize % STRIPES;
        let _turn = self.stripes[stripe].lock().unwrap();
        if let Some(value) = self.map.read().unwrap().get(&k) {
            return value.clone();
        }
        let value = make();
        self.map.write().unwrap().insert(k, value.clone());
        value
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.read().unwrap())
    }
}
