//! Behind the scenes of `web`: pages, clock and the record of who fetched what when.
