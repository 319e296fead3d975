//! The parts, for any data.

use kit::prelude::*;

kit::driver_only! {
    use scoped_threads::map_in_parts;
    use std::num::NonZeroUsize;
}

kit::act! {
    /// Cuts the numbers 0, 1, … into so many parts; returns what is in each of them.
    fn cut(elements: u32, parts: usize) -> Vec<Vec<u32>> {
        let data: Vec<u32> = (0..elements).collect();
        map_in_parts(&data, NonZeroUsize::new(parts).unwrap(), |part| part.to_vec())
    }
}

kit::judge! {
    /// The parts are contiguous, in order, not empty, and of lengths that differ by one at most.
    #[cases(128)]
    fn any_parts(elements in 0u32..60, parts in 1usize..24) {
        let cut = cut(elements, parts);
        let lengths: Vec<usize> = cut.iter().map(Vec::len).collect();
        expect_eq!(
            cut.concat(),
            Vec::from_iter(0..elements),
            "the parts, put together again, of the numbers 0 to {elements} (exclusive) in {parts} parts"
        );
        expect_eq!(
            cut.len(),
            parts.min(elements as usize),
            "how many parts there are of {elements} elements in {parts} parts, which have the lengths {lengths:?}"
        );
        let (shortest, longest) = (lengths.iter().min(), lengths.iter().max());
        let differ = longest.copied().unwrap_or(0) - shortest.copied().unwrap_or(0);
        expect!(
            differ <= 1,
            "{elements} elements in {parts} parts: the lengths {lengths:?} differ by {differ}. Even parts differ by one at most."
        );
        expect!(shortest != Some(&0), "{elements} elements in {parts} parts: one of the parts is empty, the lengths are {lengths:?}.");
    }
}
