//! `std::sync::atomic`.

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

/// `AtomicBool::load`, `AtomicBool::store`, `AtomicBool::swap`: as for integers.
pub fn bool_basics() -> String {
    let a = AtomicBool::new(true);
    a.store(false, Relaxed);
    let first = a.load(Relaxed);
    format!("{first} {} {}", a.swap(true, SeqCst), a.load(SeqCst))
}

/// `AtomicBool::fetch_and`, `AtomicBool::fetch_nand`, `AtomicBool::fetch_or`, `AtomicBool::fetch_xor`: all four pairs.
pub fn bool_tables() -> String {
    let mut table = String::new();
    for (old, value) in [(false, false), (false, true), (true, false), (true, true)] {
        let all = [old; 4].map(AtomicBool::new);
        let before = [
            all[0].fetch_and(value, SeqCst),
            all[1].fetch_nand(value, SeqCst),
            all[2].fetch_or(value, SeqCst),
            all[3].fetch_xor(value, SeqCst),
        ];
        table += &format!("{before:?} {all:?} ");
    }
    table
}

/// `AtomicBool::fetch_not`: flips, and gives the old value.
pub fn bool_fetch_not() -> String {
    let a = AtomicBool::new(true);
    format!(
        "{} {} {}",
        a.fetch_not(SeqCst),
        a.fetch_not(SeqCst),
        a.load(SeqCst)
    )
}

/// `AtomicBool::compare_exchange`, `AtomicBool::compare_exchange_weak`: as for integers.
pub fn bool_compare_exchange() -> String {
    let a = AtomicBool::new(true);
    let first = a.compare_exchange(true, false, Acquire, Relaxed);
    let second = a.compare_exchange(true, true, SeqCst, Acquire);
    while a
        .compare_exchange_weak(false, true, AcqRel, Relaxed)
        .is_err()
    {}
    format!("{first:?} {second:?} {a:?}")
}

/// `AtomicBool::fetch_update`, `AtomicBool::try_update`, `AtomicBool::update`: as for integers.
pub fn bool_updates() -> String {
    let a = AtomicBool::new(false);
    let none = a.fetch_update(SeqCst, SeqCst, |_| None);
    let first = a.fetch_update(SeqCst, SeqCst, |x| Some(!x));
    let second = a.try_update(SeqCst, SeqCst, |x| Some(!x));
    let third = a.update(SeqCst, SeqCst, |x| !x);
    format!("{none:?} {first:?} {second:?} {third:?} {a:?}")
}

/// `AtomicBool::get_mut`, `AtomicBool::into_inner`, `AtomicBool::from`, `AtomicBool::default`: for the owner.
pub fn bool_owned() -> String {
    static FLAG: AtomicBool = AtomicBool::new(true);
    let mut a = AtomicBool::from(true);
    *a.get_mut() = false;
    let seen = a.load(SeqCst);
    format!(
        "{seen} {} {:?} {}",
        a.into_inner(),
        AtomicBool::default(),
        FLAG.swap(false, SeqCst)
    )
}

/// `AtomicBool`: the traits and the types of the functions.
pub fn bool_signatures() -> String {
    let _: [fn(&AtomicBool, bool, Ordering) -> bool; 5] = [
        AtomicBool::swap,
        AtomicBool::fetch_and,
        AtomicBool::fetch_nand,
        AtomicBool::fetch_or,
        AtomicBool::fetch_xor,
    ];
    let _: fn(&AtomicBool, Ordering) -> bool = AtomicBool::fetch_not;
    let _: fn(&AtomicBool, bool, bool, Ordering, Ordering) -> Result<bool, bool> =
        AtomicBool::compare_exchange;
    let _: fn(&mut AtomicBool) -> &mut bool = AtomicBool::get_mut;
    const { AtomicBool::new(true) };
    traits!(AtomicBool)
}

/// `AtomicBool::swap`: the documentation's spin lock protects a counter.
pub fn spin_lock() -> String {
    let (locked, total) = (AtomicBool::new(false), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while locked.swap(true, Acquire) {
                    std::hint::spin_loop();
                }
                let seen = total.load(Relaxed);
                total.store(seen + 1, Relaxed);
                locked.store(false, Release);
            });
        }
    });
    format!("{total:?}")
}

