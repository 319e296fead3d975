// fails: three threads, and again - tickets that are only odd or even: the third thread gets in together with the first

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicUsize, Ordering};
pub struct SpinMutex<T> {
    next: AtomicUsize,
    serving: AtomicUsize,
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
            next: AtomicUsize::new(0),
            serving: AtomicUsize::new(0),
            value: UnsafeCell::new(value),
        }
    }
    pub fn lock(&self) -> SpinGuard<'_, T> {
        let ticket = self.next.fetch_add(1, Ordering::AcqRel);
        while self.serving.load(Ordering::Acquire) % 2 != ticket % 2 {
            hint::spin_loop();
        }
        SpinGuard {
            mutex: self,
            as_if: PhantomData,
        }
    }
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        let ticket = self.serving.load(Ordering::Acquire);
        self.next
            .compare_exchange(ticket, ticket + 1, Ordering::AcqRel, Ordering::Acquire)
            .is_ok()
            .then(|| SpinGuard {
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
        self.mutex.serving.fetch_add(1, Ordering::Release);
    }
}
