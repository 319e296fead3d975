//! Style: get_or_insert_with always takes the write lock; one impl block with where clauses, `std::*`.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::Hash,
    sync::*,
};

#[derive(Default)]
pub struct Cache<K, V>
where
    K: Eq + Hash,
{
    entries: RwLock<HashMap<K, V>>,
}

impl<K, V> Cache<K, V>
where
    K: Eq + Hash,
    V: Clone,
{
    pub fn new() -> Cache<K, V> {
        Cache {
            entries: Default::default(),
        }
    }

    pub fn get_or_insert_with<F: FnOnce() -> V>(&self, k: K, make: F) -> V {
        match self.entries.write().unwrap().entry(k) {
            Entry::Occupied(entry) => entry.get().clone(),
            Entry::Vacant(entry) => entry.insert(make()).clone(),
        }
    }

    pub fn read<R, F: FnOnce(&HashMap<K, V>) -> R>(&self, f: F) -> R {
        let entries = self.entries.read().unwrap();
        f(&entries)
    }

    pub fn len(&self) -> usize {
        self.read(|entries| entries.len())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
