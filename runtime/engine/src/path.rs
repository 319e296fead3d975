//! The search: a tree of decisions, of which one path at a time is kept.
//!
//! At each turn some thread goes on, and at each pick one of several values is read. Which threads must be tried at a turn
//! is found out by races (source sets), and what was tried already and would make no difference is left out (sleep
//! sets): Abdulla, Aronis, Jonsson, Sagonas, "Optimal dynamic partial order reduction" (POPL 2014), algorithm 1. Under a bound on preemptions neither is
//! sound, so there the older rule of Flanagan and Godefroid (POPL 2005) holds, with the additional points of Coons, Musuvathi and McKinley,
//! "Bounded partial-order reduction" (OOPSLA 2013).

use std::rc::Rc;

/// A set of threads, a bit for each.
pub type Threads = u16;

/// The threads in a set, the lowest number first.
pub fn members(threads: Threads) -> impl Iterator<Item = usize> {
    (0..16).filter(move |thread| threads >> thread & 1 == 1)
}

/// How a step uses an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Its order with other reads makes no difference.
    Read,
    /// Its order with everything makes a difference.
    Write,
}

/// A use of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The object's number in this execution.
    pub object: u32,
    /// What is the same for one object in all executions, such as the place where it was made.
    pub class: usize,
    /// How it is used.
    pub mode: Mode,
}

/// What a thread would do next, which need not be tried as long as nothing that it depends on is done.
#[derive(Clone, Debug)]
pub struct Asleep {
    thread: usize,
    accesses: Rc<[Access]>,
    /// How many objects there were: those that it would use first may have another number by now.
    objects: u32,
}

impl Asleep {
    fn depends_on(&self, taken: &[Access]) -> bool {
        let same = |mine: &Access, theirs: &Access| {
            let are_new = mine.object >= self.objects && theirs.object >= self.objects;
            mine.object == theirs.object || (are_new && mine.class == theirs.class)
        };
        self.accesses.iter().any(|mine| {
            taken.iter().any(|theirs| {
                let ordered = mine.mode == Mode::Write || theirs.mode == Mode::Write;
                ordered && same(mine, theirs)
            })
        })
    }
}

fn sleepers(asleep: &[Asleep]) -> Threads {
    asleep
        .iter()
        .fold(0, |all, asleep| all | 1 << asleep.thread)
}

/// A moment at which one of several threads could go on.
#[derive(Debug)]
pub struct Turn {
    /// Who does.
    pub chosen: usize,
    /// Who could.
    pub enabled: Threads,
    /// Who must be tried.
    pub backtrack: Threads,
    /// Who was tried.
    tried: Threads,
    asleep: Vec<Asleep>,
    /// What the chosen one did, whatever it read.
    taken: Vec<Access>,
    /// How many objects there were.
    objects: u32,
    /// Who had the turn before and could have kept it.
    pub keeps: Option<usize>,
    /// How many had lost a turn that they could have kept.
    preemptions: usize,
}

impl Turn {
    /// How many will have lost a turn that they could have kept if `thread` goes on.
    fn preemptions_with(&self, thread: usize) -> usize {
        self.preemptions + usize::from(self.keeps.is_some_and(|keeps| keeps != thread))
    }
}

/// A decision.
#[derive(Debug)]
enum Node {
    Turn(Turn),
    Pick {
        picked: usize,
        of: usize,
    },
    /// See [`Path::note`].
    Noted(bool),
}

/// The decisions of the running execution.
#[derive(Debug, Default)]
pub struct Path {
    nodes: Vec<Node>,
    /// How many of them have been taken again.
    depth: usize,
    /// How many there were when the running execution began.
    known: usize,
    /// The turn that was taken last.
    last: Option<usize>,
    /// The most preemptions.
    pub bound: Option<usize>,
}

/// What a turn came to.
pub enum Next {
    /// This thread goes on; the turn's number.
    Thread(usize, usize),
    /// All that could come was tried already.
    Redundant,
    /// The program does not do what it did before.
    Different,
}

impl Path {
    /// Begins at the root.
    pub fn begin(&mut self) {
        self.depth = 0;
        self.known = self.nodes.len();
        self.last = None;
    }

    /// Forgets the decisions that came up in the running execution, as if it had not been run.
    pub fn take_back(&mut self) {
        self.nodes.truncate(self.known);
    }

    /// A turn in the running execution.
    pub fn turn_mut(&mut self, node: usize) -> &mut Turn {
        match &mut self.nodes[node] {
            Node::Turn(turn) => turn,
            Node::Pick { .. } | Node::Noted(_) => unreachable!("transitions begin with turns"),
        }
    }

    /// What the thread that has the turn does counts for the turn.
    pub fn taken(&mut self, accesses: &[Access]) {
        let Some(last) = self.last else { return };
        let turn = self.turn_mut(last);
        for access in accesses {
            if !turn.taken.contains(access) {
                turn.taken.push(*access);
            }
        }
    }

