//! Style: tries for the locks and yields, edition-2024 `if let … else`; the write guard is downgraded to a read guard.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{RwLock, RwLockWriteGuard, TryLockError};
use std::thread;

pub struct Cache<K, V>(RwLock<HashMap<K, V>>);

impl<K: Eq + Hash, V> Cache<K, V> {
    pub fn new() -> Self {
        Cache(RwLock::new(HashMap::new()))
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<K, V>> {
        loop {
            match self.0.try_write() {
                Ok(guard) => return guard,
                Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => thread::yield_now(),
            }
        }
    }

    pub fn get_or_insert_with(&self, k: K, make: impl FnOnce() -> V) -> V
    where
        V: Clone,
    {
        // In edition 2024 the read guard of the condition is dropped before the else branch.
        if let Some(value) = self.0.read().unwrap().get(&k) {
            value.clone()
        } else {
            let mut guard = self.write();
            if !guard.contains_key(&k) {
                let value = make();
                let kept = value.clone();
                guard.insert(k, kept);
                return value;
            }
            let guard = RwLockWriteGuard::downgrade(guard);
            guard[&k].clone()
        }
    }

    pub fn read<R>(&self, f: impl FnOnce(&HashMap<K, V>) -> R) -> R {
        let guard = self.0.read().unwrap();
        let result = f(&guard);
        drop(guard);
        result
    }
}