/// `AtomicUsize::load`: the example at the head of the module: wait for another thread to release a spin lock.
pub fn spin_until_released() -> String {
    let lock = Arc::new(AtomicUsize::new(1));
    let other = Arc::clone(&lock);
    let handle = thread::spawn(move || other.store(0, Release));
    while lock.load(Acquire) != 0 {
        std::hint::spin_loop();
    }
    format!("{:?}", handle.join().is_ok())
}

/// `AtomicPtr::load`, `AtomicPtr::store`, `AtomicPtr::swap`: keep the pointer as it is.
pub fn pointer_basics() -> String {
    let (mut five, mut ten) = (5, 10);
    let (five, ten) = (&raw mut five, &raw mut ten);
    let a = AtomicPtr::new(five);
    let first = a.load(Relaxed) == five;
    a.store(ten, Release);
    let second = a.swap(five, AcqRel) == ten;
    // SAFETY: it points at `five`, which lives.
    let value = unsafe { *a.load(Acquire) };
    format!("{first} {second} {value}")
}

/// `AtomicPtr::compare_exchange`, `AtomicPtr::compare_exchange_weak`: compare addresses.
pub fn pointer_compare_exchange() -> String {
    let (mut five, mut ten) = (5, 10);
    let (five, ten) = (&raw mut five, &raw mut ten);
    let a = AtomicPtr::new(five);
    let first = a.compare_exchange(five, ten, SeqCst, Relaxed) == Ok(five);
    let second = a.compare_exchange(five, ten, SeqCst, Relaxed) == Err(ten);
    while a.compare_exchange_weak(ten, five, AcqRel, Acquire).is_err() {}
    format!("{first} {second} {}", a.load(SeqCst) == five)
}

/// `AtomicPtr::fetch_update`: as for integers (the documentation's example).
pub fn pointer_fetch_update() -> String {
    let (mut five, mut ten) = (5, 10);
    let (five, ten) = (&raw mut five, &raw mut ten);
    let a = AtomicPtr::new(five);
    let none = a.fetch_update(SeqCst, SeqCst, |_| None) == Err(five);
    let some = a.fetch_update(SeqCst, SeqCst, |x| (x == five).then_some(ten)) == Ok(five);
    format!("{none} {some} {}", a.load(SeqCst) == ten)
}

/// `AtomicPtr::try_update`: as `fetch_update`.
pub fn pointer_try_update() -> String {
    let (mut five, mut ten) = (5, 10);
    let (five, ten) = (&raw mut five, &raw mut ten);
    let a = AtomicPtr::new(five);
    let some = a.try_update(SeqCst, SeqCst, |x| (x == five).then_some(ten)) == Ok(five);
    format!("{some} {}", a.load(SeqCst) == ten)
}

/// `AtomicPtr::update`: applies the function and gives the old pointer.
pub fn pointer_update() -> String {
    let (mut five, mut ten) = (5, 10);
    let (five, ten) = (&raw mut five, &raw mut ten);
    let a = AtomicPtr::new(five);
    let old = a.update(SeqCst, SeqCst, |_| ten) == five;
    format!("{old} {}", a.load(SeqCst) == ten)
}

/// `AtomicPtr::fetch_ptr_add`, `AtomicPtr::fetch_ptr_sub`: count in elements (the documentation's examples).
pub fn pointer_arithmetic() -> String {
    let mut array = [10_i64, 20, 30];
    let first = array.as_mut_ptr();
    let a = AtomicPtr::new(first);
    let added = a.fetch_ptr_add(2, Relaxed) == first;
    // SAFETY: it points at the third element.
    let third = unsafe { *a.load(Relaxed) };
    let subtracted = a.fetch_ptr_sub(1, Relaxed) == first.wrapping_add(2);
    // SAFETY: it points at the second element.
    let second = unsafe { *a.load(Relaxed) };
    format!("{added} {third} {subtracted} {second}")
}

/// `AtomicPtr::fetch_byte_add`, `AtomicPtr::fetch_byte_sub`: count in bytes (the documentation's examples).
pub fn pointer_bytes() -> String {
    let a = AtomicPtr::<i64>::new(std::ptr::null_mut());
    let old = a.fetch_byte_add(9, Relaxed).addr();
    let next = a.fetch_byte_sub(1, Relaxed).addr();
    format!("{old} {next} {}", a.load(Relaxed).addr())
}

