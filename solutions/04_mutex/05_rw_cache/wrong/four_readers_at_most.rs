// fails: readers side by side - lets in four readers, and keeps a fifth one out

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Condvar, Mutex, RwLock};

pub struct Cache<K, V> {
    map: RwLock<HashMap<K, V>>,
    inside: Mutex<usize>,
    left: Condvar,
}

impl<K: Eq + Hash, V> Cache<K, V> {
    pub fn new() -> Self {
        Cache {
            map: RwLock::new(HashMap::new()),
            inside: Mutex::new(0),
            left: Condvar::new(),
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
        let mut inside = self.inside.lock().unwrap();
        while *inside == 4 {
            inside = self.left.wait(inside).unwrap();
        }
        *inside += 1;
        drop(inside);
        let result = f(&self.map.read().unwrap());
        *self.inside.lock().unwrap() -= 1;
        self.left.notify_one();
        result
    }
}
