//! Frames survive the pipe, and what is no frame is refused for the right reason.

use kit_wire::{
    Ending, Excerpt, FrameError, LARGEST_FRAME, Mismatch, Panicked, Place, Unmet, from_bytes,
    judged::{
        Answer, Begin, Counterexample, Disturbance, Failure, FromJudge, Loss, Question, Test,
        ToJudge, Verdict, Wrong,
    },
    read_frame, to_bytes, write_frame,
};
use proptest::{collection::vec, option, prelude::*};
use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, Cursor, Read, Write};

fn place() -> impl Strategy<Value = Place> {
    (any::<String>(), any::<u32>(), any::<u32>()).prop_map(|(file, line, column)| Place {
        file,
        line,
        column,
    })
}

fn panicked() -> impl Strategy<Value = Panicked> {
    (any::<String>(), option::of(place())).prop_map(|(message, place)| Panicked { message, place })
}

fn ending() -> impl Strategy<Value = Ending> {
    prop_oneof![
        any::<i32>().prop_map(Ending::Exited),
        any::<i32>().prop_map(Ending::Signalled),
        any::<bool>().prop_map(|busy| Ending::TimedOut { busy }),
        Just(Ending::TooMuchOutput),
        Just(Ending::OutOfMemory),
        Just(Ending::StackOverflow),
    ]
}

fn loss() -> impl Strategy<Value = Loss> {
    prop_oneof![
        (ending(), any::<u64>()).prop_map(|(ending, limit_ms)| Loss::Ended { ending, limit_ms }),
        Just(Loss::Disturbed(Disturbance::OtherAnswer)),
        any::<u32>().prop_map(|bytes| Loss::Disturbed(Disturbance::TooLarge(bytes))),
        any::<String>().prop_map(|error| Loss::Disturbed(Disturbance::Malformed(error))),
    ]
}

fn excerpt() -> impl Strategy<Value = Excerpt> {
    (any::<String>(), 0usize..40).prop_map(|(text, longest)| Excerpt::new(&text, longest))
}

fn unmet() -> impl Strategy<Value = Unmet> {
    prop_oneof![
        any::<String>().prop_map(Unmet::Said),
        (any::<String>(), ".{0,90}", ".{0,90}").prop_map(|(what, got, expected)| {
            Unmet::Differs(Mismatch::new(what, &got, &expected))
        }),
    ]
}

fn question() -> impl Strategy<Value = Question> {
    (any::<u64>(), any::<String>(), vec(any::<u8>(), 0..300)).prop_map(
        |(serial, function, arguments)| Question {
            serial,
            function,
            arguments,
        },
    )
}

fn wrong() -> impl Strategy<Value = Wrong> {
    prop_oneof![
        unmet().prop_map(Wrong::Unmet),
        (excerpt(), panicked()).prop_map(|(call, panicked)| Wrong::Panicked { call, panicked }),
        (excerpt(), loss()).prop_map(|(call, loss)| Wrong::Lost { call, loss }),
        Just(Wrong::WroteOn),
    ]
}

fn failure() -> impl Strategy<Value = Failure> {
    let inputs = vec((any::<String>(), excerpt()), 0..4);
    let counterexample =
        (inputs, any::<u32>(), any::<u64>()).prop_map(|(inputs, cases, seed)| Counterexample {
            inputs,
            cases,
            seed,
        });
    (wrong(), option::of(counterexample)).prop_map(|(what, counterexample)| Failure {
        what,
        counterexample,
    })
}

fn verdict() -> impl Strategy<Value = Verdict> {
    let test = (
        any::<String>(),
        any::<String>(),
        any::<u32>(),
        option::of(failure()),
    )
        .prop_map(|(name, title, cases, failure)| Test {
            name,
            title,
            cases,
            failure,
        });
    vec(test, 0..4).prop_map(|tests| Verdict { tests })
}

fn from_judge() -> impl Strategy<Value = FromJudge> {
    prop_oneof![
        question().prop_map(FromJudge::Ask),
        verdict().prop_map(FromJudge::Verdict)
    ]
}

fn to_judge() -> impl Strategy<Value = ToJudge> {
    let value = prop_oneof![
        vec(any::<u8>(), 0..300).prop_map(Ok),
        panicked().prop_map(Err)
    ];
    let answer = (any::<u64>(), value).prop_map(|(serial, value)| Answer { serial, value });
    prop_oneof![
        answer.prop_map(ToJudge::Answer),
        loss().prop_map(ToJudge::Lost)
    ]
}

/// A pipe that hands out its bytes one at a time, with interruptions.
struct Trickle {
    bytes: Cursor<Vec<u8>>,
    interrupted: bool,
}

impl Read for Trickle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let one = buffer.len().min(1);
        self.bytes.read(&mut buffer[..one])
    }
}

