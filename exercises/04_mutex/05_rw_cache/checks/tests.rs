//! What one thread sees of the cache.

use kit::prelude::*;

/// What a call of `get_or_insert_with` did.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Got {
    value: String,
    /// Whether it called `make`.
    made: bool,
}

kit::driver_only! {
    use rw_cache::Cache;

    fn get(cache: &Cache<String, String>, key: &str, value: String) -> Got {
        let mut made = false;
        let value = cache.get_or_insert_with(key.to_owned(), || {
            made = true;
            value
        });
        Got { value, made }
    }
}

kit::act! {
    /// Asks a new cache for these keys, one after the other. The value made for entry i would be "{i}".
    fn ask_for(keys: Vec<String>) -> Vec<Got> {
        let cache = Cache::new();
        keys.iter().enumerate().map(|(i, key)| get(&cache, key, i.to_string())).collect()
    }

    /// The content of a cache that was asked for these keys, sorted, and the content before.
    fn content_after(keys: Vec<String>) -> (usize, Vec<(String, String)>) {
        let cache = Cache::new();
        let before = cache.read(|map| map.len());
        for (i, key) in keys.iter().enumerate() {
            get(&cache, key, i.to_string());
        }
        let mut content: Vec<_> = cache.read(|map| map.iter().map(|(k, v)| (k.clone(), v.clone())).collect());
        content.sort();
        (before, content)
    }

    /// Asks two caches for the same key.
    fn two_caches() -> (Got, Got) {
        let (one, other) = (Cache::new(), Cache::new());
        let first = get(&one, "key", "one".to_owned());
        (first, get(&other, "key", "other".to_owned()))
    }
}

kit::judge_only! {
    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }
}

kit::judge! {
    /// The first call for a key makes the value, and later calls get it without making one.
    fn made_once_then_kept() {
        let got = ask_for(words(&["a", "a", "b", "a", "b", ""]));
        expect_eq!(got.len(), 6, "how many calls of get_or_insert_with returned");
        for (i, (key, first)) in [("a", 0), ("a", 0), ("b", 2), ("a", 0), ("b", 2), ("", 5)].into_iter().enumerate() {
            let Got { value, made } = &got[i];
            expect!(
                *made || i != first,
                "get_or_insert_with({key:?}, make) did not call make, although the key was not in the cache."
            );
            expect!(
                !*made || i == first,
                "get_or_insert_with({key:?}, make) called make, although an earlier call had made a value for this key: it has to be kept."
            );
            expect_eq!(
                value,
                &first.to_string(),
                "call {} of get_or_insert_with, for {key:?}, after call {} had made the value \"{first}\" for it",
                i + 1,
                first + 1
            );
        }
    }

    /// `read` lends all that is in the cache.
    fn read_shows_all() {
        let (before, content) = content_after(words(&["x", "y", "x", "z"]));
        expect_eq!(before, 0, "the number of entries that read shows in a new cache");
        let expected: Vec<(String, String)> = [("x", "0"), ("y", "1"), ("z", "3")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        expect_eq!(content, expected, "what read shows after calls for \"x\", \"y\", \"x\", \"z\" with values \"0\", \"1\", \"2\", \"3\"");
    }

    /// Two caches have nothing to do with each other.
    fn caches_are_independent() {
        let (one, other) = two_caches();
        expect_eq!(one, Got { value: "one".to_owned(), made: true }, "get_or_insert_with on a new cache");
        expect_eq!(other, Got { value: "other".to_owned(), made: true }, "get_or_insert_with on a second new cache");
    }
}
