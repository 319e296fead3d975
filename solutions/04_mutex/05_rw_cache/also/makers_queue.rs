//! Style: a Mutex lets one maker in at a time; the value is made without any lock that readers need.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, RwLock};

pub struct Cache<K, V> {
    map: RwLock<HashMap<K, V>>,
    making: Mutex<()>,
}

impl<K: Eq + Hash, V> Cache<K, V> {
    pub fn new() -> Self {
        Cache {
            map: RwLock::new(HashMap::new()),
            making: Mutex::new(()),
        }
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        let guard = self.map.read().expect("no panic under the write lock");
        f(&*guard)
    }
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    fn get(&self, k: &K) -> Option<V> {
        self.map
            .read()
            .expect("no panic under the write lock")
            .get(k)
            .cloned()
    }

    pub fn get_or_insert_with(&self, k: K, make: impl FnOnce() -> V) -> V {
        if let Some(found) = self.get(&k) {
            return found;
        }
        let turn = self
            .making
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let value = match self.get(&k) {
            Some(found) => found,
            None => {
                let made = make();
                let kept = made.clone();
                self.map
                    .write()
                    .expect("no panic under the write lock")
                    .insert(k, kept);
                made
            }
        };
        drop(turn);
        value
    }
}
