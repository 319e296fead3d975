//! Every interleaving of the whole program.

use kit::prelude::*;

kit::model! {
    /// When main ends, both workers have printed their line, and main's own line comes last.
    fn everything_is_printed() {
        thread_lifetimes::__main();
        let mut lines = kit::printed();
        let last = lines.pop();
        expect_eq!(last.as_deref(), Some("2 of 3 workers finished"), "the last line that the program prints");
        lines.sort();
        expect_eq!(lines, ["worker 1: done", "worker 3: done"], "the lines before it, sorted");
    }
}
