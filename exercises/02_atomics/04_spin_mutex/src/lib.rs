//! A mutex that owns its data.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

/// A value that one thread at a time can use. Whoever finds it taken tries again until it is free.
pub struct SpinMutex<T> {
    locked: AtomicBool,
    value: UnsafeCell<T>,
}

/// The permission to use the value. Gives the lock back when it is dropped.
pub struct SpinGuard<'a, T> {
    mutex: &'a SpinMutex<T>,
}

impl<T> SpinMutex<T> {
    /// A mutex around a value that nobody uses yet.
    pub const fn new(value: T) -> Self {
        SpinMutex {
            locked: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    /// Takes the lock. Waits as long as somebody holds it.
    pub fn lock(&self) -> SpinGuard<'_, T> {
        while self.locked.swap(true, Ordering::Acquire) {}
        SpinGuard { mutex: self }
    }

    /// Takes the lock if it is free; `None` at once if it is taken.
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        todo!()
    }

    /// The value, for the last owner of the mutex.
    pub fn into_inner(self) -> T {
        todo!()
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        todo!("a reference to what is in `self.mutex.value`")
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        todo!()
    }
}

/// A promise that the compiler asks for: two threads may share a mutex.
#[allow(dead_code)]
fn can_be_shared(mutex: &SpinMutex<u32>) {
    fn require_sync<T: Sync>(_: &T) {}
    require_sync(mutex);
}
