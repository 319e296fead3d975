//! The atomic integers.

#[macro_use]
mod common;

use common::message;
use std::sync::Arc;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::*;
use std::thread;

/// Does the same for every integer type and puts the answers together.
macro_rules! integers {
    (|$atomic:ident, $int:ident| $body:expr) => {
        integers!(|$atomic, $int| $body;
            AtomicU8 u8, AtomicU16 u16, AtomicU32 u32, AtomicU64 u64, AtomicUsize usize,
            AtomicI8 i8, AtomicI16 i16, AtomicI32 i32, AtomicI64 i64, AtomicIsize isize)
    };
    (|$atomic:ident, $int:ident| $body:expr; $($a:ident $i:ident),*) => {{
        let mut all = String::new();
        $({
            #[allow(non_camel_case_types, dead_code)]
            type $int = $i;
            #[allow(dead_code)]
            type $atomic = std::sync::atomic::$a;
            all += &format!("{}: {} ", stringify!($i), $body);
        })*
        all
    }};
}

/// `AtomicI32::new`, `AtomicI32::load`: every integer type keeps its extreme values.
pub fn integers_extremes() -> String {
    integers!(|A, I| format!(
        "{} {}",
        A::new(I::MIN).load(SeqCst),
        A::new(I::MAX).load(SeqCst)
    ))
}

/// `AtomicI32::store`, `AtomicI32::load`: the last value is read.
pub fn integers_store() -> String {
    integers!(|A, I| {
        let a = A::new(5);
        a.store(10, Relaxed);
        let relaxed = a.load(Relaxed);
        a.store(11, Release);
        let acquired = a.load(Acquire);
        a.store(12, SeqCst);
        format!("{relaxed} {acquired} {}", a.load(SeqCst))
    })
}

/// `AtomicI32::swap`: gives the old value.
pub fn integers_swap() -> String {
    integers!(|A, I| {
        let a = A::new(5);
        format!("{} {}", a.swap(10, Relaxed), a.load(Relaxed))
    })
}

/// `AtomicI32::fetch_add`: adds, gives the old value and wraps around.
pub fn integers_fetch_add() -> String {
    integers!(|A, I| {
        let a = A::new(0);
        let old = a.fetch_add(10, SeqCst);
        let b = A::new(I::MAX);
        b.fetch_add(1, SeqCst);
        format!("{old} {} {}", a.load(SeqCst), b.load(SeqCst))
    })
}

/// `AtomicI32::fetch_sub`: subtracts, gives the old value and wraps around.
pub fn integers_fetch_sub() -> String {
    integers!(|A, I| {
        let a = A::new(20);
        let old = a.fetch_sub(10, SeqCst);
        let b = A::new(I::MIN);
        b.fetch_sub(1, SeqCst);
        format!("{old} {} {}", a.load(SeqCst), b.load(SeqCst))
    })
}

/// `AtomicI32::fetch_and`, `AtomicI32::fetch_or`, `AtomicI32::fetch_xor`: bitwise.
pub fn integers_bitwise() -> String {
    integers!(|A, I| {
        let a = A::new(0b101101);
        let and = a.fetch_and(0b110011, SeqCst);
        let or = a.fetch_or(0b001000, SeqCst);
        let xor = a.fetch_xor(0b111111, SeqCst);
        format!("{and} {or} {xor} {}", a.load(SeqCst))
    })
}

/// `AtomicI32::fetch_nand`: not and (the documentation's example).
pub fn integers_fetch_nand() -> String {
    integers!(|A, I| {
        let a = A::new(0x13);
        format!(
            "{} {}",
            a.fetch_nand(0x31, SeqCst),
            a.load(SeqCst) == !(0x13 & 0x31)
        )
    })
}

/// `AtomicI32::fetch_max`, `AtomicI32::fetch_min`: give the old value and keep the larger or the smaller.
pub fn integers_max_min() -> String {
    integers!(|A, I| {
        let a = A::new(23);
        let old = (
            a.fetch_max(42, SeqCst),
            a.fetch_max(7, SeqCst),
            a.fetch_min(22, SeqCst),
            a.fetch_min(40, SeqCst),
        );
        format!("{old:?} {}", a.load(SeqCst))
    })
}

/// `AtomicI32::fetch_max`, `AtomicI32::fetch_min`: compare signed numbers as such.
pub fn signed_max_min() -> String {
    let (a, b) = (AtomicI8::new(-1), AtomicU8::new(255));
    a.fetch_max(0, SeqCst);
    b.fetch_max(0, SeqCst);
    let c = AtomicI64::new(3);
    c.fetch_min(-7, SeqCst);
    format!("{a:?} {b:?} {c:?}")
}

/// `AtomicI32::compare_exchange`: writes if equal, and gives the old value either way (the documentation's example).
pub fn integers_compare_exchange() -> String {
    integers!(|A, I| {
        let a = A::new(5);
        let first = a.compare_exchange(5, 10, Acquire, Relaxed);
        let second = a.compare_exchange(6, 12, SeqCst, Acquire);
        format!("{first:?} {second:?} {}", a.load(Relaxed))
    })
}

