//! Any keys in any order.

use kit::prelude::*;

kit::driver_only! {
    use rw_cache::Cache;
}

kit::act! {
    /// Asks a cache for these keys, one after the other. The value made for call i would be i. Returns what the calls
    /// returned, how often a value was made, and the content, sorted.
    fn ask_for(keys: Vec<u16>) -> (Vec<usize>, usize, Vec<(u16, usize)>) {
        let cache = Cache::new();
        let mut made = 0;
        let mut ask = |(number, &key)| {
            cache.get_or_insert_with(key, || {
                made += 1;
                number
            })
        };
        let got = keys.iter().enumerate().map(&mut ask).collect();
        let mut content: Vec<_> = cache.read(|map| map.iter().map(|(&key, &value)| (key, value)).collect());
        content.sort();
        (got, made, content)
    }
}

kit::judge! {
    /// Each call returns the value made by the first call for its key.
    #[cases(64)]
    fn the_first_value_stays(keys in prop::collection::vec(0u16..80, 0..160)) {
        let mut kept = std::collections::BTreeMap::new();
        let expected: Vec<usize> = keys.iter().enumerate().map(|(number, key)| *kept.entry(*key).or_insert(number)).collect();
        let (got, made, content) = ask_for(keys.clone());
        if let Some(call) = (0..keys.len()).find(|&call| got.get(call) != expected.get(call)) {
            fail!(
                "Call {call} asked for key {} and has to get {}, the number of the first call for this key, but got {}. (Calls are numbered from 0; `make` returns the number of the call.)",
                keys[call], expected[call], got[call]
            );
        }
        expect_eq!(made, kept.len(), "how often get_or_insert_with called make for {} different keys", kept.len());
        expect_eq!(content, Vec::from_iter(kept), "the keys and values that read shows after get_or_insert_with for {keys:?}");
    }
}
