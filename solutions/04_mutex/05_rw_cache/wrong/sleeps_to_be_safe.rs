// fails: once per key, also at once - waits a moment instead of looking again

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
        std::thread::sleep(std::time::Duration::from_millis(5));
        let mut map = self.map.write().unwrap();
        let value = make();
        map.insert(k, value.clone());
        value
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        f(&self.map.read().unwrap())
    }
}
