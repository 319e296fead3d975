// fails: Local stays on its thread - a plain field: Local is Send and Sync whenever T is

use std::cell::Cell;
use std::sync::Mutex;

pub struct Local<T> {
    value: T,
}

impl<T> Local<T> {
    pub fn new(value: T) -> Self {
        Local { value }
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
        std::mem::replace(&mut *self.value.lock().unwrap(), value)
    }
}
