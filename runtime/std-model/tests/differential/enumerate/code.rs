//! A thread of a program as instructions that only jump forwards, so that a number says where a thread is.

use crate::program::{Access, Statement, What};
use std::sync::atomic::Ordering;

/// One instruction.
#[derive(Clone, Copy, Debug)]
pub enum Instruction {
    /// An access; only the value `until` ends a wait. `said`: what it reads belongs to the outcome.
    Access {
        atomic: usize,
        access: Access,
        until: Option<u8>,
        said: bool,
    },
    Fence(Ordering),
    Lock(usize),
    /// Goes on at the second number if it is refused.
    TryLock(usize, usize),
    Unlock(usize),
    Cell {
        cell: usize,
        write: bool,
    },
    Spawn(usize),
    Join(usize),
    /// Says a value, which is then the last one.
    Say(u8),
    /// Goes on elsewhere unless this is the last value.
    Unless(u8, usize),
    Jump(usize),
}

impl Instruction {
    /// Whether it becomes an event of a graph.
    pub fn is_event(&self) -> bool {
        use Instruction::{Jump, Say, Unless};
        !matches!(self, Say(_) | Unless(..) | Jump(_))
    }
}

/// The instructions of a thread.
pub fn compile(list: &[Statement]) -> Vec<Instruction> {
    let mut code = Vec::new();
    append(&mut code, list);
    code
}

fn append(code: &mut Vec<Instruction>, list: &[Statement]) {
    let load = |atomic, ordering, said| Instruction::Access {
        atomic,
        access: Access::Load(ordering),
        until: None,
        said,
    };
    for statement in list {
        match &statement.what {
            What::Atomic(atomic, access) => code.push(Instruction::Access {
                atomic: *atomic,
                access: *access,
                until: None,
                said: true,
            }),
            What::Getter(atomic, ordering) => code.push(load(*atomic, *ordering, true)),
            What::Both(atomics, ordering) => {
                code.extend(atomics.map(|atomic| load(atomic, *ordering, true)));
            }
            What::Wait(atomic, access, until) => code.push(Instruction::Access {
                atomic: *atomic,
                access: *access,
                until: Some(*until),
                said: false,
            }),
            What::Poll {
                atomic,
                ordering,
                until,
                times,
            } => {
                // Four instructions for each load, one for giving up.
                let end = code.len() + 4 * usize::from(*times) + 1;
                for vain in 0..*times {
                    code.push(load(*atomic, *ordering, false));
                    code.push(Instruction::Unless(*until, code.len() + 3));
                    code.push(Instruction::Say(vain));
                    code.push(Instruction::Jump(end));
                }
                code.push(Instruction::Say(*times));
            }
            What::Fence(ordering) => code.push(Instruction::Fence(*ordering)),
            What::Lock(mutex, inner) => {
                code.push(Instruction::Lock(*mutex));
                append(code, inner);
                code.push(Instruction::Unlock(*mutex));
            }
            What::TryLock(mutex, inner) => {
                let here = code.len();
                code.push(Instruction::TryLock(*mutex, 0));
                append(code, inner);
                code.push(Instruction::Unlock(*mutex));
                code[here] = Instruction::TryLock(*mutex, code.len());
            }
            What::ReadCell(cell) => code.push(Instruction::Cell {
                cell: *cell,
                write: false,
            }),
            What::WriteCell(cell) => code.push(Instruction::Cell {
                cell: *cell,
                write: true,
            }),
            What::If(value, inner) => {
                let here = code.len();
                code.push(Instruction::Jump(0));
                append(code, inner);
                code[here] = Instruction::Unless(*value, code.len());
            }
            What::Repeat(times, inner) => (0..*times).for_each(|_| append(code, inner)),
            What::Spawn(thread) => code.push(Instruction::Spawn(*thread)),
            What::Join(thread) => code.push(Instruction::Join(*thread)),
        }
    }
}
