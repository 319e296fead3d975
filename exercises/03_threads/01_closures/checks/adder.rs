//! Closures that add.

use kit::prelude::*;

kit::driver_only! {
    use closures::make_adder;

    /// Keeps an adder for as long as one likes.
    fn keep(adder: impl Fn(i32) -> i32 + 'static) -> Box<dyn Fn(i32) -> i32> {
        Box::new(adder)
    }
}

kit::act! {
    /// Makes an adder of each number; then each of them is called for each argument.
    fn add(numbers: Vec<i32>, arguments: Vec<i32>) -> Vec<Vec<i32>> {
        let adders: Vec<_> = numbers.into_iter().map(|n| keep(make_adder(n))).collect();
        let call_all = |argument: i32| adders.iter().map(|adder| adder(argument)).collect();
        arguments.into_iter().map(call_all).collect()
    }
}

kit::judge! {
    /// An adder adds its number to any argument, again and again.
    fn adds() {
        expect_eq!(add(vec![5], vec![0, 1, 1, -5])[..], [[5], [6], [6], [0]], "what make_adder(5) returns for 0, 1, 1 and -5");
    }

    /// Several adders have nothing to do with each other.
    #[cases(32)]
    fn any_adders(numbers in prop::collection::vec(-1000i32..1000, 1..4), arguments in prop::collection::vec(-1000i32..1000, 1..4)) {
        let expected: Vec<Vec<i32>> = arguments.iter().map(|argument| numbers.iter().map(|n| n + argument).collect()).collect();
        expect_eq!(
            add(numbers.clone(), arguments.clone()),
            expected,
            "what the adders of {numbers:?} return for the arguments {arguments:?}, one argument after the other"
        );
    }
}
