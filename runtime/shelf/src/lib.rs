//! Every crate that an exercise may offer, so that one build brings them all.
