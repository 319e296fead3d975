//! Methods that do what the std collection inside does.
//!
//! What `Deref` leads to is found by a call such as `map.len()`, but not by a path such as `HashMap::len`.

/// Methods with signatures of std. Generics and bounds stand in brackets.
macro_rules! forward {
    ($(
        $name:ident[$($generics:tt)*]($self:ident: $receiver:ty $(, $argument:ident: $of:ty)*) -> $result:ty $(where [$($bounds:tt)*])?;
    )*) => {$(
        #[doc = concat!("`", stringify!($name), "`, as in std.")]
        pub fn $name<$($generics)*>($self: $receiver, $($argument: $of),*) -> $result
        where
            $($($bounds)*)?
        {
            $self.0.$name($($argument),*)
        }
    )*};
}

pub(super) use forward;
