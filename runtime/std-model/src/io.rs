//! `std::io`: what goes to the standard streams is kept per execution.

pub use ::std::io::*;

macro_rules! stream {
    ($name:ident $lock:ident $make:ident $write:ident) => {
        #[doc = concat!("`std::io::", stringify!($name), "`.")]
        #[derive(Debug)]
        pub struct $name(());

        #[doc = concat!("`std::io::", stringify!($lock), "`. It does not keep others out.")]
        #[derive(Debug)]
        pub struct $lock(());

        #[doc = concat!("The stream that `", stringify!($make), "` is.")]
        #[must_use]
        pub fn $make() -> $name {
            $name(())
        }

        impl $name {
            /// The stream itself.
            pub fn lock(&self) -> $lock {
                $lock(())
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
                $lock(()).write(bytes)
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

        impl Write for $lock {
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
    };
}

stream!(Stdout StdoutLock stdout __out);
stream!(Stderr StderrLock stderr __err);
