//! Two slow pages, fetched in three ways.

use std::panic;
use std::thread;

/// Fetches page `a`, then page `b`. Takes as long as both together.
pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    Ok((web::get_blocking(a)?, web::get_blocking(b)?))
}

/// Fetches both pages at the same time, with threads. Takes as long as the slower one.
pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    thread::scope(|scope| {
        let other = scope.spawn(|| web::get_blocking(a));
        let second = web::get_blocking(b);
        let first = other
            .join()
            .unwrap_or_else(|payload| panic::resume_unwind(payload));
        Ok((first?, second?))
    })
}

/// Fetches both pages at the same time, on one thread. Takes as long as the slower one.
pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    tokio::try_join!(web::get(a), web::get(b))
}
