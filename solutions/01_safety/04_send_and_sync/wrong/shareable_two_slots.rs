// fails: no value gets lost between threads - set and replace have a slot each, and an old value comes back

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
    newer: Mutex<Option<T>>,
}

impl<T> Shareable<T> {
    pub fn new(value: T) -> Self {
        Shareable { value: Mutex::new(value), newer: Mutex::new(None) }
    }

    pub fn set(&self, value: T) {
        *self.newer.lock().unwrap() = Some(value);
    }

    pub fn replace(&self, value: T) -> T {
        let newer = self.newer.lock().unwrap().take();
        let old = std::mem::replace(&mut *self.value.lock().unwrap(), value);
        newer.unwrap_or(old)
    }
}
