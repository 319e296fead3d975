//! `thread_local!`.

use crate::model::world::{me, try_world, world};
use ::std::any::Any;
use ::std::cell::{Cell, RefCell};
use ::std::fmt;
use ::std::rc::Rc;

/// `std::thread::LocalKey`.
pub struct LocalKey<T: 'static> {
    init: fn() -> T,
    /// Keys that look the same to the linker must not share an address.
    _unique: Cell<u8>,
}

// SAFETY: the byte is never touched; it only makes each key an object of its own.
unsafe impl<T> Sync for LocalKey<T> {}
impl<T> ::std::panic::RefUnwindSafe for LocalKey<T> {}

/// `std::thread::AccessError`.
#[non_exhaustive]
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct AccessError;

impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessError").finish()
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("already destroyed")
    }
}

impl ::std::error::Error for AccessError {}

impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    pub const fn new(init: fn() -> T) -> LocalKey<T> {
        LocalKey {
            init,
            _unique: Cell::new(0),
        }
    }

    fn key(&'static self) -> usize {
        ::std::ptr::from_ref(self).addr()
    }

    /// This thread's value, made now if there is none; `None` if it is gone. It stays until the thread ends.
    fn value(&'static self, init: impl FnOnce() -> T) -> Option<*const T> {
        let key = self.key();
        let value = match find(key) {
            Some(value) => value?,
            None => put(key, Rc::new(init())),
        };
        Some(value.cast())
    }

    /// Looks at this thread's value.
    ///
    /// # Panics
    /// If the thread is ending and the value is gone.
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.try_with(f)
            .expect("cannot access a Thread Local Storage value during or after destruction")
    }

    /// The same, without panicking.
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        match self.value(self.init) {
            // SAFETY: only the key has this address, so the value is its own; it is dropped when the thread ends, and
            // then nobody but destructors runs, which find it gone before.
            Some(value) => Ok(f(unsafe { &*value })),
            None => Err(AccessError),
        }
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    /// Sets the value.
    pub fn set(&'static self, value: T) {
        let mut value = Some(value);
        let cell = self
            .value(|| Cell::new(value.take().expect("taken once")))
            .expect("the value is not destroyed");
        if let Some(value) = value {
            // SAFETY: as in `try_with`.
            let cell = unsafe { &*cell };
            cell.set(value);
        }
    }

    /// A copy of the value.
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    /// Takes the value.
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    /// Puts another value in.
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }

    /// Puts what `f` makes of it in its place.
    pub fn update(&'static self, f: impl FnOnce(T) -> T)
    where
        T: Copy,
    {
        self.with(|cell| cell.set(f(cell.get())));
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    /// Borrows the value.
    pub fn with_borrow<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.with(|cell| f(&cell.borrow()))
    }

    /// Borrows the value for writing.
    pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&mut T) -> R,
    {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    /// Sets the value.
    pub fn set(&'static self, value: T) {
        let mut value = Some(value);
        let cell = self
            .value(|| RefCell::new(value.take().expect("taken once")))
            .expect("the value is not destroyed");
        if let Some(value) = value {
            // SAFETY: as in `try_with`.
            let cell = unsafe { &*cell };
            *cell.borrow_mut() = value;
        }
    }

    /// Takes the value.
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    /// Puts another value in.
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}

/// This thread's value for a key: `None` if there is none yet, `Some(None)` if it is gone.
#[inline(never)]
fn find(key: usize) -> Option<Option<*const ()>> {
    world(|world| {
        let locals = &world.current().locals;
        let (_, value) = locals.iter().find(|(at, _)| *at == key)?;
        Some(value.as_ref().map(|value| Rc::as_ptr(value).cast()))
    })
}

/// Keeps this thread's value for a key.
#[inline(never)]
fn put(key: usize, value: Rc<dyn Any>) -> *const () {
    let there = Rc::as_ptr(&value).cast();
    world(|world| world.current().locals.push((key, Some(value))));
    there
}

/// Drops this thread's values, in the order in which they were made.
pub(crate) fn drop_locals() {
    let thread = me() as usize;
    let mut next = 0;
    while let Some(value) = try_world(|world| {
        world.threads[thread]
            .locals
            .get_mut(next)
            .map(|(_, value)| value.take())
    }) {
        let Some(value) = value else { return };
        drop(value);
        next += 1;
    }
}
