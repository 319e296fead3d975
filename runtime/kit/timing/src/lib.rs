//! Sealed checks of async code under tokio's paused clock.
