// fails: no value gets lost between threads - try_lock with unwrap panics when another thread has the lock

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::Mutex;

pub struct Local<T> {
    value: T,
    stays: PhantomData<*const ()>,
}

impl<T> Local<T> {
    pub fn new(value: T) -> Self {
        Local { value, stays: PhantomData }
    }

    pub fn get(&self) -> &T {
        &self.value
    }
}

pub struct Movable<T> {
    value: Cell<T>,
}

impl<T> Movable<T> {
    pub fn new(value: T) -> Self {
        Movable { value: Cell::new(value) }
    }

    pub fn set(&self, value: T) {
        self.value.set(value);
    }

    pub fn replace(&self, value: T) -> T {
        self.value.replace(value)
    }
}

pub struct Shareable<T> {
    value: Mutex<T>,
}

impl<T> Shareable<T> {
    pub fn new(value: T) -> Self {
        Shareable { value: Mutex::new(value) }
    }

    pub fn set(&self, value: T) {
        *self.value.lock().unwrap() = value;
    }

    pub fn replace(&self, value: T) -> T {
        std::mem::replace(&mut *self.value.try_lock().unwrap(), value)
    }
}
