//! `std::cell`.

use crate::model::event::Op;
use crate::model::slot::Slot;
use crate::model::step::cut_off;
use crate::model::world::{try_world, world};
pub use ::std::cell::*;
use ::std::fmt;
use ::std::panic::Location;
use ::std::ptr::slice_from_raw_parts_mut;
use kit_wire::trace::{Item, ObjectKind};

/// `std::cell::UnsafeCell`: who gets a pointer reads, and has written if the bytes are different at its next step (see
/// [`crate::model::cells`]). Accesses that no hand-over orders are a data race.
#[repr(C)]
pub struct UnsafeCell<T: ?Sized> {
    // Dropped first: it looks at the data once more.
    watch: Watch,
    data: ::std::cell::UnsafeCell<T>,
}

/// Not generic, so that a cell may still hold what it outlives, as in std.
struct Watch(Slot);

impl Drop for Watch {
    #[inline(never)]
    fn drop(&mut self) {
        if let Some(object) = self.0.used() {
            try_world(|world| world.settle_last(|_, it| it == object));
        }
    }
}

impl<T> UnsafeCell<T> {
    /// Makes one.
    #[track_caller]
    pub const fn new(value: T) -> UnsafeCell<T> {
        UnsafeCell {
            watch: Watch(Slot::new(Location::caller())),
            data: ::std::cell::UnsafeCell::new(value),
        }
    }

    /// The value, for its owner.
    pub const fn into_inner(self) -> T {
        // A constant function drops nothing, so the watch is forgotten; the owner's own accesses are no race.
        let this = ::std::mem::ManuallyDrop::new(self);
        let this = (&raw const this).cast::<UnsafeCell<T>>();
        // SAFETY: `ManuallyDrop` is laid out as what it holds, and nobody uses `this` again.
        unsafe { ::std::ptr::read(&raw const (*this).data) }.into_inner()
    }
}

impl<T: ?Sized> UnsafeCell<T> {
    /// A pointer to the value: an access.
    #[track_caller]
    pub fn get(&self) -> *mut T {
        self.watch
            .hand_out(self.under(), ::std::any::type_name::<T>());
        self.data.get()
    }

    /// In std, a cell where a plain value lies. The look-alike has no room there.
    pub fn from_mut(_value: &mut T) -> &mut UnsafeCell<T> {
        crate::model::unsupported(Item::UnsafeCellFromMut);
        panic!("no cell can be made of a reference")
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
        self.watch.access(self.under(), false);
        self.data.get()
    }

    /// A pointer for writing.
    #[doc(hidden)]
    #[track_caller]
    pub fn write_here(&self) -> *mut T {
        self.watch.access(self.under(), true);
        self.data.get()
    }

    /// The value as bytes.
    #[inline(always)]
    fn under(&self) -> *mut [u8] {
        let data = self.data.get();
        // SAFETY: only the size is asked for, and the pointer is the cell's own.
        slice_from_raw_parts_mut(data.cast(), unsafe { size_of_val(&*data) })
    }
}

impl Watch {
    /// Somebody gets a pointer to the value, of a type with this name.
    #[inline(never)]
    #[track_caller]
    fn hand_out(&self, data: *mut [u8], type_name: &str) {
        let at = Location::caller();
        if let Some(object) = self.accessed(data) {
            let data = (data.cast(), data.len());
            world(|world| world.hand_out((&self.0, object), data, type_name, at));
        }
    }

    /// Records an access that must be ordered with all that conflict with it.
    #[inline(never)]
    #[track_caller]
    fn access(&self, data: *mut [u8], write: bool) {
        let at = Location::caller();
        if let Some(object) = self.accessed(data) {
            world(|world| {
                let op = if write { Op::CellWrite } else { Op::CellRead };
                let row = world.note(op, object, at);
                world.touch(object, write, row);
            });
        }
    }

    /// The cell's number, if an access means anything now.
    fn accessed(&self, data: *mut [u8]) -> Option<u32> {
        if try_world(|_| ()).is_none() || cut_off() {
            return None;
        }
        let object = self.0.object(ObjectKind::UnsafeCell, |before, _| {
            // SAFETY: this is the first access in an execution: nobody has made use of a pointer yet.
            unsafe { crate::model::fresh::restore(before, data) };
            if before == 0 {
                // SAFETY: as above.
                unsafe { crate::model::fresh::keep(data) };
            }
        });
        Some(object)
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
