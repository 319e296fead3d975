//! Any producers, any numbers.

use kit::prelude::*;

kit::driver_only! {
    use std::sync::mpsc::Sender;

    type Producer = Box<dyn FnOnce(Sender<u32>) + Send>;
}

kit::act! {
    /// Collects from one producer for each list, which sends what is on it.
    fn collect_from(lists: Vec<Vec<u32>>) -> Vec<u32> {
        let producer = |list: Vec<u32>| -> Producer {
            Box::new(move |tx| list.into_iter().for_each(|value| tx.send(value).expect("collect_from receives what is sent")))
        };
        fan_in::collect_from(lists.into_iter().map(producer).collect())
    }
}

kit::judge! {
    /// Everything that was sent is returned, sorted.
    #[cases(64)]
    fn everything_sorted(lists in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..8), 0..8)) {
        let mut expected = lists.concat();
        expected.sort();
        expect_eq!(collect_from(lists.clone()), expected, "collect_from on producers of {lists:?}");
    }
}
