//! What students see of the pages, and what the stage notes of it. The stage belongs to the process, so the tests
//! take turns.

use std::{
    cell::Cell,
    pin::pin,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Waker},
    time::Duration,
};
use web_stage::{Clock, How, Page, Pages, pages};

fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a future in virtual time.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
        .block_on(future)
}

fn shop() -> Pages {
    pages([
        Page::new("/a", 30),
        Page::new("/b", 20).text("bread"),
        Page::new("/c", 10).fails("closed"),
    ])
}

#[test]
fn a_page_has_a_text_or_an_error() {
    let _turn = turn();
    run(async {
        shop();
        assert_eq!(web::get("/a").await.as_deref(), Ok("page /a"));
        assert_eq!(web::get("/b").await.as_deref(), Ok("bread"));
        let closed = web::get("/c").await.unwrap_err();
        assert_eq!(closed.to_string(), "/c: closed");
        assert_eq!(closed, web::get("/c").await.unwrap_err());
        let nowhere = web::get("/d").await.unwrap_err();
        assert_eq!(nowhere.to_string(), "/d: there is no such page");
        assert_ne!(nowhere, closed);
        let panicked: Box<dyn std::error::Error> = Box::new(web::Error::panicked("/a"));
        assert_eq!(
            panicked.to_string(),
            "/a: the task that fetched it panicked"
        );
    });
}

#[test]
fn a_page_takes_its_time_and_begins_when_it_is_polled() {
    let _turn = turn();
    run(async {
        let stage = shop();
        let (a, b) = (web::get("/a"), web::get("/b"));
        assert!(
            stage.visits().is_empty(),
            "nothing happens before the first poll"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
        let (_, _) = tokio::join!(a, b);
        assert_eq!(stage.elapsed_ms(), 35);
        let times =
            |visit: &web_stage::Visit| (visit.start.as_millis(), visit.end.unwrap().as_millis());
        assert_eq!(
            stage.visits().iter().map(times).collect::<Vec<_>>(),
            [(5, 35), (5, 25)]
        );
        assert_eq!((stage.most_in_flight(), stage.in_flight()), (2, 0));
        assert_eq!(stage.visited(), ["/a", "/b"]);
    });
}

#[test]
fn one_after_the_other_is_never_two_in_flight() {
    let _turn = turn();
    run(async {
        let stage = shop();
        web::get("/a").await.unwrap();
        web::get("/b").await.unwrap();
        assert_eq!((stage.most_in_flight(), stage.elapsed_ms()), (1, 50));
    });
}

#[test]
fn a_visit_knows_its_line_and_whether_it_was_dropped() {
    let _turn = turn();
    run(async {
        let stage = shop();
        let line = line!() + 1;
        let a = web::get("/a");
        assert!(
            tokio::time::timeout(Duration::from_millis(7), a)
                .await
                .is_err()
        );
        let [visit] = &stage.visits()[..] else {
            panic!("one visit")
        };
        assert_eq!((visit.place.file(), visit.place.line()), (file!(), line));
        assert_eq!((visit.dropped, visit.end_thread), (true, None));
        assert_eq!(visit.end, Some(Duration::from_millis(7)));
        assert_eq!((visit.how, visit.inside_runtime), (How::Async, false));
    });
}

#[test]
fn a_visit_of_an_earlier_stage_is_not_counted() {
    let _turn = turn();
    run(async {
        let before = shop();
        {
            let mut a = pin!(web::get("/a"));
            assert!(
                a.as_mut()
                    .poll(&mut Context::from_waker(Waker::noop()))
                    .is_pending()
            );
            assert_eq!(before.in_flight(), 1);
            shop();
        }
        assert!(Pages::current().visits().is_empty() && before.visits().is_empty());
    });
}

#[test]
fn pages_that_want_company_wait_for_it() {
    let _turn = turn();
    run(async {
        let stage = pages([Page::new("/a", 10).together(2), Page::new("/b", 10)]);
        let late = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            web::get("/b").await
        };
        let (a, b) = tokio::join!(web::get("/a"), late);
        assert!(a.is_ok() && b.is_ok() && stage.met());
        assert_eq!(stage.elapsed_ms(), 510);
        web::get("/a").await.unwrap();
        assert!(!stage.met(), "alone it gave up");
    });
}

thread_local!(static VIRTUAL: Cell<Duration> = const { Cell::new(Duration::ZERO) });

#[test]
fn blocking_fetches_use_the_clock_of_the_check() {
    let _turn = turn();
    web_stage::set_clock(Clock {
        now: || VIRTUAL.get(),
        // Looks at the stage while it waits: a lock held here would never come free.
        sleep: |time| {
            assert_eq!(Pages::current().in_flight(), 1);
            VIRTUAL.set(VIRTUAL.get() + time);
        },
        thread: || 5,
    });
    let stage = pages([("/slow", 3_600_000)]);
    assert_eq!(web::get_blocking("/slow").as_deref(), Ok("page /slow"));
    assert_eq!((stage.elapsed_ms(), stage.threads()), (3_600_000, vec![1]));
    let [visit] = &stage.visits()[..] else {
        panic!("one visit")
    };
    assert_eq!(
        (visit.how, visit.end),
        (How::Blocking, Some(Duration::from_secs(3600)))
    );
    web_stage::set_clock(Clock::real());
}

#[test]
fn threads_are_numbered_in_order_of_appearance() {
    let _turn = turn();
    let stage = pages([("/now", 0)]);
    for _ in 0..2 {
        std::thread::spawn(|| web::get_blocking("/now"))
            .join()
            .unwrap()
            .unwrap();
    }
    web::get_blocking("/now").unwrap();
    assert_eq!(
        stage
            .visits()
            .iter()
            .map(|visit| visit.thread)
            .collect::<Vec<_>>(),
        [2, 3, 1]
    );
}

#[test]
fn the_future_can_be_sent_to_another_thread() {
    fn is_send(_: impl Send) {}
    is_send(web::get("/a"));
}
