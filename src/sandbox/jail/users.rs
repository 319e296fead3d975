//! Which user a jail's program is on the machine, where the grader is root and can choose: one that no other jail has, so
//! that no submission can signal, limit or starve another's processes, whatever a wall forgets.

use std::{fs, sync::OnceLock};

/// Nobody: the user that programs are inside of their namespaces, and outside too where no other can be had.
pub(super) const NOBODY: u32 = 65534;

/// The first of the numbers that jails take. Neither distributions nor systemd nor containers give these to anybody.
const FIRST: u32 = 1_879_048_192;

/// Process ids are below this on every Linux.
const MOST_PROCESSES: u32 = 1 << 22;

/// The user and group of the jail that this helper guards, if the grader is root: as long as the helper lives, no other
/// helper has its process id.
pub(super) fn of_jail(helper: u32) -> u32 {
    static CAN_CHOOSE: OnceLock<bool> = OnceLock::new();
    let can_choose = CAN_CHOOSE.get_or_init(|| {
        let read =
            |file: &str| fs::read_to_string(format!("/proc/self/{file}")).unwrap_or_default();
        ["uid_map", "gid_map"].iter().all(|file| holds(&read(file)))
    });
    if *can_choose && helper < MOST_PROCESSES {
        FIRST + helper
    } else {
        NOBODY
    }
}

/// Whether a map of a user namespace (`inside outside count` on each line) has all the numbers of jails. In some
/// containers it has not.
fn holds(map: &str) -> bool {
    map.lines().any(|line| {
        let mut numbers = line.split_whitespace().map(|number| number.parse::<u64>());
        let (Some(Ok(first)), Some(Ok(count))) = (numbers.next(), numbers.nth(1)) else {
            return false;
        };
        let last = u64::from(FIRST + MOST_PROCESSES);
        first <= u64::from(FIRST) && last <= first + count
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_with_few_users_has_none_for_jails() {
        assert!(holds("         0          0 4294967295\n"));
        assert!(!holds("0 100000 65536\n"));
        assert!(!holds("0 1000 1\n1 100000 65536\n"));
        assert!(!holds(""));
    }

    #[test]
    fn two_helpers_never_share_a_user() {
        let (one, other) = (of_jail(17), of_jail(18));
        assert!(one != other || one == NOBODY);
        assert_eq!(of_jail(MOST_PROCESSES), NOBODY);
    }
}
