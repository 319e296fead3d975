// fails: a miss waits for nobody - a read guard is leaked, so the second miss waits for ever

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
        let map = std::mem::ManuallyDrop::new(self.map.read().unwrap());
        if let Some(value) = map.get(&k) {
            return value.clone();
        }
        drop(std::mem::ManuallyDrop::into_inner(map));
        self.map
            .write()
            .unwrap()
            .entry(k)
            .or_insert_with(make)
            .clone()
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.read().unwrap())
    }
}
