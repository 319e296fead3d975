// fails: a miss waits for nobody - the read guard lives until the end of the match, in which the write lock is asked for

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
        match self.map.read().unwrap().get(&k) {
            Some(value) => value.clone(),
            None => {
                let value = make();
                self.map.write().unwrap().insert(k, value.clone());
                value
            }
        }
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.read().unwrap())
    }
}
