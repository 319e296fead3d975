//! Values that pass through code which does not know their types: what a thread runs, what it leaves, what is sent.

use ::std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use ::std::mem::needs_drop;
use ::std::ptr::NonNull;

/// A value on the heap. Only who knows its type can take it out; anybody can drop it.
///
/// The type does not say how long what the value borrows lives: whoever keeps an `Erased` must see to it.
pub(crate) struct Erased {
    data: NonNull<u8>,
    layout: Layout,
    drop: unsafe fn(*mut u8),
}

impl Erased {
    /// Puts a value on the heap.
    #[inline(always)]
    pub fn new<T>(value: T) -> Erased {
        let drop = if const { needs_drop::<T>() } {
            drop_at::<T>
        } else {
            nothing
        };
        let room = Erased::room(Layout::new::<T>(), drop);
        // SAFETY: the room is made for a `T`.
        unsafe { room.data.cast::<T>().write(value) };
        room
    }

    #[inline(never)]
    fn room(layout: Layout, drop: unsafe fn(*mut u8)) -> Erased {
        let data = match layout.size() {
            0 => ::std::ptr::without_provenance_mut(layout.align()),
            // SAFETY: the size is not zero.
            _ => unsafe { alloc(layout) },
        };
        match NonNull::new(data) {
            Some(data) => Erased { data, layout, drop },
            None => handle_alloc_error(layout),
        }
    }

    /// Takes the value out.
    ///
    /// # Safety
    /// It is a `T`.
    #[inline(always)]
    pub unsafe fn take<T>(self) -> T {
        // SAFETY: the caller says that a `T` lies there; only the room is given back afterwards.
        let value = unsafe { self.data.cast::<T>().read() };
        self.forget();
        value
    }

    /// Gives the room back without dropping the value.
    #[inline(never)]
    fn forget(mut self) {
        self.drop = nothing;
    }
}

impl Drop for Erased {
    #[inline(never)]
    fn drop(&mut self) {
        let _room = Room(self.data, self.layout);
        // SAFETY: the function is the one for the value's type, and the value is there.
        unsafe { (self.drop)(self.data.as_ptr()) };
    }
}

/// Gives the room back, also if dropping the value panics.
struct Room(NonNull<u8>, Layout);

impl Drop for Room {
    fn drop(&mut self) {
        if self.1.size() > 0 {
            // SAFETY: allocated with this layout by `Erased::room`, and nobody uses it any more.
            unsafe { dealloc(self.0.as_ptr(), self.1) };
        }
    }
}

/// Drops a value where it lies.
///
/// # Safety
/// There lies a `T`, and nobody uses it afterwards.
unsafe fn drop_at<T>(data: *mut u8) {
    // SAFETY: as the caller says.
    unsafe { data.cast::<T>().drop_in_place() };
}

/// What was taken out needs no dropping.
#[inline(never)]
unsafe fn nothing(_: *mut u8) {}
