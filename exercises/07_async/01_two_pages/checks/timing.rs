//! The async way, under a paused clock.

use kit::Page;
use kit::prelude::*;

/// Two pages, `/broken` and `/gone`, that fail after 100 and 50 ms, and one that takes 200 ms.
fn pages_that_fail() -> kit::Pages {
    kit::pages([
        Page::new("/slow", 200),
        Page::new("/broken", 100).fails("the server is down"),
        Page::new("/gone", 50).fails("moved to another place"),
    ])
}

/// The pages, or the error as text.
async fn concurrent(a: &str, b: &str) -> Result<(String, String), String> {
    two_pages::concurrent(a, b)
        .await
        .map_err(|error| error.to_string())
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
        "milliseconds that concurrent took for pages of 200 and 150 ms"
    );
}

kit::timing! {
    /// Both pages are fetched on the caller's thread.
    async fn stays_on_its_thread() {
        let pages = kit::pages([("/slow", 200), ("/quick", 150)]);
        kit::expected("both on thread 1");
        let _ = concurrent("/slow", "/quick").await;
        let visits = pages.visits();
        expect!(!visits.is_empty(), "`concurrent` fetched nothing at all.");
        expect!(
            visits.iter().all(|visit| visit.how == kit::How::Async),
            "`concurrent` let other threads block in `web::get_blocking`; async code fetches with `web::get(…).await`."
        );
        expect_eq!(pages.threads(), [1], "the threads that fetched in concurrent");
    }

    /// Both pages are fetched at the same time.
    async fn takes_the_longer() {
        let pages = kit::pages([("/slow", 200), ("/quick", 150)]);
        kit::expected("both from 0 ms");
        let answer = concurrent("/slow", "/quick").await;
        expect_overlap(&pages, 200);
        expect_eq!(
            answer,
            Ok(("page /slow".to_owned(), "page /quick".to_owned())),
            "concurrent(\"/slow\", \"/quick\")"
        );
    }

    /// It makes no difference which page is the slow one.
    async fn quick_page_first() {
        let pages = kit::pages([("/slow", 200), ("/quick", 150)]);
        kit::expected("both from 0 ms");
        let answer = concurrent("/quick", "/slow").await;
        expect_overlap(&pages, 200);
        expect_eq!(
            answer,
            Ok(("page /quick".to_owned(), "page /slow".to_owned())),
            "concurrent(\"/quick\", \"/slow\")"
        );
    }

    /// The error of either page is returned.
    async fn returns_the_error_of_either() {
        let down = Err("/broken: the server is down".to_owned());
        pages_that_fail();
        expect_eq!(
            concurrent("/slow", "/broken").await,
            down,
            "concurrent(\"/slow\", \"/broken\")"
        );
        pages_that_fail();
        expect_eq!(
            concurrent("/broken", "/slow").await,
            down,
            "concurrent(\"/broken\", \"/slow\")"
        );
    }

    /// If both pages fail, one of the errors is returned.
    async fn returns_one_of_two_errors() {
        pages_that_fail();
        let answer = concurrent("/broken", "/gone").await;
        let errors = ["/broken: the server is down", "/gone: moved to another place"];
        expect!(
            answer.as_ref().is_err_and(|error| errors.contains(&error.as_str())),
            "concurrent(\"/broken\", \"/gone\") returned {answer:?} instead of the error of one of its pages."
        );
    }
}
