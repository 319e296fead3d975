//! `HashSet` with a fixed hasher.

use super::forward::forward;
use super::map::RandomState;
use ::std::borrow::Borrow;
use ::std::collections::TryReserveError;
use ::std::collections::hash_set;
use ::std::fmt;
use ::std::hash::{BuildHasher, Hash};
use ::std::ops::{BitAnd, BitOr, BitXor, Deref, DerefMut, Sub};

/// `std::collections::HashSet`.
#[derive(Clone)]
pub struct HashSet<T, S = RandomState>(hash_set::HashSet<T, S>);

impl<T> HashSet<T> {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        HashSet(hash_set::HashSet::with_hasher(RandomState))
    }

    /// An empty set with room.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        HashSet(hash_set::HashSet::with_capacity_and_hasher(
            capacity,
            RandomState,
        ))
    }
}

impl<T, S> HashSet<T, S> {
    /// An empty set with its own hasher.
    pub const fn with_hasher(hasher: S) -> Self {
        HashSet(hash_set::HashSet::with_hasher(hasher))
    }

    /// An empty set with room and its own hasher.
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> Self {
        HashSet(hash_set::HashSet::with_capacity_and_hasher(
            capacity, hasher,
        ))
    }

    forward! {
        capacity[](self: &Self) -> usize;
        iter[](self: &Self) -> hash_set::Iter<'_, T>;
        len[](self: &Self) -> usize;
        is_empty[](self: &Self) -> bool;
        drain[](self: &mut Self) -> hash_set::Drain<'_, T>;
        extract_if[F: FnMut(&T) -> bool](self: &mut Self, pred: F) -> hash_set::ExtractIf<'_, T, F>;
        retain[F: FnMut(&T) -> bool](self: &mut Self, f: F) -> ();
        clear[](self: &mut Self) -> ();
        hasher[](self: &Self) -> &S;
    }
}

impl<T: Eq + Hash, S: BuildHasher> HashSet<T, S> {
    forward! {
        reserve[](self: &mut Self, additional: usize) -> ();
        try_reserve[](self: &mut Self, additional: usize) -> Result<(), TryReserveError>;
        shrink_to_fit[](self: &mut Self) -> ();
        shrink_to[](self: &mut Self, min_capacity: usize) -> ();
        difference['a](self: &'a Self, other: &'a HashSet<T, S>) -> hash_set::Difference<'a, T, S>;
        symmetric_difference['a](self: &'a Self, other: &'a HashSet<T, S>) -> hash_set::SymmetricDifference<'a, T, S>;
        intersection['a](self: &'a Self, other: &'a HashSet<T, S>) -> hash_set::Intersection<'a, T, S>;
        union['a](self: &'a Self, other: &'a HashSet<T, S>) -> hash_set::Union<'a, T, S>;
        contains[Q: Hash + Eq + ?Sized](self: &Self, value: &Q) -> bool where [T: Borrow<Q>];
        get[Q: Hash + Eq + ?Sized](self: &Self, value: &Q) -> Option<&T> where [T: Borrow<Q>];
        is_disjoint[](self: &Self, other: &HashSet<T, S>) -> bool;
        is_subset[](self: &Self, other: &HashSet<T, S>) -> bool;
        is_superset[](self: &Self, other: &HashSet<T, S>) -> bool;
        insert[](self: &mut Self, value: T) -> bool;
        replace[](self: &mut Self, value: T) -> Option<T>;
        remove[Q: Hash + Eq + ?Sized](self: &mut Self, value: &Q) -> bool where [T: Borrow<Q>];
        take[Q: Hash + Eq + ?Sized](self: &mut Self, value: &Q) -> Option<T> where [T: Borrow<Q>];
    }
}

impl<T, S> Deref for HashSet<T, S> {
    type Target = hash_set::HashSet<T, S>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T, S> DerefMut for HashSet<T, S> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<T, S: Default> Default for HashSet<T, S> {
    fn default() -> Self {
        HashSet(hash_set::HashSet::default())
    }
}

impl<T: Eq + Hash, S: BuildHasher + Default> FromIterator<T> for HashSet<T, S> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        HashSet(hash_set::HashSet::from_iter(iter))
    }
}

impl<T: Eq + Hash, const N: usize> From<[T; N]> for HashSet<T> {
    fn from(entries: [T; N]) -> Self {
        Self::from_iter(entries)
    }
}

impl<T: Eq + Hash, S: BuildHasher> Extend<T> for HashSet<T, S> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl<'a, T: Eq + Hash + Copy + 'a, S: BuildHasher> Extend<&'a T> for HashSet<T, S> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl<T, S> IntoIterator for HashSet<T, S> {
    type Item = T;
    type IntoIter = hash_set::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T, S> IntoIterator for &'a HashSet<T, S> {
    type Item = &'a T;
    type IntoIter = hash_set::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Eq + Hash, S: BuildHasher> PartialEq for HashSet<T, S> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Eq + Hash, S: BuildHasher> Eq for HashSet<T, S> {}

impl<T: fmt::Debug, S> fmt::Debug for HashSet<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter()).finish()
    }
}

macro_rules! operator {
    ($($op:ident $method:ident $combine:ident)*) => {$(
        impl<T: Eq + Hash + Clone, S: BuildHasher + Default> $op<&HashSet<T, S>> for &HashSet<T, S> {
            type Output = HashSet<T, S>;

            fn $method(self, other: &HashSet<T, S>) -> HashSet<T, S> {
                self.0.$combine(&other.0).cloned().collect()
            }
        }
    )*};
}

operator!(BitOr bitor union BitAnd bitand intersection BitXor bitxor symmetric_difference Sub sub difference);
