//! Values under a lock that can be shown in a trace: numbers and truth values.

/// The bits of the value under a lock, if it is of a primitive type. `of` is the type's name.
///
/// # Safety
/// A value of the type that the name says lies at `data`, and nobody writes it during the call.
pub(super) unsafe fn bits(of: &str, data: *const u8) -> Option<u64> {
    macro_rules! as_bits {
        ($($ty:ty)*) => {
            match of {
                // SAFETY: only the primitive type has a type name without a path, so the value is of that type.
                $(stringify!($ty) => Some(unsafe { *data.cast::<$ty>() } as u64),)*
                _ => None,
            }
        };
    }
    as_bits!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize bool)
}
