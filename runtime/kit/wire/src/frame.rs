//! One message, one frame: a little-endian `u32` length, then postcard.

use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// A frame of more bytes than this is refused before any memory is taken for it.
pub const LARGEST_FRAME: u32 = 8 * 1024 * 1024;

/// Why a frame could not be read or written.
#[derive(Debug)]
pub enum FrameError {
    /// The other side closed the pipe between two frames: an orderly end.
    Closed,
    /// The pipe broke, or ended inside a frame.
    Io(io::Error),
    /// The length in front of the frame is larger than [`LARGEST_FRAME`].
    TooLarge(u32),
    /// The bytes are not a message of the expected type.
    Malformed(postcard::Error),
}

impl std::fmt::Display for FrameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FrameError::Closed => write!(f, "the pipe was closed"),
            FrameError::Io(error) => write!(f, "the pipe broke: {error}"),
            FrameError::TooLarge(bytes) => {
                write!(f, "a frame of {bytes} bytes is larger than {LARGEST_FRAME}")
            }
            FrameError::Malformed(error) => write!(f, "a frame is malformed: {error}"),
        }
    }
}

impl std::error::Error for FrameError {}

/// Encodes a value as the inside of a frame.
///
/// # Panics
/// If the value's `Serialize` fails, which the types of this crate never do.
pub fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("a message can always be encoded")
}

/// Decodes the inside of a frame; bytes left over are an error.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FrameError> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        Ok(_) => Err(FrameError::Malformed(
            postcard::Error::DeserializeBadEncoding,
        )),
        Err(error) => Err(FrameError::Malformed(error)),
    }
}

/// Writes one frame and flushes it.
pub fn write_frame<T: Serialize + ?Sized>(
    to: &mut impl Write,
    value: &T,
) -> Result<(), FrameError> {
    let bytes = to_bytes(value);
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    if length > LARGEST_FRAME {
        return Err(FrameError::TooLarge(length));
    }
    let mut frame = Vec::with_capacity(4 + bytes.len());
    frame.extend_from_slice(&length.to_le_bytes());
    frame.extend_from_slice(&bytes);
    to.write_all(&frame)
        .and_then(|()| to.flush())
        .map_err(FrameError::Io)
}

/// Reads one frame. [`FrameError::Closed`] only if the pipe ended before the frame's first byte.
pub fn read_frame<T: DeserializeOwned>(from: &mut impl Read) -> Result<T, FrameError> {
    let mut length = [0; 4];
    let mut have = 0;
    while have < length.len() {
        match from.read(&mut length[have..]) {
            Ok(0) if have == 0 => return Err(FrameError::Closed),
            Ok(0) => return Err(FrameError::Io(io::ErrorKind::UnexpectedEof.into())),
            Ok(bytes) => have += bytes,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(FrameError::Io(error)),
        }
    }
    let length = u32::from_le_bytes(length);
    if length > LARGEST_FRAME {
        return Err(FrameError::TooLarge(length));
    }
    let mut bytes = vec![0; length as usize];
    from.read_exact(&mut bytes).map_err(FrameError::Io)?;
    from_bytes(&bytes)
}