/// `AtomicPtr::fetch_or`, `AtomicPtr::fetch_and`, `AtomicPtr::fetch_xor`: tag a pointer (the documentation's examples).
pub fn pointer_tags() -> String {
    let mut value = 3_i64;
    let plain = &raw mut value;
    let a = AtomicPtr::<i64>::new(plain);
    let untagged = a.fetch_or(1, Relaxed) == plain;
    let tagged = a.fetch_xor(1, Relaxed).addr() & 1;
    a.fetch_or(1, Relaxed);
    a.fetch_and(!1, Relaxed);
    // SAFETY: the tag is gone, so this is the pointer from the beginning.
    format!("{untagged} {tagged} {}", unsafe { *a.load(Relaxed) })
}

/// `AtomicPtr::get_mut`, `AtomicPtr::into_inner`, `AtomicPtr::default`, `AtomicPtr::from`: for the owner.
pub fn pointer_owned() -> String {
    let (mut five, mut ten) = (5, 10);
    let (five, ten) = (&raw mut five, &raw mut ten);
    let mut a = AtomicPtr::from(five);
    *a.get_mut() = ten;
    let null = AtomicPtr::<u8>::default().into_inner().is_null();
    format!("{null} {}", a.into_inner() == ten)
}

/// `AtomicPtr: Debug`, `AtomicPtr: Pointer`: show the address.
pub fn pointer_debug() -> String {
    let a = AtomicPtr::<u8>::new(std::ptr::without_provenance_mut(0x10));
    format!("{a:?} {a:p}")
}

/// `AtomicPtr`: the traits that it has, and the types of its functions.
pub fn pointer_signatures() -> String {
    static NULL: AtomicPtr<u8> = AtomicPtr::new(std::ptr::null_mut());
    let _: fn(&AtomicPtr<u8>, Ordering) -> *mut u8 = AtomicPtr::load;
    let _: fn(&AtomicPtr<u8>, *mut u8, Ordering) -> *mut u8 = AtomicPtr::swap;
    let _: [fn(&AtomicPtr<u8>, usize, Ordering) -> *mut u8; 7] = [
        AtomicPtr::fetch_ptr_add,
        AtomicPtr::fetch_ptr_sub,
        AtomicPtr::fetch_byte_add,
        AtomicPtr::fetch_byte_sub,
        AtomicPtr::fetch_or,
        AtomicPtr::fetch_and,
        AtomicPtr::fetch_xor,
    ];
    traits!(
        AtomicPtr<u8>,
        AtomicPtr<std::rc::Rc<u8>>,
        AtomicPtr<std::cell::Cell<u8>>
    ) + &NULL.load(SeqCst).is_null().to_string()
}

/// `AtomicPtr`: hands a box from thread to thread.
pub fn pointer_hands_over() -> String {
    let slot = AtomicPtr::new(std::ptr::null_mut());
    thread::scope(|scope| {
        scope.spawn(|| slot.store(Box::into_raw(Box::new(7)), Release));
        let mut found = slot.swap(std::ptr::null_mut(), Acquire);
        while found.is_null() {
            found = slot.swap(std::ptr::null_mut(), Acquire);
        }
        // SAFETY: it came from a box, and only this swap has seen it.
        format!("{}", unsafe { Box::from_raw(found) })
    })
}

/// `Ordering`: a load cannot release, a store cannot acquire: both panic, with std's words.
pub fn impossible_orderings() -> String {
    // Hidden from rustc, which would refuse them.
    let (acquire, release, both) = std::hint::black_box((Acquire, Release, AcqRel));
    let a = AtomicU32::new(0);
    let said = [
        message(|| a.load(release)).unwrap_err(),
        message(|| a.load(both)).unwrap_err(),
        message(|| a.store(1, acquire)).unwrap_err(),
        message(|| a.store(1, both)).unwrap_err(),
    ];
    format!("{said:?} {a:?}")
}

/// `Ordering`: a failing exchange cannot release.
pub fn impossible_failure_orderings() -> String {
    let (release, both) = std::hint::black_box((Release, AcqRel));
    let a = AtomicU32::new(0);
    let said = [
        message(|| a.compare_exchange(0, 1, SeqCst, release)).unwrap_err(),
        message(|| a.compare_exchange(0, 1, SeqCst, both)).unwrap_err(),
    ];
    format!("{said:?} {a:?}")
}

