//! `std::cell`.

use crate::model::event::{At, Op};
use crate::model::finish;
use crate::model::slot::Slot;
use crate::model::step::cut_off;
use crate::model::story::Told;
use crate::model::world::{try_world, world};
pub use ::std::cell::*;
use ::std::fmt;
use ::std::panic::{AssertUnwindSafe, Location};

/// `std::cell::UnsafeCell`: handing out a pointer counts as a write at that moment, so two threads that do so without
/// being ordered are a data race.
#[repr(C)]
pub struct UnsafeCell<T: ?Sized> {
    slot: Slot,
    data: ::std::cell::UnsafeCell<T>,
}

impl<T> UnsafeCell<T> {
    /// Makes one.
    #[track_caller]
    pub const fn new(value: T) -> UnsafeCell<T> {
        UnsafeCell {
            slot: Slot::new(Location::caller()),
            data: ::std::cell::UnsafeCell::new(value),
        }
    }

    /// The value, for its owner.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}

impl<T: ?Sized> UnsafeCell<T> {
    /// A pointer to the value; counts as a write.
    #[track_caller]
    pub fn get(&self) -> *mut T {
        self.access(true, "access");
        self.data.get()
    }

    /// The value, for its owner.
    pub const fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }

    /// A pointer to the value out of a pointer to the cell. It does not count as an access.
    #[allow(
        clippy::not_unsafe_ptr_arg_deref,
        reason = "std's signature, and nothing is read"
    )]
    pub const fn raw_get(this: *const Self) -> *mut T {
        // SAFETY: the field's address is computed, nothing is read.
        unsafe { ::std::cell::UnsafeCell::raw_get(&raw const (*this).data) }
    }

    /// A pointer for reading: no race with other readers.
    #[doc(hidden)]
    #[track_caller]
    pub fn read_here(&self) -> *const T {
        self.access(false, "read");
        self.data.get()
    }

    /// A pointer for writing.
    #[doc(hidden)]
    #[track_caller]
    pub fn write_here(&self) -> *mut T {
        self.access(true, "write");
        self.data.get()
    }

    fn object(&self) -> u32 {
        self.slot.object("UnsafeCell", |before, _| {
            // SAFETY: this is the first access in an execution: nobody has made use of a pointer yet.
            unsafe { crate::model::fresh::restore(before, self.data.get()) };
            if before == 0 {
                // SAFETY: as above.
                unsafe { crate::model::fresh::keep(self.data.get()) };
            }
        })
    }

    /// Records an access that must be ordered with all others.
    #[track_caller]
    fn access(&self, write: bool, name: &'static str) {
        if try_world(|_| ()).is_none() || cut_off() {
            return;
        }
        let at: At = Location::caller();
        let object = self.object();
        let cell = world(|world| {
            world.note(Op::Access(name), object, at);
            world.cell(object)
        });
        let race = ::std::panic::catch_unwind(AssertUnwindSafe(|| {
            if write {
                cell.with_mut(|_| ())
            } else {
                cell.with(|_| ())
            }
        }));
        if race.is_err() {
            world(|world| {
                let told = Told::race(world);
                finish::fail(world, told)
            })
        }
    }
}

impl<T: Default> Default for UnsafeCell<T> {
    #[track_caller]
    fn default() -> Self {
        UnsafeCell::new(T::default())
    }
}

impl<T> From<T> for UnsafeCell<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        UnsafeCell::new(value)
    }
}

impl<T: ?Sized> fmt::Debug for UnsafeCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsafeCell").finish_non_exhaustive()
    }
}
