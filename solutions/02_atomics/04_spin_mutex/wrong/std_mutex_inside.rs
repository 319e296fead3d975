// fails: no lock inside - std's Mutex under another name

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub struct SpinMutex<T>(Mutex<T>);

pub struct SpinGuard<'a, T>(MutexGuard<'a, T>);

impl<T> SpinMutex<T> {
    pub const fn new(value: T) -> Self {
        SpinMutex(Mutex::new(value))
    }

    pub fn lock(&self) -> SpinGuard<'_, T> {
        SpinGuard(self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        self.0.try_lock().ok().map(SpinGuard)
    }

    pub fn into_inner(self) -> T {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
