//! Style: test-and-test-and-set, fences, a guard that never leaves its thread, and a hand-written into_inner.

use core::cell::UnsafeCell;
use core::hint::spin_loop;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicU8, Ordering::*, fence};

const FREE: u8 = 0;
const TAKEN: u8 = 1;

pub struct SpinMutex<T> {
    value: UnsafeCell<ManuallyDrop<T>>,
    state: AtomicU8,
}

unsafe impl<T: Send> Sync for SpinMutex<T> {}

pub struct SpinGuard<'a, T>(&'a SpinMutex<T>, PhantomData<*mut T>);

impl<T> SpinMutex<T> {
    pub const fn new(value: T) -> Self {
        Self {
            value: UnsafeCell::new(ManuallyDrop::new(value)),
            state: AtomicU8::new(FREE),
        }
    }

    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        if self.state.swap(TAKEN, Relaxed) == TAKEN {
            return None;
        }
        fence(Acquire);
        Some(SpinGuard(self, PhantomData))
    }

    pub fn lock(&self) -> SpinGuard<'_, T> {
        loop {
            while self.state.load(Relaxed) == TAKEN {
                spin_loop();
            }
            if let Some(guard) = self.try_lock() {
                break guard;
            }
        }
    }

    pub fn into_inner(mut self) -> T {
        let value = unsafe { ManuallyDrop::take(self.value.get_mut()) };
        std::mem::forget(self);
        value
    }
}

impl<T> Drop for SpinMutex<T> {
    fn drop(&mut self) {
        unsafe { ManuallyDrop::drop(self.value.get_mut()) }
    }
}

impl<'a, T> Deref for SpinGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { &*self.0.value.get() }
    }
}

impl<'a, T> DerefMut for SpinGuard<'a, T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { (*self.0.value.get()).deref_mut() }
    }
}

impl<'a, T> Drop for SpinGuard<'a, T> {
    fn drop(&mut self) {
        fence(Release);
        self.0.state.store(FREE, Relaxed);
    }
}
