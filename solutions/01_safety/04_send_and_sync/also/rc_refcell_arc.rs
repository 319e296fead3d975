//! Style: an Rc for what stays, a RefCell for what moves, an Arc around the Mutex; derives and bounds on extra impls.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

#[derive(Debug, Clone)]
pub struct Local<T>(Rc<T>);

impl<T> Local<T> {
    pub fn new(value: T) -> Local<T> {
        Local(Rc::new(value))
    }

    pub fn get(&self) -> &T {
        self.0.as_ref()
    }
}

#[derive(Debug, Default)]
pub struct Movable<T>(RefCell<T>);

impl<T> Movable<T> {
    pub fn new(value: T) -> Movable<T> {
        Movable(RefCell::new(value))
    }

    pub fn set(&self, value: T) {
        *self.0.borrow_mut() = value;
    }

    pub fn replace(&self, value: T) -> T {
        self.0.replace(value)
    }
}

#[derive(Debug, Default, Clone)]
pub struct Shareable<T> {
    inner: Arc<Mutex<T>>,
}

impl<T> Shareable<T> {
    pub fn new(value: T) -> Shareable<T> {
        Shareable {
            inner: Arc::new(Mutex::new(value)),
        }
    }

    pub fn set(&self, value: T) {
        *self.inner.lock().unwrap() = value;
    }

    pub fn replace(&self, mut value: T) -> T {
        let mut guard = self.inner.lock().unwrap();
        std::mem::swap(&mut *guard, &mut value);
        value
    }
}