/// `AtomicI32::compare_exchange`: may write the same value.
pub fn compare_exchange_same() -> String {
    let a = AtomicU32::new(5);
    format!("{:?} {:?}", a.compare_exchange(5, 5, AcqRel, Acquire), a)
}

/// `AtomicI32::compare_exchange_weak`: panics for a failure ordering that there is not, whether it fails or not.
pub fn weak_exchange_with_a_releasing_failure() -> String {
    let a = AtomicI32::new(1);
    let mut panics = Vec::new();
    for current in [1, 2] {
        for failure in [Release, AcqRel] {
            let exchange = || a.compare_exchange_weak(current, 3, SeqCst, failure);
            panics.push(message(exchange).is_err());
        }
    }
    format!("{panics:?} {}", a.load(SeqCst))
}

/// `AtomicI32::compare_exchange_weak`: in a loop, it gets there (the documentation's example).
pub fn integers_compare_exchange_weak() -> String {
    integers!(|A, I| {
        let a = A::new(4);
        let mut old = a.load(Relaxed);
        loop {
            match a.compare_exchange_weak(old, old * 2, SeqCst, Relaxed) {
                Ok(_) => break,
                Err(now) => old = now,
            }
        }
        a.load(SeqCst)
    })
}

/// `AtomicI32::compare_exchange_weak`: a failure leaves the value and tells it, spurious or not.
pub fn weak_failure_tells_the_value() -> String {
    let a = AtomicU32::new(7);
    let wrong = a.compare_exchange_weak(3, 4, SeqCst, SeqCst);
    let right = matches!(
        a.compare_exchange_weak(7, 8, SeqCst, SeqCst),
        Ok(7) | Err(7)
    );
    format!("{wrong:?} {right} {}", matches!(a.load(SeqCst), 7 | 8))
}

/// `AtomicI32::compare_and_swap`: the old form gives the old value.
#[allow(deprecated)]
pub fn integers_compare_and_swap() -> String {
    integers!(|A, I| {
        let a = A::new(5);
        let seen = (
            a.compare_and_swap(5, 10, Relaxed),
            a.compare_and_swap(6, 12, Relaxed),
        );
        format!("{seen:?} {}", a.load(Relaxed))
    })
}

/// `AtomicI32::fetch_update`: applies a function until it succeeds or gives `None` (the documentation's example).
pub fn integers_fetch_update() -> String {
    integers!(|A, I| {
        let a = A::new(7);
        let none = a.fetch_update(SeqCst, SeqCst, |_| None);
        let first = a.fetch_update(SeqCst, SeqCst, |x| Some(x + 1));
        let second = a.fetch_update(SeqCst, SeqCst, |x| Some(x + 1));
        format!("{none:?} {first:?} {second:?} {}", a.load(SeqCst))
    })
}

/// `AtomicI32::try_update`: the same under its newer name (the documentation's example).
pub fn integers_try_update() -> String {
    integers!(|A, I| {
        let a = A::new(7);
        let none = a.try_update(AcqRel, Acquire, |_| None);
        let first = a.try_update(AcqRel, Acquire, |x| Some(x + 1));
        format!("{none:?} {first:?} {}", a.load(SeqCst))
    })
}

/// `AtomicI32::update`: applies a function and gives the old value (the documentation's example).
pub fn integers_update() -> String {
    integers!(|A, I| {
        let a = A::new(7);
        let old = (
            a.update(SeqCst, SeqCst, |x| x + 1),
            a.update(SeqCst, SeqCst, |x| x + 1),
        );
        format!("{old:?} {}", a.load(SeqCst))
    })
}

/// `AtomicI32::get_mut`, `AtomicI32::into_inner`: for the owner (the documentation's example).
pub fn integers_owned() -> String {
    integers!(|A, I| {
        let mut a = A::new(10);
        *a.get_mut() = 5;
        let seen = a.load(SeqCst);
        a.store(6, SeqCst);
        *a.get_mut() += 1;
        format!("{seen} {}", a.into_inner())
    })
}

/// `AtomicI32::default`, `AtomicI32::from`, `AtomicI32: Debug`: zero, the value, the value's text.
pub fn integers_default_from_debug() -> String {
    integers!(|A, I| format!("{:?} {:?} {:#?}", A::default(), A::from(4), A::from(I::MAX)))
}

/// `AtomicI32::new`: statics of all types begin with what the source says.
pub fn integers_statics() -> String {
    integers!(|A, I| {
        static VALUE: A = A::new(42);
        VALUE.fetch_add(1, Relaxed);
        VALUE.load(Relaxed)
    })
}

/// `AtomicI32::new`, `AtomicI32::into_inner`: work in constants.
pub fn integers_const() -> String {
    const VALUE: u32 = AtomicU32::new(3).into_inner();
    let many = [const { AtomicU8::new(1) }; 4];
    many[2].store(5, Relaxed);
    format!("{VALUE} {many:?}")
}

/// `AtomicI32`: the traits that integers have.
pub fn integers_traits() -> String {
    integers!(|A, I| traits!(A))
}

