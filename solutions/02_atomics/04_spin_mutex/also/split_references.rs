//! Style: the guard holds the value's reference and the flag, compare-exchange, Default, Debug and From.

use std::cell::UnsafeCell;
use std::fmt;
use std::ops;
use std::sync::atomic::{self, AtomicBool};

#[derive(Default)]
pub struct SpinMutex<T> {
    state: AtomicBool,
    data: UnsafeCell<T>,
}

unsafe impl<T> Send for SpinMutex<T> where T: Send {}
unsafe impl<T> Sync for SpinMutex<T> where T: Send {}

pub struct SpinGuard<'a, T> {
    flag: &'a AtomicBool,
    data: &'a mut T,
}

impl<T> SpinMutex<T> {
    pub const fn new(data: T) -> SpinMutex<T> {
        SpinMutex {
            state: AtomicBool::new(false),
            data: UnsafeCell::new(data),
        }
    }

    pub fn lock(&self) -> SpinGuard<'_, T> {
        while self
            .state
            .compare_exchange_weak(
                false,
                true,
                atomic::Ordering::Acquire,
                atomic::Ordering::Relaxed,
            )
            .is_err()
        {
            std::thread::yield_now();
        }
        SpinGuard {
            flag: &self.state,
            data: unsafe { &mut *self.data.get() },
        }
    }

    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        match self.state.compare_exchange(
            false,
            true,
            atomic::Ordering::Acquire,
            atomic::Ordering::Relaxed,
        ) {
            Ok(_) => Some(SpinGuard {
                flag: &self.state,
                data: unsafe { &mut *self.data.get() },
            }),
            Err(_) => None,
        }
    }

    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }

    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }
}

impl<T> From<T> for SpinMutex<T> {
    fn from(data: T) -> Self {
        SpinMutex::new(data)
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        self.flag.store(false, atomic::Ordering::Release);
    }
}

impl<T> ops::Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data
    }
}

impl<T> ops::DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.data
    }
}

impl<T: fmt::Debug> fmt::Debug for SpinGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
