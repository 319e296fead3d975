//! Style: the three types are built from one another, with `where` clauses that ask for nothing, and a RwLock around the Mutex.

use std::marker::PhantomData;
use std::sync::{Mutex, RwLock};

pub struct Local<T: Sized>
where
    T:,
{
    pub value: T,
    pub marker: PhantomData<dyn Fn(T) -> T>,
}

impl<T> Local<T> {
    pub fn new(value: T) -> Self {
        Self { value, marker: PhantomData }
    }

    pub fn get(&self) -> &T {
        let Local { value, .. } = self;
        value
    }
}

pub struct Movable<T> {
    shared: Shareable<T>,
    only_here: PhantomData<std::cell::Cell<T>>,
}

impl<T> Movable<T> {
    pub fn new(value: T) -> Self {
        Self { shared: Shareable::new(value), only_here: PhantomData }
    }

    pub fn set(&self, value: T) {
        self.shared.set(value)
    }

    pub fn replace(&self, value: T) -> T {
        self.shared.replace(value)
    }
}

pub struct Shareable<T>(RwLock<Mutex<T>>);

impl<T> Shareable<T> {
    pub fn new(value: T) -> Self {
        Self(RwLock::new(Mutex::new(value)))
    }

    pub fn set(&self, value: T) {
        let outer = self.0.read().unwrap();
        let mut inner = outer.lock().unwrap();
        *inner = value;
    }

    pub fn replace(&self, value: T) -> T {
        std::mem::replace(self.0.write().unwrap().get_mut().unwrap(), value)
    }
}