/// `AtomicI32`: the types of the functions.
pub fn integers_signatures() -> String {
    integers!(|A, I| {
        const { A::new(1) };
        let _: fn(&A, Ordering) -> I = A::load;
        let _: fn(&A, I, Ordering) = A::store;
        let _: [fn(&A, I, Ordering) -> I; 9] = [
            A::swap,
            A::fetch_add,
            A::fetch_sub,
            A::fetch_and,
            A::fetch_nand,
            A::fetch_or,
            A::fetch_xor,
            A::fetch_max,
            A::fetch_min,
        ];
        let _: [fn(&A, I, I, Ordering, Ordering) -> Result<I, I>; 2] =
            [A::compare_exchange, A::compare_exchange_weak];
        let _: fn(&A, Ordering, Ordering, fn(I) -> Option<I>) -> Result<I, I> = A::fetch_update;
        let _: fn(&mut A) -> &mut I = A::get_mut;
        let _: fn(A) -> I = A::into_inner;
        "as in std"
    })
}

/// `AtomicU32::fetch_add`: of several threads, none is lost.
pub fn fetch_add_from_threads() -> String {
    let a = AtomicU32::new(0);
    let mut tickets = thread::scope(|scope| {
        let take = || (a.fetch_add(1, Relaxed), a.fetch_add(1, Relaxed));
        let (one, two) = (scope.spawn(take), scope.spawn(take));
        let (one, two) = (one.join().unwrap(), two.join().unwrap());
        assert!(one.0 < one.1 && two.0 < two.1);
        vec![one.0, one.1, two.0, two.1]
    });
    tickets.sort();
    format!("{tickets:?} {}", a.into_inner())
}

/// `AtomicU32::fetch_sub`, `AtomicU32::fetch_max`, `AtomicU32::fetch_xor`: of two threads, both take effect.
pub fn other_rmws_from_threads() -> String {
    let (low, high, bits) = (AtomicU32::new(9), AtomicU32::new(0), AtomicU32::new(0b11));
    thread::scope(|scope| {
        for i in 1..3 {
            let (low, high, bits) = (&low, &high, &bits);
            scope.spawn(move || {
                low.fetch_sub(i, Relaxed);
                high.fetch_max(i, Relaxed);
                bits.fetch_xor(i, Relaxed);
            });
        }
    });
    format!("{low:?} {high:?} {bits:?}")
}

/// `AtomicU32::compare_exchange`: of two threads exactly one wins.
pub fn compare_exchange_races() -> String {
    let a = AtomicU32::new(0);
    let wins = thread::scope(|scope| {
        let [one, two] = [1, 2].map(|me| {
            let a = &a;
            scope.spawn(move || {
                a.compare_exchange(0, me, AcqRel, Acquire)
                    .is_ok()
                    .then_some(me)
            })
        });
        [one.join().unwrap(), two.join().unwrap()]
    });
    let winner = a.load(SeqCst);
    format!(
        "{} {}",
        wins.iter().flatten().count(),
        wins.contains(&Some(winner))
    )
}

/// `AtomicU32::fetch_update`: of two threads, both updates count.
pub fn fetch_update_from_threads() -> String {
    let a = AtomicU32::new(1);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| a.fetch_update(AcqRel, Acquire, |x| Some(x * 3)).unwrap());
        }
    });
    format!("{a:?}")
}

/// `AtomicU32::compare_exchange_weak`: a lock-free maximum of two threads.
pub fn weak_loop_from_threads() -> String {
    let highest = AtomicU32::new(0);
    thread::scope(|scope| {
        for value in [3, 5] {
            let highest = &highest;
            scope.spawn(move || {
                let mut seen = highest.load(Relaxed);
                while seen < value {
                    match highest.compare_exchange_weak(seen, value, Relaxed, Relaxed) {
                        Ok(_) => break,
                        Err(now) => seen = now,
                    }
                }
            });
        }
    });
    format!("{highest:?}")
}

/// `AtomicU64`: after the threads have ended, their owner sees everything without an atomic access.
pub fn owner_after_join() -> String {
    let mut a = AtomicU64::new(1);
    thread::scope(|scope| {
        scope.spawn(|| a.fetch_add(1, Relaxed));
        scope.spawn(|| a.fetch_add(2, Relaxed));
    });
    *a.get_mut() *= 10;
    thread::scope(|scope| {
        scope.spawn(|| a.fetch_add(2, Relaxed));
    });
    format!("{}", a.into_inner())
}

/// `AtomicUsize`: inside an `Arc`, moved to threads that are joined.
pub fn in_an_arc() -> String {
    let count = Arc::new(AtomicUsize::new(5));
    let handles: Vec<_> = (0..2)
        .map(|_| {
            let count = Arc::clone(&count);
            thread::spawn(move || count.fetch_add(1, SeqCst))
        })
        .collect();
    let mut old: Vec<_> = handles
        .into_iter()
        .map(|handle| handle.join().unwrap())
        .collect();
    old.sort();
    format!("{old:?} {count:?}")
}
