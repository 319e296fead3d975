//! `HashMap`, `HashSet` and their hasher.

#[macro_use]
mod common;

use common::message;
use std::collections::hash_map::{self, DefaultHasher, Entry, RandomState};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::{Arc, Mutex};
use std::thread;

/// `HashMap`: the example at its head: insert, look up, remove, iterate.
pub fn map_basics() -> String {
    let mut reviews = HashMap::new();
    for (title, review) in [("a", "good"), ("b", "bad"), ("c", "none")] {
        reviews.insert(title, review);
    }
    let before = (
        reviews.len(),
        reviews.contains_key("d"),
        reviews.remove("b"),
        reviews.insert("a", "very good"),
    );
    let mut all: Vec<_> = reviews
        .iter()
        .map(|(title, review)| format!("{title}: {review}"))
        .collect();
    all.sort();
    format!("{before:?} {all:?} {:?} {}", reviews.get("x"), reviews["c"])
}

/// `HashMap::entry`: insert or change (the documentation's example).
pub fn map_entry() -> String {
    let mut letters: HashMap<char, u32> = HashMap::new();
    for letter in "a short treatise".chars() {
        letters
            .entry(letter)
            .and_modify(|count| *count += 1)
            .or_insert(1);
    }
    let vacant = matches!(letters.entry('z'), Entry::Vacant(_));
    let mut most: Vec<_> = letters.into_iter().collect();
    most.sort();
    format!("{vacant} {most:?}")
}

/// `HashMap::from`, `HashMap: FromIterator`, `HashMap: Extend`, `HashMap: PartialEq`, `HashMap::clone`.
///
/// `HashMap::from`: and friends.
pub fn map_makers() -> String {
    let map = HashMap::from([(1, 'a'), (2, 'b')]);
    let mut other: HashMap<i32, char> = [(2, 'b')].into_iter().collect();
    let before = map == other;
    other.extend([(1, 'x')]);
    other.extend(&HashMap::from([(1, 'a')]));
    let copy = map.clone();
    format!(
        "{before} {} {} {}",
        map == other,
        copy == map,
        HashMap::<i32, i32>::default().is_empty()
    )
}

/// `HashMap::keys`, `HashMap::values_mut`, `HashMap::retain`, `HashMap::drain`, `HashMap::into_keys`: and friends.
pub fn map_views() -> String {
    let mut map: HashMap<i32, i32> = (0..8).map(|x| (x, x * 10)).collect();
    map.values_mut().for_each(|value| *value += 1);
    map.retain(|key, _| key % 2 == 0);
    let mut keys: Vec<_> = map.keys().copied().collect();
    keys.sort();
    let sum: i32 = map.values().sum();
    for (_, value) in &mut map {
        *value = 1;
    }
    let ones: i32 = map.clone().into_values().sum();
    let mut into: Vec<_> = map.clone().into_keys().collect();
    into.sort();
    let drained = map.drain().count();
    format!(
        "{keys:?} {sum} {ones} {into:?} {drained} {}",
        map.is_empty()
    )
}

/// `HashMap::extract_if`, `HashMap::get_disjoint_mut`, `HashMap::get_key_value`, `HashMap::remove_entry`: newer ones.
pub fn map_newer() -> String {
    let mut map: HashMap<i32, i32> = (0..4).map(|x| (x, x)).collect();
    let mut odd: Vec<i32> = map
        .extract_if(|key, _| key % 2 == 1)
        .map(|it| it.0)
        .collect();
    odd.sort();
    let [zero, nothing] = map.get_disjoint_mut([&0, &9]);
    *zero.unwrap() += 5;
    let none = nothing.is_none();
    let removed = map.remove_entry(&2);
    format!("{odd:?} {none} {:?} {removed:?}", map.get_key_value(&0))
}

/// `HashMap::len`, `HashMap::is_empty`, `HashMap::get`, `HashMap::contains_key`, `HashSet::len`, `HashSet::insert`: are functions
/// with paths of their own.
pub fn methods_as_functions() -> String {
    let mut maps = [HashMap::new(), HashMap::from([(1, "one")])];
    let mut sets: Vec<HashSet<i32>> = vec![HashSet::new(), HashSet::from([4])];
    let lengths: Vec<usize> = maps.iter().map(HashMap::len).collect();
    let empty: Vec<bool> = maps.iter().map(HashMap::is_empty).collect();
    let one = HashMap::get(&maps[1], &1).copied();
    let there = HashMap::contains_key(&maps[0], &1);
    let added: Vec<bool> = sets.iter_mut().map(|set| HashSet::insert(set, 4)).collect();
    let sizes: usize = sets.iter().map(HashSet::len).sum();
    maps.iter_mut().for_each(HashMap::clear);
    let left: usize = maps.iter().map(HashMap::len).sum();
    format!("{lengths:?} {empty:?} {one:?} {there} {added:?} {sizes} {left}")
}

