//! Every interleaving of threads that ask for the same keys, and for different ones.

use kit::prelude::*;
use rw_cache::Cache;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, JoinHandle};

/// A cache, and how often a value was made for it.
#[derive(Clone)]
struct Watched {
    cache: Arc<Cache<&'static str, u32>>,
    made: Arc<AtomicU32>,
}

impl Watched {
    fn new() -> Watched {
        Watched {
            cache: Arc::new(Cache::new()),
            made: Arc::default(),
        }
    }

    /// Asks for the key; a value made for it is `value`, and counted.
    fn get(&self, key: &'static str, value: u32) -> u32 {
        self.cache.get_or_insert_with(key, || {
            self.made.fetch_add(1, Ordering::SeqCst);
            value
        })
    }

    /// The same on a thread of its own.
    fn spawn_get(&self, key: &'static str, value: u32) -> JoinHandle<u32> {
        let watched = self.clone();
        thread::spawn(move || watched.get(key, value))
    }

    /// What is in the cache for the key.
    fn peek(&self, key: &str) -> Option<u32> {
        self.cache.read(|map| map.get(key).copied())
    }

    /// Fails unless `make` was called so often.
    fn expect_made(&self, times: u32, story: &str) {
        let made = self.made.load(Ordering::SeqCst);
        expect!(
            made <= times,
            "make was called {made} times, {story}: a thread found the key missing, and did not look again under the lock under which it inserts."
        );
        expect_eq!(made, times, "how often make was called, {story}");
    }
}

kit::model! {
    /// One thread alone misses, hits and reads, and never waits.
    fn alone() {
        let watched = Watched::new();
        watched.get("one", 1);
        watched.get("one", 2);
        watched.get("two", 2);
        watched.peek("one");
        watched.get("three", 3);
        watched.peek("three");
    }

    /// Two threads ask for the same key: one makes the value, both get it.
    fn the_same_key() {
        let watched = Watched::new();
        let other = watched.spawn_get("key", 1);
        let mine = watched.get("key", 2);
        let theirs = other.join().unwrap();
        watched.expect_made(1, "for one key that two threads asked for");
        expect!(
            mine == theirs,
            "Two threads asked for the same key and got different values: {theirs} and {mine}."
        );
        expect_eq!(watched.peek("key"), Some(mine), "the value that is kept for the key, of which both threads got {mine}");
        expect_eq!(watched.get("key", 3), mine, "get_or_insert_with on a key that is there");
    }

    /// Two threads ask for different keys: both values are made and kept.
    fn two_keys() {
        let watched = Watched::new();
        let other = watched.spawn_get("one", 1);
        expect_eq!(watched.get("two", 2), 2, "get_or_insert_with(\"two\", || 2), called while another thread asks for \"one\"");
        expect_eq!(other.join().unwrap(), 1, "get_or_insert_with(\"one\", || 1), called while another thread asks for \"two\"");
        watched.expect_made(2, "for two keys");
        expect_eq!(
            (watched.peek("one"), watched.peek("two")),
            (Some(1), Some(2)),
            "the values that are kept for \"one\" and \"two\", which two threads asked for at the same time"
        );
    }

    /// Who reads while another thread inserts sees what was there before, and the new value or not.
    fn readers_see_what_is_there() {
        let watched = Watched::new();
        watched.get("old", 1);
        let writer = watched.spawn_get("new", 2);
        let (old, new) = watched.cache.read(|map| (map.get("old").copied(), map.get("new").copied()));
        expect_eq!(old, Some(1), "what `read` shows for a key that is there, while another thread inserts another key");
        expect!(
            new.is_none() || new == Some(2),
            "`read` showed {new:?} for a key whose value is 2."
        );
        expect_eq!(watched.get("old", 3), 1, "get_or_insert_with on a key that is there, while another thread inserts another key");
        writer.join().unwrap();
        expect_eq!(watched.peek("new"), Some(2), "what `read` shows when the other thread has inserted the key");
    }

    /// Three threads ask for two keys.
    fn three_threads() {
        let watched = Watched::new();
        let others = [watched.spawn_get("one", 1), watched.spawn_get("two", 2)];
        let mine = watched.get("one", 3);
        let [one, two] = others.map(|other| other.join().unwrap());
        watched.expect_made(2, "for two keys that three threads asked for");
        expect!(
            mine == one && two == 2,
            "Two threads asked for the same key and got {one} and {mine}, a third one asked for another key, of value 2, and got {two}."
        );
        expect_eq!(
            (watched.peek("one"), watched.peek("two")),
            (Some(one), Some(2)),
            "the values that are kept for the two keys"
        );
    }

    /// Three threads ask for one key.
    fn three_for_one_key() {
        let watched = Watched::new();
        let others = [watched.spawn_get("key", 1), watched.spawn_get("key", 2)];
        let mine = watched.get("key", 3);
        let [one, two] = others.map(|other| other.join().unwrap());
        watched.expect_made(1, "for one key that three threads asked for");
        expect!(
            mine == one && mine == two,
            "Three threads asked for the same key and got {one}, {two} and {mine}."
        );
    }
}
