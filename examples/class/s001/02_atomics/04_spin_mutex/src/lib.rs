//! A mutex that owns its data.

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

/// A value that one thread at a time can use. Whoever finds it taken tries again until it is free.
pub struct SpinMutex<T> {
    locked: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: a shared mutex gives out the value to one thread at a time, and each sees what the last one did, because
// unlocking releases and locking acquires. That is like sending the value from thread to thread, so `Send` is enough.
unsafe impl<T: Send> Sync for SpinMutex<T> {}

/// The permission to use the value. Gives the lock back when it is dropped.
pub struct SpinGuard<'a, T> {
    mutex: &'a SpinMutex<T>,
    // A guard is like a `&mut T`. Without this it would be `Sync` wherever the mutex is, that is also for a `Cell`.
    as_if: PhantomData<&'a mut T>,
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
        loop {
            if let Some(guard) = self.try_lock() {
                return guard;
            }
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free; `None` at once if it is taken.
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        // The guard is made only if the lock is ours: dropping one unlocks.
        let free = !self.locked.swap(true, Ordering::Acquire);
        free.then(|| SpinGuard {
            mutex: self,
            as_if: PhantomData,
        })
    }

    /// The value, for the last owner of the mutex.
    pub fn into_inner(self) -> T {
        // Nobody else has a reference to the mutex, so there is no guard.
        self.value.into_inner()
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: as long as this guard lives nobody else has one, and it lends the value out as it is borrowed itself.
        unsafe { &*self.mutex.value.get() }
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: see `deref`; `&mut self` makes sure that there is no other reference through this guard.
        unsafe { &mut *self.mutex.value.get() }
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        // Release: the next owner's Acquire sees all that this one wrote.
        self.mutex.locked.store(false, Ordering::Release);
    }
}
