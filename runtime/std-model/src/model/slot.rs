//! How an object of the look-alike finds its state in the running execution.

use super::event::At;
use super::world::{Version, world};
use ::std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The bits of a [`Slot`] that hold the object's number; the others hold the epoch.
const NUMBER_BITS: u32 = 20;

/// Sits in every object. Can be made by a `const fn`, so that statics work; the object's state begins afresh in
/// every execution.
pub struct Slot {
    found: AtomicU64,
    at: At,
}

impl Slot {
    /// An object made at `at` that no execution has used yet.
    pub const fn new(at: At) -> Slot {
        Slot {
            found: AtomicU64::new(0),
            at,
        }
    }

    /// Where it was made.
    pub fn at(&self) -> At {
        self.at
    }

    /// The object's number in this execution. `first` runs at its first use, with the epoch of the execution that
    /// used it before (0: none did) and the number.
    pub fn object(&self, kind: &'static str, first: impl FnOnce(u64, u32)) -> u32 {
        let found = self.found.load(Relaxed);
        let (epoch, number) = (
            found >> NUMBER_BITS,
            (found & ((1 << NUMBER_BITS) - 1)) as u32,
        );
        let (number, fresh) = world(|world| {
            if epoch == world.epoch {
                return (number, false);
            }
            let number = world.new_object(kind, Some(self.at));
            self.found
                .store(world.epoch << NUMBER_BITS | u64::from(number), Relaxed);
            (number, true)
        });
        if fresh {
            first(epoch, number);
        }
        number
    }

    /// The number, for an atomic that begins with `value`.
    pub fn atomic(&self, kind: &'static str, value: u64) -> u32 {
        self.object(kind, |_, number| {
            world(|world| {
                let first = Version {
                    value,
                    change: 0,
                    event: u32::MAX,
                    clock: 0,
                };
                world.objects[number as usize].versions.push(first);
            });
        })
    }

    /// The number, if this execution has used the object.
    pub fn used(&self) -> Option<u32> {
        let found = self.found.load(Relaxed);
        let epoch = super::world::try_world(|world| world.epoch)?;
        (found >> NUMBER_BITS == epoch).then_some((found & ((1 << NUMBER_BITS) - 1)) as u32)
    }

    /// Whether what lies at `slot` is, or looks like, the slot of this object of the running execution.
    ///
    /// # Safety
    /// The memory is there, whatever it is used for by now.
    pub unsafe fn is_there(slot: *const Slot, epoch: u64, object: u32) -> bool {
        // SAFETY: the caller says that there is something to be read; all threads of the model share one thread.
        let found = unsafe { (&raw const (*slot).found).cast::<u64>().read_volatile() };
        found == epoch << NUMBER_BITS | u64::from(object)
    }

    /// Another execution has used the object.
    pub fn is_left_over(&self) -> bool {
        let epoch = self.found.load(Relaxed) >> NUMBER_BITS;
        epoch != 0 && super::world::try_world(|world| world.epoch).is_some_and(|now| now != epoch)
    }

    /// Forgets the execution: the next use begins afresh.
    pub fn reset(&self) {
        self.found.store(0, Relaxed);
    }
}
