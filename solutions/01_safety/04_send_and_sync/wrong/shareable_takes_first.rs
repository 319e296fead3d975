// fails: no value gets lost between threads - replace unwraps a slot that another thread has emptied for a moment

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
    value: Mutex<Option<T>>,
}

impl<T> Shareable<T> {
    pub fn new(value: T) -> Self {
        Shareable { value: Mutex::new(Some(value)) }
    }

    pub fn set(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    pub fn replace(&self, value: T) -> T {
        let old = self.value.lock().unwrap().take();
        *self.value.lock().unwrap() = Some(value);
        old.unwrap()
    }
}
