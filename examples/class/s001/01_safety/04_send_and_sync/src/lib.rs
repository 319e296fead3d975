//! Three types that differ in what may be done with them from other threads.

use std::cell::Cell;
use std::marker::PhantomData;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value that never leaves its thread: neither Send nor Sync, whatever `T` is.
pub struct Local<T> {
    value: T,
    /// A raw pointer is neither Send nor Sync, and a struct is what all its fields are.
    _stays: PhantomData<*const ()>,
}

impl<T> Local<T> {
    /// Keeps this value.
    pub fn new(value: T) -> Self {
        Local {
            value,
            _stays: PhantomData,
        }
    }

    /// The value.
    pub fn get(&self) -> &T {
        &self.value
    }
}

/// A value that can be changed through `&self` and can move to another thread: Send if `T` is, never Sync.
pub struct Movable<T> {
    value: Cell<T>,
}

impl<T> Movable<T> {
    /// Keeps this value.
    pub fn new(value: T) -> Self {
        Movable {
            value: Cell::new(value),
        }
    }

    /// Puts another value in place of the old one.
    pub fn set(&self, value: T) {
        self.value.set(value);
    }

    /// Puts another value in and returns the old one.
    pub fn replace(&self, value: T) -> T {
        self.value.replace(value)
    }
}

/// A value that several threads may change through `&self`: Send and Sync if `T` is Send.
pub struct Shareable<T> {
    value: Mutex<T>,
}

impl<T> Shareable<T> {
    /// Keeps this value.
    pub fn new(value: T) -> Self {
        Shareable {
            value: Mutex::new(value),
        }
    }

    /// Puts another value in place of the old one.
    pub fn set(&self, value: T) {
        // The old value is dropped when the lock is free again.
        drop(self.replace(value));
    }

    /// Puts another value in and returns the old one, in one step.
    pub fn replace(&self, value: T) -> T {
        mem::replace(&mut *self.lock(), value)
    }

    /// Values are only ever exchanged as a whole, so one that a panic left behind is whole too.
    fn lock(&self) -> MutexGuard<'_, T> {
        self.value.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
