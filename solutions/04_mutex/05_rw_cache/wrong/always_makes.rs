// fails: made once, then kept - calls make in any case and throws the value away on a hit

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
        let value = make();
        self.map.write().unwrap().entry(k).or_insert(value).clone()
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.read().unwrap())
    }
}
