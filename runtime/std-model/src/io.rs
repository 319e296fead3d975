//! `std::io`: what goes to the standard streams is kept per execution.

pub use ::std::io::*;
use ::std::marker::PhantomData;

/// `std::io::IsTerminal`. Std lets nobody else implement its own.
pub trait IsTerminal {
    /// Whether somebody sits in front of it.
    fn is_terminal(&self) -> bool;
}

impl<T: ::std::io::IsTerminal> IsTerminal for T {
    fn is_terminal(&self) -> bool {
        ::std::io::IsTerminal::is_terminal(self)
    }
}

/// As in std, what locks a stream stays on its thread.
type NotSend<'a> = PhantomData<(&'a (), *const ())>;

macro_rules! stream {
    ($name:ident $lock:ident $make:ident $write:ident) => {
        #[doc = concat!("`std::io::", stringify!($name), "`.")]
        #[derive(Debug)]
        pub struct $name(());

        #[doc = concat!("`std::io::", stringify!($lock), "`. It does not keep others out.")]
        #[derive(Debug)]
        pub struct $lock<'a>(NotSend<'a>);

        #[doc = concat!("The stream that `", stringify!($make), "` is.")]
        #[must_use]
        pub fn $make() -> $name {
            $name(())
        }

        impl $name {
            /// The stream itself.
            pub fn lock(&self) -> $lock<'static> {
                $lock(PhantomData)
            }
        }

        impl Write for $name {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                (&*self).write(bytes)
            }

            fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
                self.write(bytes).map(|_| ())
            }

            /// All pieces at once: nobody prints in between.
            fn write_fmt(&mut self, text: ::std::fmt::Arguments<'_>) -> Result<()> {
                crate::print::$write(text, false);
                Ok(())
            }

            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }

        impl Write for &$name {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                self.lock().write(bytes)
            }

            fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
                self.write(bytes).map(|_| ())
            }

            /// All pieces at once: nobody prints in between.
            fn write_fmt(&mut self, text: ::std::fmt::Arguments<'_>) -> Result<()> {
                crate::print::$write(text, false);
                Ok(())
            }

            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }

        impl Write for $lock<'_> {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                crate::print::$write(
                    ::std::format_args!("{}", String::from_utf8_lossy(bytes)),
                    false,
                );
                Ok(bytes.len())
            }

            fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
                self.write(bytes).map(|_| ())
            }

            /// All pieces at once: nobody prints in between.
            fn write_fmt(&mut self, text: ::std::fmt::Arguments<'_>) -> Result<()> {
                crate::print::$write(text, false);
                Ok(())
            }

            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }

        impl From<$name> for ::std::process::Stdio {
            fn from(_: $name) -> Self {
                ::std::io::$make().into()
            }
        }

        stream!(real $make $name);
        stream!(real $make $lock<'_>);
    };
    // What is asked of the stream that the process really has.
    (real $make:ident $type:ty) => {
        /// Nobody sits in front of a model.
        impl IsTerminal for $type {
            fn is_terminal(&self) -> bool {
                false
            }
        }

        #[cfg(unix)]
        impl ::std::os::fd::AsRawFd for $type {
            fn as_raw_fd(&self) -> ::std::os::fd::RawFd {
                ::std::io::$make().as_raw_fd()
            }
        }

        #[cfg(unix)]
        impl ::std::os::fd::AsFd for $type {
            fn as_fd(&self) -> ::std::os::fd::BorrowedFd<'_> {
                use ::std::os::fd::AsRawFd;
                // SAFETY: the standard streams are open as long as the process lives.
                unsafe { ::std::os::fd::BorrowedFd::borrow_raw(self.as_raw_fd()) }
            }
        }
    };
}

stream!(Stdout StdoutLock stdout __out);
stream!(Stderr StderrLock stderr __err);
