// for: answer; status: fail; says: cannot be written; open: nothing
pub fn answer(_: u32) -> u32 {
    for file in ["/proc/self/oom_score_adj", "/proc/self/uid_map", "/proc/sys/kernel/core_pattern", "/proc/sys/vm/drop_caches", "/sys/kernel/mm/ksm/run"] {
        if std::fs::OpenOptions::new().write(true).open(file).is_ok() {
            panic!("{file} is open");
        }
    }
    panic!("they cannot be written")
}
