//! One page, as a check sets it up.

use std::time::Duration;

/// A page, and how long it takes.
#[derive(Clone, Debug)]
pub struct Page {
    pub(crate) url: String,
    pub(crate) takes: Duration,
    pub(crate) answer: Result<String, String>,
    pub(crate) together: usize,
}

impl Page {
    /// A page that answers after so many milliseconds with `page <url>`.
    pub fn new(url: &str, milliseconds: u64) -> Self {
        let answer = Ok(format!("page {url}"));
        Page {
            url: url.to_owned(),
            takes: Duration::from_millis(milliseconds),
            answer,
            together: 1,
        }
    }

    /// The same with another text.
    pub fn text(self, text: &str) -> Self {
        Page {
            answer: Ok(text.to_owned()),
            ..self
        }
    }

    /// The same, but the answer is an error for this reason: `the server is down`.
    pub fn fails(self, reason: &str) -> Self {
        Page {
            answer: Err(reason.to_owned()),
            ..self
        }
    }

    /// The page answers only when at least `requests` async visits of any pages are under way. If that does not
    /// come about within a (virtual) minute, it answers all the same, and [`Pages::met`] is false.
    pub fn together(self, requests: usize) -> Self {
        Page {
            together: requests,
            ..self
        }
    }

    /// What students find who run their own program without any check.
    pub(crate) fn for_own_runs() -> Vec<Page> {
        vec![
            Page::new("/slow", 200),
            Page::new("/quick", 150),
            Page::new("/news", 120).text("Nothing happened today."),
            Page::new("/broken", 100).fails("the server is down"),
        ]
    }
}

impl From<(&str, u64)> for Page {
    fn from((url, milliseconds): (&str, u64)) -> Self {
        Page::new(url, milliseconds)
    }
}
