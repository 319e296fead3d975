// Every method of every atomic integer, with its documented result.

use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::*;

macro_rules! integer_cases {
    ($($module:ident $atomic:ident $int:ident)*) => {
        $(mod $module {
            use super::*;

            pub fn load_store_swap() {
                let a = $atomic::new(5);
                assert_eq!(a.load(Relaxed), 5);
                assert_eq!(a.load(Acquire), 5);
                a.store(10, Relaxed);
                a.store(11, Release);
                a.store(12, SeqCst);
                assert_eq!(a.load(SeqCst), 12);
                assert_eq!(a.swap(7, AcqRel), 12);
                assert_eq!(a.swap(7, Relaxed), 7);
                assert_eq!(a.into_inner(), 7);
            }

            pub fn arithmetic_wraps() {
                let a = $atomic::new($int::MAX);
                assert_eq!(a.fetch_add(1, SeqCst), $int::MAX);
                assert_eq!(a.load(SeqCst), $int::MIN);
                assert_eq!(a.fetch_sub(1, AcqRel), $int::MIN);
                assert_eq!(a.load(Relaxed), $int::MAX);
            }

            pub fn bitwise() {
                let a = $atomic::new(0b101101);
                assert_eq!(a.fetch_and(0b110011, SeqCst), 0b101101);
                assert_eq!(a.load(SeqCst), 0b100001);
                assert_eq!(a.fetch_or(0b010010, SeqCst), 0b100001);
                assert_eq!(a.fetch_xor(0b110000, SeqCst), 0b110011);
                assert_eq!(a.load(SeqCst), 0b000011);
                assert_eq!(a.fetch_nand(0b000001, SeqCst), 0b000011);
                assert_eq!(a.load(SeqCst), !1);
            }

            pub fn extremes() {
                let a = $atomic::new(23);
                assert_eq!(a.fetch_max(42, SeqCst), 23);
                assert_eq!(a.fetch_max(10, SeqCst), 42);
                assert_eq!(a.fetch_min(50, Relaxed), 42);
                assert_eq!(a.fetch_min(22, Relaxed), 42);
                assert_eq!(a.load(Relaxed), 22);
            }

            pub fn compare_exchange() {
                let a = $atomic::new(5);
                assert_eq!(a.compare_exchange(5, 10, Acquire, Relaxed), Ok(5));
                assert_eq!(a.compare_exchange(6, 12, SeqCst, Acquire), Err(10));
                assert_eq!(a.load(Relaxed), 10);
                let mut old = a.load(Relaxed);
                while let Err(now) = a.compare_exchange_weak(old, old * 2, SeqCst, Relaxed) {
                    old = now;
                }
                assert_eq!(a.load(Relaxed), 20);
                assert_eq!(a.compare_and_swap(20, 30, AcqRel), 20);
                assert_eq!(a.compare_and_swap(20, 40, AcqRel), 30);
            }

            pub fn updates() {
                let a = $atomic::new(7);
                assert_eq!(a.fetch_update(SeqCst, SeqCst, |_| None), Err(7));
                assert_eq!(a.fetch_update(SeqCst, SeqCst, |x| Some(x + 1)), Ok(7));
                assert_eq!(a.fetch_update(SeqCst, SeqCst, |x| Some(x + 1)), Ok(8));
                assert_eq!(a.load(SeqCst), 9);
            }

            pub fn owned() {
                let mut a = $atomic::new(10);
                assert_eq!(*a.get_mut(), 10);
                *a.get_mut() = 5;
                assert_eq!(a.load(SeqCst), 5);
                a.fetch_add(1, SeqCst);
                assert_eq!(*a.get_mut(), 6);
                assert_eq!($atomic::default().into_inner(), 0);
                assert_eq!($atomic::from(3).into_inner(), 3);
                assert_eq!(format!("{:?}", $atomic::new(3)), "3");
            }

            pub fn statics() {
                static A: $atomic = $atomic::new(4);
                assert_eq!(A.swap(4, SeqCst), 4);
                const B: $atomic = $atomic::new(9);
                assert_eq!(B.load(SeqCst), 9);
            }

            pub fn no_addition_is_lost() {
                static A: $atomic = $atomic::new(0);
                let before = A.load(SeqCst);
                std::thread::scope(|s| {
                    s.spawn(|| A.fetch_add(1, Relaxed));
                    s.spawn(|| A.fetch_add(2, Relaxed));
                });
                assert_eq!(A.load(Relaxed), before.wrapping_add(3));
            }
        })*

        pub const CASES: &[(&str, fn())] = &[$(
            (concat!(stringify!($int), " load_store_swap"), $module::load_store_swap),
            (concat!(stringify!($int), " arithmetic_wraps"), $module::arithmetic_wraps),
            (concat!(stringify!($int), " bitwise"), $module::bitwise),
            (concat!(stringify!($int), " extremes"), $module::extremes),
            (concat!(stringify!($int), " compare_exchange"), $module::compare_exchange),
            (concat!(stringify!($int), " updates"), $module::updates),
            (concat!(stringify!($int), " owned"), $module::owned),
            (concat!(stringify!($int), " statics"), $module::statics),
            (concat!(stringify!($int), " no_addition_is_lost"), $module::no_addition_is_lost),
        )*];
    };
}

integer_cases! {
    of_u8 AtomicU8 u8   of_u16 AtomicU16 u16   of_u32 AtomicU32 u32   of_u64 AtomicU64 u64   of_usize AtomicUsize usize
    of_i8 AtomicI8 i8   of_i16 AtomicI16 i16   of_i32 AtomicI32 i32   of_i64 AtomicI64 i64   of_isize AtomicIsize isize
}
