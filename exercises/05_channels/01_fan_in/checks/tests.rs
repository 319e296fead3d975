//! What is collected, and in which order.

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

    /// Collects from so many producers that wait for each other; each sends its number, from 1, or 0 if it gave up.
    fn collect_from_a_meeting(producers: usize) -> Vec<u32> {
        let gate = kit::Gate::new(producers);
        let producer = |number: u32| -> Producer {
            let gate = gate.clone();
            Box::new(move |tx| tx.send(if gate.wait() { number } else { 0 }).expect("collect_from receives what is sent"))
        };
        fan_in::collect_from((1..).take(producers).map(producer).collect())
    }

    /// Collects from so many producers, each of which goes on for a moment when it has dropped its sender; the number
    /// of those that had not ended when `collect_from` returned.
    fn running_after(producers: usize) -> usize {
        let ended = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let producer = |number: usize| -> Producer {
            let ended = ended.clone();
            Box::new(move |tx| {
                drop(tx);
                // Each a little longer than the one before, so that who joins only some is back too early; who joins
                // all waits however long it is.
                std::thread::sleep(std::time::Duration::from_millis(20 * number as u64));
                ended.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            })
        };
        fan_in::collect_from((1..=producers).map(producer).collect());
        producers - ended.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// Collects from a producer that gives a clone of its sender to a thread of its own.
    fn collect_from_a_family() -> Vec<u32> {
        let parent: Producer = Box::new(|tx| {
            let for_child = tx.clone();
            let child = std::thread::spawn(move || for_child.send(1).expect("collect_from receives what is sent"));
            tx.send(2).expect("collect_from receives what is sent");
            child.join().expect("the child has sent");
        });
        fan_in::collect_from(vec![parent])
    }
}

kit::judge! {
    /// Of one producer everything arrives, in the order of the numbers.
    fn one_producer() {
        expect_eq!(
            collect_from(vec![vec![5, 3, 10, 4]]),
            [3, 4, 5, 10],
            "collect_from on one producer, of 5, 3, 10, 4"
        );
    }

    /// Equal numbers are all kept.
    fn equal_numbers() {
        expect_eq!(
            collect_from(vec![vec![2, 2, 2]]),
            [2, 2, 2],
            "collect_from on one producer, of 2, 2, 2"
        );
        expect_eq!(
            collect_from(vec![vec![9], vec![9]]),
            [9, 9],
            "collect_from on two producers, each of 9"
        );
    }

    /// Several producers, some of them silent.
    fn several_producers() {
        expect_eq!(
            collect_from(vec![vec![30, 0], vec![], vec![u32::MAX, 20], vec![10]]),
            [0, 10, 20, 30, u32::MAX],
            "collect_from on four producers, of 30, 0; of nothing; of 4294967295, 20; of 10"
        );
    }

    /// No producer, no numbers.
    fn no_producer() {
        expect_eq!(collect_from(vec![]), Vec::<u32>::new(), "collect_from(vec![])");
    }

    /// Twenty producers of a thousand numbers each.
    fn many_numbers() {
        let lists = (0..20).map(|i| (0..1000).map(|k| k * 20 + i).collect()).collect();
        let got = collect_from(lists);
        expect_eq!(
            got.len(),
            20_000,
            "how many numbers collect_from returns for 20 producers of 1000 numbers each"
        );
        expect!(
            got.iter().copied().eq(0..20_000),
            "collect_from on 20 producers of 1000 numbers each: they are not in order, or not all there."
        );
    }

    /// A producer may hand clones of its sender on.
    fn clones_of_the_sender() {
        expect_eq!(
            collect_from_a_family(),
            [1, 2],
            "collect_from on a producer that sends 2 and lets a thread of its own send 1"
        );
    }

    /// Forty producers that wait for each other all get on.
    fn forty_meet() {
        let met = collect_from_a_meeting(40);
        expect!(
            !met.contains(&0),
            "Of 40 producers that wait for each other some were not started as long as others had not ended."
        );
        expect!(
            (1..=40).all(|number| met.contains(&number)),
            "Of 40 producers that wait for each other, not all have sent their number."
        );
    }

    /// All of twelve producers have ended when the function returns.
    fn twelve_have_ended() {
        let running = running_after(12);
        expect!(
            running == 0,
            "collect_from returned while {running} of 12 producers were still running: nobody joined their threads."
        );
    }
}
