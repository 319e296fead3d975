// Style: a pointer to the value, null before; who loses the race throws its own value away.
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

pub struct OnceCell<T> {
    value: AtomicPtr<T>,
}

// SAFETY: the value is shared, and made on any thread.
unsafe impl<T: Send + Sync> Sync for OnceCell<T> {}

impl<T> OnceCell<T> {
    pub fn new() -> OnceCell<T> {
        OnceCell { value: AtomicPtr::new(ptr::null_mut()) }
    }

    pub fn get(&self) -> Option<&T> {
        // SAFETY: null or a box that lives as long as the cell.
        unsafe { self.value.load(Ordering::Acquire).as_ref() }
    }

    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if let Some(value) = self.get() {
            return value;
        }
        let mine = Box::into_raw(Box::new(make()));
        match self.value.compare_exchange(ptr::null_mut(), mine, Ordering::AcqRel, Ordering::Acquire) {
            // SAFETY: it is in the cell now, for ever.
            Ok(_) => unsafe { &*mine },
            Err(theirs) => {
                // SAFETY: nobody has seen `mine`; `theirs` is in the cell.
                unsafe {
                    drop(Box::from_raw(mine));
                    &*theirs
                }
            }
        }
    }
}

impl<T> Drop for OnceCell<T> {
    fn drop(&mut self) {
        let value = *self.value.get_mut();
        if !value.is_null() {
            // SAFETY: nobody else has the cell any more.
            drop(unsafe { Box::from_raw(value) });
        }
    }
}
