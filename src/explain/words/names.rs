//! How threads, objects and values are called.

use crate::explain::record::Record;
use kit_wire::trace::{AtomicType, Object, ObjectKind};
use std::fmt;

/// How a thread is called.
pub(in crate::explain) fn thread_name(record: &Record<'_>, thread: u8) -> String {
    let name = record.thread(thread).and_then(|it| it.name.clone());
    name.unwrap_or_else(|| format!("thread {thread}"))
}

/// A thread's name.
#[derive(Clone, Copy)]
pub(super) struct Name<'a>(pub(super) &'a Record<'a>, pub(super) u8);

impl Name<'_> {
    /// At the beginning of a sentence.
    pub(super) fn first(&self) -> String {
        let name = self.to_string();
        let mut letters = name.chars();
        let first = letters.next();
        first
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&thread_name(self.0, self.1))
    }
}

/// Who took the step.
pub(super) fn by<'a>(record: &'a Record<'a>, row: usize) -> Name<'a> {
    Name(record, record.step(row).map_or(0, |step| step.thread))
}

/// The step's line.
pub(super) fn at(record: &Record<'_>, row: usize) -> String {
    let line = record.step(row).map_or(0, |step| step.place.line);
    format!("line {line}")
}

/// What the step is about.
pub(super) fn object_of(record: &Record<'_>, row: usize) -> String {
    let number = record.step(row).and_then(|step| step.object);
    number
        .map(|number| object(record, number))
        .unwrap_or_default()
}

/// `Mutex<usize> src/lib.rs:7`; if there are more of them, each has its number behind it.
pub(in crate::explain) fn object(record: &Record<'_>, number: u32) -> String {
    let Some((object, ordinal)) = record.named(number) else {
        return "something".to_owned();
    };
    let kind = type_of(object);
    match (&object.place, ordinal) {
        (None, _) => kind,
        (Some(place), None) => format!("{kind} {}:{}", place.file, place.line),
        (Some(place), Some(ordinal)) => {
            format!("{kind} {}:{} #{ordinal}", place.file, place.line)
        }
    }
}

fn type_of(object: &Object) -> String {
    let kind = kind(object.kind);
    match &object.of {
        Some(of) => format!("{kind}<{}>", short_type(of)),
        None => kind.to_owned(),
    }
}

/// What kind of object it is, as the type is called where there is one.
fn kind(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Atomic(of) => atomic(of),
        ObjectKind::Mutex => "Mutex",
        ObjectKind::RwLock => "RwLock",
        ObjectKind::Readers => "readers",
        ObjectKind::Condvar => "Condvar",
        ObjectKind::Barrier => "Barrier",
        ObjectKind::Once => "Once",
        ObjectKind::OnceLock => "OnceLock",
        ObjectKind::LazyLock => "LazyLock",
        ObjectKind::Channel => "channel",
        ObjectKind::SyncChannel => "sync_channel",
        ObjectKind::UnsafeCell => "UnsafeCell",
        ObjectKind::Thread => "Thread",
        ObjectKind::JoinHandle => "JoinHandle",
        ObjectKind::Output => "output",
        ObjectKind::WithoutSteps => "something without steps",
    }
}

/// The type of an atomic.
pub(super) fn atomic(of: AtomicType) -> &'static str {
    match of {
        AtomicType::Bool => "AtomicBool",
        AtomicType::I8 => "AtomicI8",
        AtomicType::I16 => "AtomicI16",
        AtomicType::I32 => "AtomicI32",
        AtomicType::I64 => "AtomicI64",
        AtomicType::Isize => "AtomicIsize",
        AtomicType::U8 => "AtomicU8",
        AtomicType::U16 => "AtomicU16",
        AtomicType::U32 => "AtomicU32",
        AtomicType::U64 => "AtomicU64",
        AtomicType::Usize => "AtomicUsize",
        AtomicType::Ptr => "AtomicPtr",
    }
}

/// A type's name without the paths of modules.
fn short_type(name: &str) -> String {
    let mut short = String::new();
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
        } else if letter == ':' {
            word.clear();
        } else {
            short += &word;
            word.clear();
            short.push(letter);
        }
    }
    short + &word
}

/// A value as the object's type shows it.
pub(in crate::explain) fn shown(record: &Record<'_>, object: Option<u32>, value: u64) -> String {
    let object = object.and_then(|object| record.object(object));
    let is_signed = |of: &str| matches!(of, "i8" | "i16" | "i32" | "i64" | "isize");
    match object.map(|object| (object.kind, object.of.as_deref())) {
        Some((ObjectKind::Atomic(AtomicType::Bool), _) | (_, Some("bool"))) => {
            (value != 0).to_string()
        }
        Some((ObjectKind::Atomic(AtomicType::Ptr), _)) => match value {
            0 => "null".to_owned(),
            address => format!("address {}", record.address(address)),
        },
        Some((
            ObjectKind::Atomic(
                AtomicType::I8
                | AtomicType::I16
                | AtomicType::I32
                | AtomicType::I64
                | AtomicType::Isize,
            ),
            _,
        )) => value.cast_signed().to_string(),
        Some((_, Some(of))) if is_signed(of) => value.cast_signed().to_string(),
        _ => value.to_string(),
    }
}