/// `HashMap::with_hasher`, `HashSet::with_hasher`: may be called in a constant.
pub fn made_in_a_constant() -> String {
    static MAP: Mutex<HashMap<i32, i32, BuildHasherDefault<DefaultHasher>>> =
        Mutex::new(HashMap::with_hasher(BuildHasherDefault::new()));
    const SET: HashSet<i32, BuildHasherDefault<DefaultHasher>> =
        HashSet::with_hasher(BuildHasherDefault::new());
    MAP.lock().unwrap().insert(1, 2);
    let mut set = SET;
    set.insert(3);
    format!("{:?} {set:?}", MAP.lock().unwrap())
}

/// `HashMap: Index`: panics without the key.
pub fn map_index() -> String {
    let map = HashMap::from([("a", 1)]);
    format!("{} {}", map["a"], message(|| map["b"]).is_err())
}

/// `HashMap: Debug`: as a map.
pub fn map_debug() -> String {
    format!(
        "{:?} {:#?}",
        HashMap::from([("a", 1)]),
        HashMap::<i32, i32>::new()
    )
}

/// `HashMap::with_hasher`, `HashMap::with_capacity`: other ways to begin.
pub fn map_hashers() -> String {
    type Fixed = BuildHasherDefault<DefaultHasher>;
    let mut fixed: HashMap<&str, i32, Fixed> = HashMap::default();
    fixed.insert("a", 1);
    let mut other: HashMap<i32, i32> = HashMap::with_hasher(RandomState::new());
    other.insert(1, 2);
    let room = HashMap::<i32, i32>::with_capacity(10);
    format!("{fixed:?} {other:?} {}", room.capacity() >= 10)
}

/// `RandomState`: `std::hash` and `std::collections::hash_map` have the same one.
pub fn random_state_is_one_type() -> String {
    let state: std::hash::RandomState = RandomState::new();
    let mut map: HashMap<i32, i32, std::hash::RandomState> = HashMap::new();
    map.insert(1, 1);
    format!(
        "{} {:?}",
        state.hash_one(3) == state.clone().hash_one(3),
        map
    )
}

/// `HashMap`, `HashSet`, `RandomState`: their traits.
pub fn hash_traits() -> String {
    let all = traits!(HashMap<i32, i32>, HashMap<i32, std::rc::Rc<i32>>, HashSet<i32>, hash_map::HashMap<i32, f32>, RandomState);
    // The look-alike wraps std's own and lends it.
    all.replace(" Deref DerefMut", "")
}

/// `HashMap`: under a lock, filled by two threads.
pub fn map_under_a_lock() -> String {
    let map = Arc::new(Mutex::new(HashMap::new()));
    let handles = [1, 2].map(|i| {
        let map = map.clone();
        thread::spawn(move || map.lock().unwrap().insert(i, i * i))
    });
    handles.map(|handle| handle.join().unwrap());
    let mut entries: Vec<(i32, i32)> = Arc::into_inner(map)
        .unwrap()
        .into_inner()
        .unwrap()
        .into_iter()
        .collect();
    entries.sort();
    format!("{entries:?}")
}

/// `HashMap`: may hold references to what is declared after it.
pub fn map_may_dangle() -> String {
    let mut map = HashMap::new();
    let text = "key".to_owned();
    map.insert(text.as_str(), 1);
    format!("{map:?}")
}

/// `HashSet`: the example at its head, and its views.
pub fn set_basics() -> String {
    let mut books = HashSet::from(["a", "b"]);
    let new = (
        books.insert("c"),
        books.insert("a"),
        books.remove("b"),
        books.contains("c"),
    );
    let mut all: Vec<_> = books.iter().copied().collect();
    all.sort();
    format!("{new:?} {all:?} {:?}", HashSet::from([1]))
}

/// `HashSet::union`, `HashSet::intersection`, `HashSet::difference`, `HashSet: BitOr`: set algebra.
pub fn set_algebra() -> String {
    let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([3, 4]));
    let sorted = |set: HashSet<i32>| {
        let mut all: Vec<_> = set.into_iter().collect();
        all.sort();
        all
    };
    let by_methods = [
        sorted(a.union(&b).copied().collect()),
        sorted(a.intersection(&b).copied().collect()),
        sorted(a.difference(&b).copied().collect()),
        sorted(a.symmetric_difference(&b).copied().collect()),
    ];
    let by_operators = [
        sorted(&a | &b),
        sorted(&a & &b),
        sorted(&a - &b),
        sorted(&a ^ &b),
    ];
    let other = HashSet::from([1]);
    format!(
        "{by_methods:?} {} {} {}",
        by_methods == by_operators,
        other.is_subset(&a),
        other.is_disjoint(&b)
    )
}

/// `HashSet: Extend`, `HashSet::retain`, `HashSet::take`, `HashSet::get`, `HashSet::replace`: the rest.
pub fn set_rest() -> String {
    let mut set: HashSet<i32> = (0..6).collect();
    set.retain(|x| x % 2 == 0);
    set.extend([7, 9]);
    set.extend(&[11]);
    let taken = (
        set.take(&9),
        set.take(&10),
        set.get(&7).copied(),
        set.replace(7),
    );
    let fixed: HashSet<i32, BuildHasherDefault<DefaultHasher>> = set.iter().copied().collect();
    let mut all: Vec<_> = fixed.into_iter().collect();
    all.sort();
    format!(
        "{taken:?} {all:?} {}",
        HashSet::<i32>::with_capacity(3).is_empty()
    )
}