/// `fence`: a Relaxed fence panics.
pub fn relaxed_fence() -> String {
    let relaxed = std::hint::black_box(Relaxed);
    format!(
        "{:?} {:?}",
        message(|| fence(relaxed)),
        message(|| compiler_fence(relaxed))
    )
}

/// `Ordering`: Debug, Clone, Copy, Eq, Hash.
pub fn ordering_itself() -> String {
    let all = [Relaxed, Acquire, Release, AcqRel, SeqCst];
    traits!(Ordering) + &format!("{all:?} {}", Relaxed == all[0])
}

/// `fence`: a release fence before and an acquire fence after relaxed accesses publish (the documentation's picture).
pub fn fences_publish() -> String {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(5, Relaxed);
            fence(Release);
            ready.store(true, Relaxed);
        });
        let seen = ready.load(Relaxed);
        fence(Acquire);
        format!("{}", !seen || data.load(Relaxed) == 5)
    })
}

/// `fence`: the documentation's mutex made of a fence.
pub fn fence_mutex() -> String {
    let (flag, data) = (AtomicBool::new(false), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while flag
                    .compare_exchange_weak(false, true, Relaxed, Relaxed)
                    .is_err()
                {}
                fence(Acquire);
                data.store(data.load(Relaxed) + 1, Relaxed);
                flag.store(false, Release);
            });
        }
    });
    format!("{data:?}")
}

/// `fence`: two SeqCst fences forbid that both threads miss each other's store.
pub fn seq_cst_fences() -> String {
    let (x, y) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            x.store(true, Relaxed);
            fence(SeqCst);
            y.load(Relaxed)
        });
        y.store(true, Relaxed);
        fence(SeqCst);
        let seen = x.load(Relaxed);
        format!("{}", seen || other.join().unwrap())
    })
}

/// `Ordering::SeqCst`: all threads agree on one order of SeqCst accesses.
pub fn seq_cst_accesses() -> String {
    let (x, y) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            x.store(true, SeqCst);
            y.load(SeqCst)
        });
        y.store(true, SeqCst);
        let seen = x.load(SeqCst);
        format!("{}", seen || other.join().unwrap())
    })
}

/// `Ordering::Release`, `Ordering::Acquire`: what was written before the store is seen after the load.
pub fn release_acquire() -> String {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(5, Relaxed);
            ready.store(true, Release);
        });
        format!("{}", !ready.load(Acquire) || data.load(Relaxed) == 5)
    })
}

/// `Ordering::AcqRel`: a read-modify-write passes on what it acquired.
pub fn acq_rel_chain() -> String {
    let (data, stage) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(5, Relaxed);
            stage.store(1, Release);
        });
        scope.spawn(|| stage.fetch_add(1, AcqRel));
        format!("{}", stage.load(Acquire) != 2 || data.load(Relaxed) == 5)
    })
}

/// `Ordering::Relaxed`: one atomic still goes forward for every thread.
pub fn coherence() -> String {
    let a = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            a.store(1, Relaxed);
            a.store(2, Relaxed);
        });
        let (first, second) = (a.load(Relaxed), a.load(Relaxed));
        format!("{}", first <= second)
    })
}

/// `compiler_fence`, `spin_loop_hint`: exist and do nothing to be seen.
#[allow(deprecated)]
pub fn hints() -> String {
    compiler_fence(SeqCst);
    compiler_fence(Acquire);
    spin_loop_hint();
    fence(AcqRel);
    "nothing".to_owned()
}

/// `ATOMIC_BOOL_INIT`, `ATOMIC_USIZE_INIT`, `ATOMIC_ISIZE_INIT`: the old constants.
#[allow(deprecated)]
pub fn old_constants() -> String {
    static FLAG: AtomicBool = ATOMIC_BOOL_INIT;
    static SIZE: AtomicUsize = ATOMIC_USIZE_INIT;
    static DIFFERENCE: AtomicIsize = ATOMIC_ISIZE_INIT;
    SIZE.fetch_add(1, SeqCst);
    format!("{FLAG:?} {SIZE:?} {DIFFERENCE:?}")
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