    /// The next turn: `enabled` could go on, `keeps` had the turn and could keep it, and since the last turn `taken` was done.
    pub fn turn(
        &mut self,
        enabled: Threads,
        keeps: Option<usize>,
        taken: &[Access],
        objects: u32,
    ) -> Next {
        let depth = self.depth;
        let last = self.last.replace(depth);
        self.depth += 1;
        match self.nodes.get(depth) {
            Some(Node::Turn(turn)) if turn.enabled == enabled => {
                return Next::Thread(turn.chosen, depth);
            }
            Some(_) => return Next::Different,
            None => {}
        }
        let (asleep, preemptions) = last.map_or((Vec::new(), 0), |last| self.after(last, taken));
        let awake = enabled & !sleepers(&asleep);
        let chosen = keeps
            .filter(|thread| awake >> thread & 1 == 1)
            .or_else(|| members(awake).next());
        let Some(chosen) = chosen else {
            self.depth -= 1;
            return Next::Redundant;
        };
        self.nodes.push(Node::Turn(Turn {
            chosen,
            enabled,
            backtrack: 1 << chosen,
            tried: 0,
            asleep,
            taken: Vec::new(),
            objects,
            keeps,
            preemptions,
        }));
        Next::Thread(chosen, depth)
    }

    /// Who sleeps after the transition that began at `last` and did `taken`, and how many preemptions there were.
    fn after(&mut self, last: usize, taken: &[Access]) -> (Vec<Asleep>, usize) {
        let bounded = self.bound.is_some();
        let turn = self.turn_mut(last);
        let preemptions = turn.preemptions_with(turn.chosen);
        let mut asleep = turn.asleep.clone();
        asleep.retain(|asleep| !bounded && !asleep.depends_on(taken));
        (asleep, preemptions)
    }

    /// One of `of` possibilities.
    pub fn pick(&mut self, of: usize) -> Option<usize> {
        if of < 2 {
            return Some(0);
        }
        let depth = self.depth;
        self.depth += 1;
        match self.nodes.get(depth) {
            Some(Node::Pick { picked, of: before }) if *before == of => Some(*picked),
            Some(_) => None,
            None => {
                self.nodes.push(Node::Pick { picked: 0, of });
                Some(0)
            }
        }
    }

    /// What was the case when the running execution came here for the first time: `now`, if this is the first time.
    pub fn note(&mut self, now: bool) -> Option<bool> {
        let depth = self.depth;
        self.depth += 1;
        match self.nodes.get(depth) {
            Some(Node::Noted(before)) => Some(*before),
            Some(_) => None,
            None => {
                self.nodes.push(Node::Noted(now));
                Some(now)
            }
        }
    }

    /// Some of `wanted` must be tried at this turn. `initials` are those with which a different order can begin.
    pub fn must_try(&mut self, node: usize, wanted: usize, initials: Threads) {
        if self.bound.is_some() {
            return self.must_try_bounded(node, wanted);
        }
        let turn = self.turn_mut(node);
        if initials & turn.backtrack != 0 {
            return;
        }
        let possible = initials & turn.enabled;
        turn.backtrack |= if possible >> wanted & 1 == 1 {
            1 << wanted
        } else if let Some(first) = members(possible & !sleepers(&turn.asleep))
            .next()
            .or_else(|| members(possible).next())
        {
            1 << first
        } else {
            turn.enabled
        };
    }

    /// The same under a bound, where also the beginning of the turns that the running thread kept must be tried: there the
    /// other one may go on without a preemption.
    fn must_try_bounded(&mut self, node: usize, wanted: usize) {
        let add = |turn: &mut Turn| {
            turn.backtrack |= if turn.enabled >> wanted & 1 == 1 {
                1 << wanted
            } else {
                turn.enabled
            };
        };
        let turn = self.turn_mut(node);
        add(turn);
        let running = turn.chosen;
        if turn.keeps != Some(running) {
            return;
        }
        for node in self.nodes[..node].iter_mut().rev() {
            let Node::Turn(turn) = node else { continue };
            if turn.chosen != running {
                return;
            }
            if turn.keeps != Some(running) {
                return add(turn);
            }
        }
    }

    /// Goes on to the next path; `false` if there is none.
    pub fn advance(&mut self) -> bool {
        let bound = self.bound;
        while let Some(node) = self.nodes.last_mut() {
            match node {
                Node::Pick { picked, of } => {
                    *picked += 1;
                    if picked < of {
                        return true;
                    }
                }
                Node::Noted(_) => {}
                Node::Turn(turn) => {
                    if turn.next(bound) {
                        return true;
                    }
                }
            }
            self.nodes.pop();
        }
        false
    }
}

impl Turn {
    /// The chosen one was tried, with all that can follow; chooses the next one that must be.
    fn next(&mut self, bound: Option<usize>) -> bool {
        let sleepers = sleepers(&self.asleep);
        self.tried |= 1 << self.chosen;
        self.asleep.push(Asleep {
            thread: self.chosen,
            accesses: std::mem::take(&mut self.taken).into(),
            objects: self.objects,
        });
        let open = self.backtrack & self.enabled & !self.tried & !sleepers;
        let within =
            |thread: &usize| bound.is_none_or(|most| self.preemptions_with(*thread) <= most);
        match members(open).find(within) {
            Some(next) => {
                self.chosen = next;
                true
            }
            None => false,
        }
    }
}
