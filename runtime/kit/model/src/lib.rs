//! Sealed checks that run every interleaving under the look-alike std.
