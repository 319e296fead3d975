//! The slow pages that the async exercises fetch.
