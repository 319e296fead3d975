//! The slow pages that the async exercises fetch.
//!
//! No page comes from a network: each has a fixed text and takes a fixed time. In your own programs there are
//! `/slow` (200 ms), `/quick` (150 ms), `/news` (120 ms) and `/broken` (100 ms, then an error). Checks bring
//! pages of their own.

use std::{fmt, panic::Location};
use web_stage::Problem;

/// Fetches a page without blocking the thread. Needs a tokio runtime.
///
/// Like every `async fn`, it does nothing before it is awaited.
// Written as a function that returns a future, so that the record knows the line that called it.
#[track_caller]
pub fn get(url: &str) -> impl Future<Output = Result<String, Error>> + Send + use<'_> {
    let place = Location::caller();
    async move {
        web_stage::fetch(url, place)
            .await
            .map_err(|problem| Error::new(url, problem))
    }
}

/// Fetches a page and blocks the thread until it is there.
#[track_caller]
pub fn get_blocking(url: &str) -> Result<String, Error> {
    web_stage::fetch_blocking(url, Location::caller()).map_err(|problem| Error::new(url, problem))
}

/// Why a page could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    url: String,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    NotFound,
    Failed(String),
    Panicked,
}

impl Error {
    /// The error of a page whose task panicked.
    pub fn panicked(url: &str) -> Self {
        Error {
            url: url.to_owned(),
            reason: Reason::Panicked,
        }
    }

    fn new(url: &str, problem: Problem) -> Self {
        let reason = match problem {
            Problem::NotFound => Reason::NotFound,
            Problem::Failed(reason) => Reason::Failed(reason),
        };
        Error {
            url: url.to_owned(),
            reason,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::NotFound => write!(f, "{}: there is no such page", self.url),
            Reason::Failed(reason) => write!(f, "{}: {reason}", self.url),
            Reason::Panicked => write!(f, "{}: the task that fetched it panicked", self.url),
        }
    }
}

impl std::error::Error for Error {}
