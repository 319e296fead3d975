//! `AtomicBool` and `AtomicPtr`.

#[macro_use]
mod common;

use std::sync::Arc;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::*;
use std::thread;

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

/// `AtomicPtr::compare_and_swap`: gives what was there, whether it fits or not.
pub fn pointer_compare_and_swap() -> String {
    let (mut five, mut ten) = (5, 10);
    let (five, ten) = (&raw mut five, &raw mut ten);
    let a = AtomicPtr::new(five);
    #[allow(deprecated)]
    let [first, second] = [SeqCst, Release].map(|order| a.compare_and_swap(five, ten, order));
    format!(
        "{} {} {}",
        first == five,
        second == ten,
        a.load(SeqCst) == ten
    )
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

/// `ATOMIC_BOOL_INIT`, `ATOMIC_USIZE_INIT`, `ATOMIC_ISIZE_INIT`: the old constants.
#[allow(deprecated)]
pub fn old_constants() -> String {
    static FLAG: AtomicBool = ATOMIC_BOOL_INIT;
    static SIZE: AtomicUsize = ATOMIC_USIZE_INIT;
    static DIFFERENCE: AtomicIsize = ATOMIC_ISIZE_INIT;
    SIZE.fetch_add(1, SeqCst);
    format!("{FLAG:?} {SIZE:?} {DIFFERENCE:?}")
}
