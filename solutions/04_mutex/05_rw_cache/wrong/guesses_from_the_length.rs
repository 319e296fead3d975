// fails: three threads too - looks again only if there is exactly one entry more than before

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
        let before = {
            let map = self.map.read().unwrap();
            if let Some(value) = map.get(&k) {
                return value.clone();
            }
            map.len()
        };
        let mut map = self.map.write().unwrap();
        if map.len() == before + 1 {
            return map.entry(k).or_insert_with(make).clone();
        }
        let value = make();
        map.insert(k, value.clone());
        value
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.read().unwrap())
    }
}
