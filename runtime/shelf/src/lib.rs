//! Every crate that an exercise may offer, so that one build brings them all.
//!
//! Nothing is linked with this crate; the toolbox builds it for the sake of its dependencies.
