//! How an object of the look-alike finds its state in the running execution.

use super::event::At;
use super::tag::Tag;
use super::world::{Version, try_world, world};
use kit_wire::trace::ObjectKind;

/// Sits in every object. Can be made by a `const fn`, so that statics work; the object's state begins afresh in
/// every execution.
pub struct Slot {
    tag: Tag,
    at: At,
}

impl Slot {
    /// An object made at `at` that no execution has used yet.
    pub const fn new(at: At) -> Slot {
        Slot {
            tag: Tag::new(),
            at,
        }
    }

    /// Where it was made.
    pub fn at(&self) -> At {
        self.at
    }

    /// The object's number in this execution. `first` runs at its first use, with the epoch of the execution that
    /// used it before (0: none did) and the number.
    pub fn object(&self, kind: ObjectKind, first: impl FnOnce(u64, u32)) -> u32 {
        let (epoch, number) = self.tag.get();
        let (number, fresh) = world(|world| {
            if epoch == world.epoch {
                return (number, false);
            }
            let number = world.new_object(kind, Some(self.at));
            self.tag.set(world.epoch, number);
            (number, true)
        });
        if fresh {
            first(epoch, number);
        }
        number
    }

    /// The number, for an atomic that begins with `value`.
    pub fn atomic(&self, kind: ObjectKind, value: u64) -> u32 {
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
        let (epoch, number) = self.tag.get();
        let now = try_world(|world| world.epoch)?;
        (epoch == now).then_some(number)
    }

    /// Its tag, for whoever looks whether it is still there.
    pub fn tag(&self) -> *const Tag {
        &raw const self.tag
    }

    /// Another execution has used the object.
    pub fn is_left_over(&self) -> bool {
        let (epoch, _) = self.tag.get();
        epoch != 0 && try_world(|world| world.epoch).is_some_and(|now| now != epoch)
    }

    /// Forgets the execution: the next use begins afresh.
    pub fn reset(&self) {
        self.tag.reset();
    }
}
