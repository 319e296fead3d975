//! Reads what a process prints, up to a limit that all its streams share.

use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
};

/// How many bytes may still be printed.
#[derive(Clone, Debug)]
pub(super) struct Room(Arc<AtomicUsize>);

impl Room {
    /// A budget of so many KiB.
    pub(super) fn kib(kib: u32) -> Room {
        Room(Arc::new(AtomicUsize::new(kib as usize * 1024)))
    }

    /// Takes up to `wanted` bytes and says how many were left to take.
    fn take(&self, wanted: usize) -> usize {
        let mut taken = 0;
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                taken = left.min(wanted);
                Some(left - taken)
            });
        taken
    }
}

/// A thread that reads one stream to its end.
#[derive(Debug)]
pub(super) struct Capture(JoinHandle<(Vec<u8>, bool)>);

impl Capture {
    /// Starts to read. `flooded` is called once when the budget is used up; the rest is read and dropped, so
    /// that the process is not stopped by a full pipe before it is killed.
    pub(super) fn start(
        mut stream: impl Read + Send + 'static,
        budget: Room,
        flooded: impl FnOnce() + Send + 'static,
    ) -> Capture {
        Capture(thread::spawn(move || {
            let mut kept = Vec::new();
            let mut flooded = Some(flooded);
            let mut buffer = [0; 8192];
            while let Ok(bytes @ 1..) = stream.read(&mut buffer) {
                let taken = budget.take(bytes);
                kept.extend_from_slice(&buffer[..taken]);
                if taken < bytes
                    && let Some(flooded) = flooded.take()
                {
                    flooded();
                }
            }
            (kept, flooded.is_none())
        }))
    }

    /// What was read, and whether the budget was used up by it.
    pub(super) fn finish(self) -> (Vec<u8>, bool) {
        self.0.join().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_exceeds_the_budget_is_dropped_and_said() {
        let budget = Room::kib(1);
        let (said, hears) = std::sync::mpsc::channel();
        let capture = Capture::start(&[7u8; 3000][..], budget, move || said.send(()).unwrap());
        let (kept, flooded) = capture.finish();
        assert_eq!((kept.len(), flooded), (1024, true));
        assert!(hears.recv().is_ok());
    }

    #[test]
    fn what_fits_is_kept_whole() {
        let capture = Capture::start(&b"hello"[..], Room::kib(1), || {
            panic!("5 bytes are no flood")
        });
        assert_eq!(capture.finish(), (b"hello".to_vec(), false));
    }
}
