//! Values under a lock that can be shown in a trace: numbers and truth values.

use ::std::any::type_name;

/// The value's bits, if its type is a primitive one.
pub fn bits<T: ?Sized>(value: &T) -> Option<u64> {
    macro_rules! as_bits {
        ($($ty:ty)*) => {
            match type_name::<T>() {
                // SAFETY: only the primitive type has a type name without a path, so `T` is that type.
                $(stringify!($ty) => Some(unsafe { *::std::ptr::from_ref(value).cast::<$ty>() } as u64),)*
                _ => None,
            }
        };
    }
    as_bits!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize bool)
}
