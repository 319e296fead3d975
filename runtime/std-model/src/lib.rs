//! Looks like std, runs under loom.
