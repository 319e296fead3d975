//! Style: options that are taken and filled, markers of a guard and a cell, a lock that is tried until it is free.

use std::cell::{Cell, UnsafeCell};
use std::marker::PhantomData;
use std::sync::{Mutex, TryLockError};

type NotSend = PhantomData<std::sync::MutexGuard<'static, ()>>;
type NotSync = PhantomData<UnsafeCell<()>>;

pub struct Local<T> {
    boxed: Box<T>,
    not_send: NotSend,
    not_sync: NotSync,
}

impl<T> Local<T> {
    pub const fn from_box(boxed: Box<T>) -> Self {
        Local { boxed, not_send: PhantomData, not_sync: PhantomData }
    }

    pub fn new(value: T) -> Self {
        Self::from_box(Box::new(value))
    }

    pub fn get(&self) -> &T {
        &self.boxed
    }
}

pub struct Movable<T> {
    slot: Cell<Option<T>>,
}

impl<T> Movable<T> {
    pub fn new(value: T) -> Self {
        Movable { slot: Cell::new(Some(value)) }
    }

    pub fn set(&self, value: T) {
        let _old = self.replace(value);
    }

    pub fn replace(&self, value: T) -> T {
        match self.slot.take() {
            Some(old) => {
                self.slot.set(Some(value));
                old
            }
            None => unreachable!("the slot is filled again before anybody can look"),
        }
    }
}

pub struct Shareable<T> {
    slot: Mutex<Option<T>>,
}

impl<T> Shareable<T> {
    pub fn new(value: T) -> Self {
        Shareable { slot: Mutex::new(Some(value)) }
    }

    pub fn set(&self, value: T) {
        self.replace(value);
    }

    pub fn replace(&self, value: T) -> T {
        loop {
            match self.slot.try_lock() {
                Ok(mut slot) => return slot.replace(value).expect("the slot is never empty"),
                Err(TryLockError::WouldBlock) => std::thread::yield_now(),
                Err(TryLockError::Poisoned(_)) => panic!("nobody panics with the lock"),
            }
        }
    }
}
