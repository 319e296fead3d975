//! The blocking ways: every interleaving of their threads, in virtual time.

use kit::Page;
use kit::prelude::*;

/// The pages, or the error as text.
type Answer = Result<(String, String), String>;

fn sequential(a: &str, b: &str) -> Answer {
    two_pages::sequential(a, b).map_err(|error| error.to_string())
}

fn threaded(a: &str, b: &str) -> Answer {
    two_pages::threaded(a, b).map_err(|error| error.to_string())
}

/// What comes back for pages that do not fail.
fn both(a: &str, b: &str) -> Answer {
    Ok((format!("page {a}"), format!("page {b}")))
}

/// Pages that fail, each with a reason of its own, and one that does not.
fn pages_that_fail() {
    kit::pages([
        Page::new("/slow", 200),
        Page::new("/broken", 100).fails("the server is down"),
        Page::new("/gone", 50).fails("moved to another place"),
    ]);
}

/// Whether the answer is the error of `/broken` or that of `/gone`.
fn is_one_of_two_errors(answer: &Answer) -> bool {
    let errors = [
        "/broken: the server is down",
        "/gone: moved to another place",
    ];
    answer
        .as_ref()
        .is_err_and(|error| errors.contains(&error.as_str()))
}

/// Fails if a page was fetched in the async way.
fn expect_blocking(pages: &kit::Pages, function: &str) {
    let blocking = pages
        .visits()
        .iter()
        .all(|visit| visit.how == kit::How::Blocking);
    expect!(
        blocking,
        "`{function}` fetched a page with `web::get`, but it is to use `web::get_blocking`."
    );
}

/// Fails unless the two fetches overlapped and took `longer` milliseconds together.
fn expect_overlap(pages: &kit::Pages, longer: u64) {
    let elapsed = pages.elapsed_ms();
    if let [first, second, ..] = pages.visits().as_slice()
        && first.end.is_some_and(|end| second.start >= end)
    {
        fail!(
            "The second request began only when the first one had been answered: {elapsed} ms instead of {longer} ms."
        );
    }
    expect_eq!(
        elapsed,
        longer,
        "milliseconds that threaded took for pages of 200 and 150 ms"
    );
}

/// Fails unless each page was fetched once, and no thread was left behind.
fn expect_two_joined_fetches(pages: &kit::Pages) {
    let mut visited = pages.visited();
    visited.sort();
    expect_eq!(visited, ["/quick", "/slow"], "the pages that `threaded` fetched, sorted");
    let unjoined = kit::unjoined();
    expect!(unjoined == 0, "`threaded` returned, and nobody had joined {unjoined} of its threads.");
}

kit::model! {
    /// One page after the other, in the order asked.
    fn sequential_takes_the_sum() {
        let pages = kit::pages([("/slow", 200), ("/quick", 150)]);
        let answer = sequential("/slow", "/quick");
        expect_blocking(&pages, "sequential");
        expect_eq!(
            pages.elapsed_ms(),
            350,
            "milliseconds that sequential took for pages of 200 and 150 ms"
        );
        expect_eq!(
            pages.visited(),
            ["/slow", "/quick"],
            "the pages that sequential(\"/slow\", \"/quick\") fetched"
        );
        expect_eq!(answer, both("/slow", "/quick"), "sequential(\"/slow\", \"/quick\")");
    }

    /// The error of either page is returned.
    fn sequential_returns_errors() {
        let down = Err("/broken: the server is down".to_owned());
        pages_that_fail();
        expect_eq!(sequential("/broken", "/slow"), down, "sequential(\"/broken\", \"/slow\")");
        expect_eq!(sequential("/slow", "/broken"), down, "sequential(\"/slow\", \"/broken\")");
        let answer = sequential("/broken", "/gone");
        expect!(
            is_one_of_two_errors(&answer),
            "sequential(\"/broken\", \"/gone\") returned {answer:?} instead of the error of one of its pages."
        );
    }

    /// Both pages are fetched at the same time.
    fn threaded_takes_the_longer() {
        let pages = kit::pages([("/slow", 200), ("/quick", 150)]);
        let answer = threaded("/slow", "/quick");
        expect_two_joined_fetches(&pages);
        expect_blocking(&pages, "threaded");
        expect_overlap(&pages, 200);
        expect_eq!(answer, both("/slow", "/quick"), "threaded(\"/slow\", \"/quick\")");
    }

    /// It makes no difference which page is the slow one.
    fn threaded_with_the_quick_page_first() {
        let pages = kit::pages([("/slow", 200), ("/quick", 150)]);
        let answer = threaded("/quick", "/slow");
        expect_two_joined_fetches(&pages);
        expect_overlap(&pages, 200);
        expect_eq!(answer, both("/quick", "/slow"), "threaded(\"/quick\", \"/slow\")");
    }

    /// The error of either page is returned.
    fn threaded_returns_errors() {
        let down = Err("/broken: the server is down".to_owned());
        pages_that_fail();
        expect_eq!(threaded("/broken", "/slow"), down, "threaded(\"/broken\", \"/slow\")");
    }

    /// The error of the other page is returned too.
    fn threaded_returns_the_second_error() {
        let down = Err("/broken: the server is down".to_owned());
        pages_that_fail();
        expect_eq!(threaded("/slow", "/broken"), down, "threaded(\"/slow\", \"/broken\")");
    }

    /// If both pages fail, one of the errors is returned.
    fn threaded_returns_one_of_two_errors() {
        pages_that_fail();
        let answer = threaded("/broken", "/gone");
        expect!(
            is_one_of_two_errors(&answer),
            "threaded(\"/broken\", \"/gone\") returned {answer:?} instead of the error of one of its pages."
        );
    }
}