/// Writes the messages one after the other, reads them back, and compares them as they show themselves.
fn survive<T: Serialize + DeserializeOwned + std::fmt::Debug>(
    messages: &[T],
) -> Result<(), TestCaseError> {
    let mut bytes = Vec::new();
    for message in messages {
        write_frame(&mut bytes, message).unwrap();
    }
    let mut pipe = Trickle {
        bytes: Cursor::new(bytes),
        interrupted: false,
    };
    for message in messages {
        let read: T = read_frame(&mut pipe).unwrap();
        prop_assert_eq!(format!("{read:?}"), format!("{message:?}"));
    }
    prop_assert!(matches!(
        read_frame::<T>(&mut pipe),
        Err(FrameError::Closed)
    ));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_a_judge_says_survives(messages in vec(from_judge(), 0..5)) {
        survive(&messages)?;
    }

    #[test]
    fn what_a_judge_hears_survives(seed: u64, run: Vec<String>, messages in vec(to_judge(), 0..5)) {
        survive(&[Begin { seed, run }])?;
        survive(&messages)?;
    }

    #[test]
    fn a_frame_that_is_cut_is_no_orderly_end(message in from_judge(), cut: prop::sample::Index) {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, &message).unwrap();
        bytes.truncate(1 + cut.index(bytes.len() - 1));
        let read = read_frame::<FromJudge>(&mut Cursor::new(bytes));
        prop_assert!(matches!(read, Err(FrameError::Io(error)) if error.kind() == io::ErrorKind::UnexpectedEof));
    }

    #[test]
    fn bytes_left_over_are_refused(message in from_judge(), more in vec(any::<u8>(), 1..5)) {
        let mut bytes = to_bytes(&message);
        bytes.extend(more);
        prop_assert!(matches!(from_bytes::<FromJudge>(&bytes), Err(FrameError::Malformed(_))));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = read_frame::<FromJudge>(&mut Cursor::new(&bytes));
        let _ = from_bytes::<ToJudge>(&bytes);
    }

    #[test]
    fn an_excerpt_is_a_beginning_and_says_if_it_is_not_all(text: String, longest in 0usize..20) {
        let excerpt = Excerpt::new(&text, longest);
        let characters = text.chars().count();
        prop_assert!(text.starts_with(&excerpt.text));
        prop_assert_eq!(excerpt.text.chars().count(), characters.min(longest));
        prop_assert_eq!(excerpt.cut_from, (characters > longest).then_some(characters as u64));
    }

    #[test]
    fn what_is_kept_of_two_long_values_shows_where_they_differ(same in "[a-z\n]{61,500}", got: char, expected: char) {
        let with = |letter| format!("{same}{letter}{same}");
        let found = Mismatch::new(String::new(), &with(got), &with(expected));
        let divergence = found.divergence.expect("they are long");
        prop_assert!(divergence.got.is_cut_before && divergence.got.is_cut_after || got == expected);
        prop_assert_eq!(divergence.got.text == divergence.expected.text, got == expected);
        prop_assert!(!divergence.got.text.contains('\n'));
    }
}

#[test]
fn a_huge_length_is_refused_before_anything_is_read() {
    struct Endless(usize);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 += buffer.len();
            buffer.fill(255);
            Ok(buffer.len())
        }
    }
    let mut pipe = Endless(0);
    assert!(matches!(
        read_frame::<FromJudge>(&mut pipe),
        Err(FrameError::TooLarge(u32::MAX))
    ));
    assert_eq!(pipe.0, 4);
}

#[test]
fn a_message_that_is_too_large_is_not_written_at_all() {
    let mut pipe = Vec::new();
    let message = vec![0u8; LARGEST_FRAME as usize];
    assert!(matches!(
        write_frame(&mut pipe, &message),
        Err(FrameError::TooLarge(_))
    ));
    assert!(pipe.is_empty());
    let most = vec![0u8; LARGEST_FRAME as usize - 4];
    write_frame(&mut pipe, &most).unwrap();
    assert_eq!(read_frame::<Vec<u8>>(&mut Cursor::new(pipe)).unwrap(), most);
}

#[test]
fn a_list_that_claims_to_be_long_takes_no_memory() {
    // A `Verdict` that announces 2^60 tests and brings none.
    let bytes = [1, 128, 128, 128, 128, 128, 128, 128, 128, 16];
    assert!(matches!(
        from_bytes::<FromJudge>(&bytes),
        Err(FrameError::Malformed(_))
    ));
}

#[test]
fn a_broken_pipe_is_told() {
    struct Broken;
    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let written = write_frame(&mut Broken, &1u8);
    assert!(
        matches!(written, Err(FrameError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe)
    );
}
