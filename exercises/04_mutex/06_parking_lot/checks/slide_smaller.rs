//! "Smaller", says the slide.

use std::mem::size_of;

fn main() {
    assert_eq!(size_of::<parking_lot::Mutex<()>>(), 1);
    assert!(size_of::<parking_lot::Mutex<()>>() < size_of::<std::sync::Mutex<()>>());
    assert!(size_of::<parking_lot::Mutex<[u8; 3]>>() < size_of::<std::sync::Mutex<[u8; 3]>>());
    // Where the data must lie at an even place, the gain is eaten up by the gap before it.
    assert!(size_of::<parking_lot::Mutex<i64>>() <= size_of::<std::sync::Mutex<i64>>());
}
