// fails: Movable is set and replaced - replace returns the new value

use std::cell::RefCell;
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
    value: RefCell<T>,
}

impl<T> Movable<T> {
    pub fn new(value: T) -> Self {
        Movable { value: RefCell::new(value) }
    }

    pub fn set(&self, value: T) {
        *self.value.borrow_mut() = value;
    }

    pub fn replace(&self, value: T) -> T {
        let mut value = value;
        std::mem::swap(&mut *self.value.borrow_mut(), &mut value);
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
