// fails: unlocks when the guard is dropped - a panic under the lock makes every later lock panic too

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};
pub struct SpinMutex<T> {
    locked: AtomicBool,
    poisoned: AtomicBool,
    value: UnsafeCell<T>,
}
unsafe impl<T: Send> Sync for SpinMutex<T> {}
pub struct SpinGuard<'a, T> {
    mutex: &'a SpinMutex<T>,
    as_if: PhantomData<&'a mut T>,
}

impl<T> SpinMutex<T> {
    pub const fn new(value: T) -> Self {
        SpinMutex {
            locked: AtomicBool::new(false),
            poisoned: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }
    pub fn lock(&self) -> SpinGuard<'_, T> {
        assert!(!self.poisoned.load(Ordering::Acquire), "poisoned");
        loop {
            if let Some(guard) = self.try_lock() {
                return guard;
            }
            hint::spin_loop();
        }
    }
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        let free = !self.locked.swap(true, Ordering::Acquire);
        free.then(|| SpinGuard {
            mutex: self,
            as_if: PhantomData,
        })
    }
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        unsafe { &*self.mutex.value.get() }
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { &mut *self.mutex.value.get() }
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.mutex.poisoned.store(true, Ordering::Release);
        }
        self.mutex.locked.store(false, Ordering::Release);
    }
}
