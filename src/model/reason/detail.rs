//! How something was checked.

/// How a check came to its verdict, for the line of the check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Nothing worth a word.
    #[default]
    None,
    /// It compiles, with so many warnings.
    Warnings(usize),
    /// So many tests ran, with so many inputs together.
    Tests {
        /// The tests.
        tests: usize,
        /// The inputs.
        cases: u32,
    },
    /// So many programs of the course.
    Programs {
        /// How many.
        count: usize,
        /// The compiler's words about one of them are others than those that were written down.
        words_differ: bool,
    },
    /// So many of so many predictions are right.
    Predictions {
        /// Those that are right.
        right: u32,
        /// All of them.
        of: u32,
    },
    /// By clippy.
    Clippy,
    /// By what the program printed.
    Output,
    /// In virtual time.
    Timing,
    /// In a model.
    Model {
        /// The most threads in one execution.
        threads: usize,
        /// How much was explored; `None`: up to a failure.
        explored: Option<Explored>,
    },
}

/// How much of a model was explored, and in how many executions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explored {
    /// Every order.
    All(u64),
    /// Every order in which nobody does the same more than so many times in a row.
    Rounds {
        /// So many times.
        rounds: u32,
        /// Executions.
        executions: u64,
    },
    /// Every order with at most so many switches.
    Switches {
        /// So many switches.
        most: usize,
        /// Executions.
        executions: u64,
    },
    /// Some orders, which is enough here.
    Some(u64),
    /// Some orders, which is not enough.
    TooFew,
}
