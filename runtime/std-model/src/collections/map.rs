//! `HashMap` with a fixed hasher: executions of a model must be the same in everything but the schedule.

use super::forward::forward;
use ::std::borrow::Borrow;
use ::std::collections::TryReserveError;
use ::std::collections::hash_map::{self, DefaultHasher};
use ::std::fmt;
use ::std::hash::{BuildHasher, Hash};
use ::std::ops::{Deref, DerefMut, Index};

/// `std::hash::RandomState`, not random.
#[derive(Clone, Debug, Default)]
pub struct RandomState;

impl RandomState {
    /// Makes one.
    #[must_use]
    pub fn new() -> RandomState {
        RandomState
    }
}

impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        DefaultHasher::new()
    }
}

/// `std::collections::HashMap`.
#[derive(Clone)]
pub struct HashMap<K, V, S = RandomState>(hash_map::HashMap<K, V, S>);

impl<K, V> HashMap<K, V> {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        HashMap(hash_map::HashMap::with_hasher(RandomState))
    }

    /// An empty map with room.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        HashMap(hash_map::HashMap::with_capacity_and_hasher(
            capacity,
            RandomState,
        ))
    }
}

impl<K, V, S> HashMap<K, V, S> {
    /// An empty map with its own hasher.
    pub const fn with_hasher(hasher: S) -> Self {
        HashMap(hash_map::HashMap::with_hasher(hasher))
    }

    /// An empty map with room and its own hasher.
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> Self {
        HashMap(hash_map::HashMap::with_capacity_and_hasher(
            capacity, hasher,
        ))
    }

    /// The keys.
    pub fn into_keys(self) -> hash_map::IntoKeys<K, V> {
        self.0.into_keys()
    }

    /// The values.
    pub fn into_values(self) -> hash_map::IntoValues<K, V> {
        self.0.into_values()
    }
}

impl<K, V, S> HashMap<K, V, S> {
    forward! {
        capacity[](self: &Self) -> usize;
        keys[](self: &Self) -> hash_map::Keys<'_, K, V>;
        values[](self: &Self) -> hash_map::Values<'_, K, V>;
        values_mut[](self: &mut Self) -> hash_map::ValuesMut<'_, K, V>;
        iter[](self: &Self) -> hash_map::Iter<'_, K, V>;
        iter_mut[](self: &mut Self) -> hash_map::IterMut<'_, K, V>;
        len[](self: &Self) -> usize;
        is_empty[](self: &Self) -> bool;
        drain[](self: &mut Self) -> hash_map::Drain<'_, K, V>;
        extract_if[F: FnMut(&K, &mut V) -> bool](self: &mut Self, pred: F) -> hash_map::ExtractIf<'_, K, V, F>;
        retain[F: FnMut(&K, &mut V) -> bool](self: &mut Self, f: F) -> ();
        clear[](self: &mut Self) -> ();
        hasher[](self: &Self) -> &S;
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> HashMap<K, V, S> {
    forward! {
        reserve[](self: &mut Self, additional: usize) -> ();
        try_reserve[](self: &mut Self, additional: usize) -> Result<(), TryReserveError>;
        shrink_to_fit[](self: &mut Self) -> ();
        shrink_to[](self: &mut Self, min_capacity: usize) -> ();
        entry[](self: &mut Self, key: K) -> hash_map::Entry<'_, K, V>;
        get[Q: Hash + Eq + ?Sized](self: &Self, k: &Q) -> Option<&V> where [K: Borrow<Q>];
        get_key_value[Q: Hash + Eq + ?Sized](self: &Self, k: &Q) -> Option<(&K, &V)> where [K: Borrow<Q>];
        contains_key[Q: Hash + Eq + ?Sized](self: &Self, k: &Q) -> bool where [K: Borrow<Q>];
        get_mut[Q: Hash + Eq + ?Sized](self: &mut Self, k: &Q) -> Option<&mut V> where [K: Borrow<Q>];
        get_disjoint_mut[Q: Hash + Eq + ?Sized, const N: usize](self: &mut Self, ks: [&Q; N]) -> [Option<&mut V>; N] where [K: Borrow<Q>];
        insert[](self: &mut Self, k: K, v: V) -> Option<V>;
        remove[Q: Hash + Eq + ?Sized](self: &mut Self, k: &Q) -> Option<V> where [K: Borrow<Q>];
        remove_entry[Q: Hash + Eq + ?Sized](self: &mut Self, k: &Q) -> Option<(K, V)> where [K: Borrow<Q>];
    }

    /// `get_disjoint_unchecked_mut`, as in std.
    ///
    /// # Safety
    /// As in std: no two keys are the same.
    pub unsafe fn get_disjoint_unchecked_mut<Q: Hash + Eq + ?Sized, const N: usize>(
        &mut self,
        ks: [&Q; N],
    ) -> [Option<&mut V>; N]
    where
        K: Borrow<Q>,
    {
        // SAFETY: the caller promises what std asks for.
        unsafe { self.0.get_disjoint_unchecked_mut(ks) }
    }
}

impl<K, V, S> Deref for HashMap<K, V, S> {
    type Target = hash_map::HashMap<K, V, S>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<K, V, S> DerefMut for HashMap<K, V, S> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<K, V, S: Default> Default for HashMap<K, V, S> {
    fn default() -> Self {
        HashMap(hash_map::HashMap::default())
    }
}

impl<K: Eq + Hash, V, S: BuildHasher + Default> FromIterator<(K, V)> for HashMap<K, V, S> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {
        HashMap(hash_map::HashMap::from_iter(iter))
    }
}

impl<K: Eq + Hash, V, const N: usize> From<[(K, V); N]> for HashMap<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        Self::from_iter(entries)
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> Extend<(K, V)> for HashMap<K, V, S> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl<'a, K: Eq + Hash + Copy, V: Copy, S: BuildHasher> Extend<(&'a K, &'a V)> for HashMap<K, V, S> {
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl<K, V, S> IntoIterator for HashMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = hash_map::IntoIter<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = hash_map::Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = hash_map::IterMut<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl<K: Eq + Hash + Borrow<Q>, Q: Eq + Hash + ?Sized, V, S: BuildHasher> Index<&Q>
    for HashMap<K, V, S>
{
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.0.get(key).expect("no entry found for key")
    }
}

impl<K: Eq + Hash, V: PartialEq, S: BuildHasher> PartialEq for HashMap<K, V, S> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K: Eq + Hash, V: Eq, S: BuildHasher> Eq for HashMap<K, V, S> {}

impl<K: fmt::Debug, V: fmt::Debug, S> fmt::Debug for HashMap<K, V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter()).finish()
    }
}
