//! A step of building a jail that the system refused.

use serde::{Deserialize, Serialize};
use std::io;

/// What could not be done, and what the system said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("cannot {doing}: {}", io::Error::from_raw_os_error(*errno))]
pub struct Broken {
    /// Completes "cannot ...": `mount a tmpfs`.
    pub doing: String,
    /// The system's number for what was wrong.
    pub errno: i32,
    /// It was about mounts, some of whose calls are not as old as the other walls.
    pub is_mount: bool,
}

/// Says what was being done when the system said no.
pub(super) trait Doing<T>: Sized {
    /// `what` completes "cannot ...".
    fn doing(self, what: &str) -> Result<T, Broken>;

    /// The same for a call about mounts.
    fn mounting(self, what: &str) -> Result<T, Broken> {
        self.doing(what).map_err(|broken| Broken {
            is_mount: true,
            ..broken
        })
    }
}

impl<T, E: Into<io::Error>> Doing<T> for Result<T, E> {
    fn doing(self, what: &str) -> Result<T, Broken> {
        self.map_err(|error| {
            let error: io::Error = error.into();
            Broken {
                doing: what.to_owned(),
                errno: error.raw_os_error().unwrap_or(libc::EIO),
                is_mount: false,
            }
        })
    }
}
