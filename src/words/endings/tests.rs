//! Each sentence once.

use super::*;

const LIMITS: Limits = Limits {
    compile_seconds: 60,
    wall_seconds: 10,
    cpu_seconds: 20,
    memory_mb: 512,
    output_kb: 64,
};

/// What ends a process, and what is said of a driver, of a sealed check, and of a program of the student's.
const TABLE: [(Ending, &str, &str, &str); 15] = [
    (
        Ending::Exited(3),
        "Your code ended the whole process with exit code 3 before it answered. Return from the function instead of \
         calling `std::process::exit`.",
        "Your code ended the whole process (exit code 3) before the check had returned.",
        "",
    ),
    (
        Ending::Exited(97),
        "Your code ended the whole process with exit code 97 before it answered. Return from the function instead of \
         calling `std::process::exit`.",
        "The process ended with exit code 97 before the check had returned: kit: the check is broken",
        "",
    ),
    (
        Ending::TimedOut { busy: true },
        "Your code never came back: it was still computing after 2 s. Is there an endless loop?",
        "Your code was still computing after 10 s: a loop that never ends and never waits for another thread.",
        "The program had not ended after 10 s.",
    ),
    (
        Ending::TimedOut { busy: false },
        "Your code never came back: after 2 s it was still waiting. Is there a deadlock, or does a thread wait for \
         something that never comes?",
        "Your code was still waiting after 10 s, for something that never comes.",
        "The program had not ended after 10 s.",
    ),
    (
        Ending::TooMuchOutput,
        "Your code printed more than a check may print. Is there a `println!` in an endless loop?",
        "Your code printed without end and was stopped.",
        "The program printed without end and was stopped.",
    ),
    (
        Ending::OutOfMemory,
        "Your code used more memory than it may. Does something grow without end?",
        "Your code asked for more than 512 MiB of memory.",
        "The program asked for more than 512 MiB of memory.",
    ),
    (
        Ending::StackOverflow,
        "The stack overflowed: a function of yours probably calls itself without end.",
        "The stack overflowed: a recursion that never ends?",
        "The stack overflowed: a recursion that never ends?",
    ),
    (
        Ending::Signalled(libc::SIGABRT),
        "Your code aborted the whole process: `std::process::abort`, or a panic while another panic was being handled \
         (in a `Drop`, for example).",
        "Your code aborted the whole process before the check had returned.",
        "Your code aborted the whole process before the check had returned.",
    ),
    (
        Ending::Signalled(libc::SIGSEGV),
        "Your code touched memory that is not its own (signal 11).",
        SEGMENTATION_FAULT,
        SEGMENTATION_FAULT,
    ),
    (
        Ending::Signalled(libc::SIGBUS),
        "Your code touched memory that is not its own (signal 7).",
        SEGMENTATION_FAULT,
        SEGMENTATION_FAULT,
    ),
    (
        Ending::Signalled(libc::SIGILL),
        "Your code was stopped by signal 4: it ran into an instruction that must not be.",
        "The process ran into an instruction that must not be (signal 4).",
        "The process ran into an instruction that must not be (signal 4).",
    ),
    (
        Ending::Signalled(libc::SIGKILL),
        "Your code was killed: it used more time or memory than it may.",
        "Your code was killed: it used more time or memory than it may.",
        "Your code was killed: it used more time or memory than it may.",
    ),
    (
        Ending::Signalled(libc::SIGXCPU),
        "Your code used more computing time than it may. Is there an endless loop?",
        "The process was ended by signal 24 before the check had returned.",
        "The process was ended by signal 24 before the check had returned.",
    ),
    (
        Ending::Signalled(libc::SIGSYS),
        "Your code was stopped by signal 31 before it answered.",
        FORBIDDEN_CALL,
        FORBIDDEN_CALL,
    ),
    (
        Ending::Signalled(libc::SIGTERM),
        "Your code was stopped by signal 15 before it answered.",
        "The process was ended by signal 15 before the check had returned.",
        "The process was ended by signal 15 before the check had returned.",
    ),
];

const SEGMENTATION_FAULT: &str = "The process was ended by a segmentation fault: a stack overflow (a recursion that \
     never ends?) or a wrong pointer.";
const FORBIDDEN_CALL: &str = "Your code asked the system for something that no exercise needs and was stopped (a \
     forbidden system call).";

#[test]
fn each_ending_of_student_code_has_its_sentence() {
    for (ending, driver, check, program) in TABLE {
        assert_eq!(without_an_answer(ending, 2000), driver, "{ending:?}");
        let last_words = "kit: the check is broken";
        assert_eq!(without_a_record(ending, LIMITS, last_words), check);
        assert_eq!(of_a_program(ending, LIMITS).unwrap_or_default(), program);
    }
}

#[test]
fn each_ending_of_a_compiler_has_its_sentence() {
    for (ending, sentence) in [
        (Ending::Exited(1), None),
        (
            Ending::TimedOut { busy: true },
            Some("Compiling took longer than 60 s and was stopped: an endless macro or constant?"),
        ),
        (
            Ending::TooMuchOutput,
            Some(
                "The compiler had more to say about this than anybody can read: an endless macro?",
            ),
        ),
        (
            Ending::Signalled(libc::SIGSEGV),
            Some(
                "The compiler ran out of memory or crashed on this code, which no reasonable solution makes it do.",
            ),
        ),
    ] {
        assert_eq!(of_a_compiler(ending, 60).as_deref(), sentence);
    }
}

#[test]
fn each_ending_completes_a_sentence() {
    for (ending, words) in [
        (Ending::Exited(101), "ended with exit code 101"),
        (Ending::Signalled(9), "was ended by signal 9"),
        (Ending::StackOverflow, "was ended by a stack overflow"),
        (
            Ending::TimedOut { busy: false },
            "was stopped at its time limit",
        ),
        (
            Ending::TooMuchOutput,
            "was stopped because it printed too much",
        ),
        (
            Ending::OutOfMemory,
            "was stopped because it used too much memory",
        ),
    ] {
        assert_eq!(plainly(ending), words);
    }
}

#[test]
fn times_are_said_in_the_unit_that_fits() {
    let said = [2000, 250, 2500].map(duration);
    assert_eq!(said, ["2 s", "250 ms", "2.5 s"]);
}

#[test]
fn what_rusts_runtime_says_names_a_crash() {
    let crash = Ending::Signalled(libc::SIGABRT);
    let overflow = "\nthread 'main' has overflowed its stack\nfatal runtime error";
    let memory = "memory allocation of 1099511627776 bytes failed";
    assert_eq!(crash.named_by(overflow), Ending::StackOverflow);
    assert_eq!(crash.named_by(memory), Ending::OutOfMemory);
    assert_eq!(crash.named_by("bye"), crash);
    // Anybody can print these words; they explain a signal and nothing else.
    for other in [Ending::Exited(0), Ending::TimedOut { busy: true }] {
        assert_eq!(other.named_by(overflow), other);
    }
}
