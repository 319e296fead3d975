// fails: once per key, also at once - takes the map out of the lock while it makes the value, so readers find an empty one

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::RwLock;

pub struct Cache<K, V> {
    map: RwLock<HashMap<K, V>>,
}

impl<K: Eq + Hash, V> Cache<K, V> {
    pub fn new() -> Self {
        Cache {
            map: RwLock::new(HashMap::new()),
        }
    }

    pub fn get_or_insert_with(&self, k: K, make: impl FnOnce() -> V) -> V
    where
        V: Clone,
    {
        if let Some(value) = self.map.read().unwrap().get(&k) {
            return value.clone();
        }
        let mut map = std::mem::take(&mut *self.map.write().unwrap());
        let value = map.entry(k).or_insert_with(make).clone();
        *self.map.write().unwrap() = map;
        value
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.read().unwrap())
    }
}
