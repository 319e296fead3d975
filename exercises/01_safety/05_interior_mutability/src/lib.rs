//! Two counters that count through a shared reference.

/// Counts hits on one thread.
pub struct Hits {
    count: u32,
}

impl Hits {
    /// No hits yet.
    pub fn new() -> Self {
        Hits { count: 0 }
    }

    /// One hit more.
    pub fn hit(&self) {
        self.count += 1;
    }

    /// The hits since the last reset.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Begins again at 0 and returns the count so far.
    pub fn reset(&self) -> u32 {
        todo!()
    }

    /// Changes counts with the other.
    pub fn exchange(&self, other: &Hits) {
        let _ = other;
        todo!()
    }
}

/// Counts hits of many threads.
pub struct SharedHits {
    count: u32,
}

impl SharedHits {
    /// No hits yet.
    pub fn new() -> Self {
        SharedHits { count: 0 }
    }

    /// One hit more.
    pub fn hit(&self) {
        self.count += 1;
    }

    /// The hits since the last reset.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Begins again at 0 and returns the count so far, in one step.
    pub fn reset(&self) -> u32 {
        todo!()
    }
}
