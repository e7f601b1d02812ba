//! Compressed inputs: gzip (of one or many members) and Zstandard, recognised by their first bytes.

use std::io::{self, BufRead, BufReader, Read};

use crate::model::error::{Error, Result};

/// A reader of input bytes.
pub(super) type Bytes = Box<dyn BufRead + Send>;

const BUFFER: usize = 1 << 16;

/// Unpacks a stream if it is compressed; a stream compressed twice is unpacked once.
///
/// # Errors
/// `io.read` if not even the first bytes can be read, `input.damaged` if a packed stream does not begin as one should.
pub(super) fn unpack(input: impl Read + Send + 'static) -> Result<Bytes> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let head = input.fill_buf().map_err(super::walk::io_error)?;
    match head {
        [0x1f, 0x8b, ..] => {
            let unpacked = flate2::bufread::MultiGzDecoder::new(input);
            Ok(Box::new(BufReader::with_capacity(BUFFER, unpacked)))
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            let unpacked = Frames::new(input).map_err(|error| damaged(&error))?;
            Ok(Box::new(BufReader::with_capacity(BUFFER, unpacked)))
        }
        _ => Ok(Box::new(input)),
    }
}

/// The frames of a Zstandard stream, one after the other.
struct Frames<R: BufRead> {
    frame: Option<Box<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>>,
}

impl<R: BufRead> Frames<R> {
    fn new(input: R) -> io::Result<Frames<R>> {
        let frame = Some(Box::new(begin(input)?));
        Ok(Frames { frame })
    }
}

fn begin<R: BufRead>(input: R) -> io::Result<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>> {
    ruzstd::decoding::StreamingDecoder::new(input)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(frame) = &mut self.frame {
            let read = frame.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let mut input = match self.frame.take() {
                Some(frame) => frame.into_inner(),
                None => return Ok(0),
            };
            if !input.fill_buf()?.is_empty() {
                self.frame = Some(Box::new(begin(input)?));
            }
        }
        Ok(0)
    }
}

/// Error on reading: of the system, or of the stream itself.
pub(super) fn damaged(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            Error::new("input.damaged", format!("is damaged or cut off: {error}"))
        }
        _ if error.raw_os_error().is_none() => Error::new("input.damaged", format!("is damaged or cut off: {error}")),
        _ => Error::new("io.read", format!("cannot be read: {error}")),
    }
}

/// Reads at most `limit` bytes up to the end.
///
/// # Errors
/// `input.too_large`, or what [`damaged`] says.
pub(super) fn read_all(input: &mut dyn Read, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(&error))?;
    match bytes.len() as u64 > limit {
        true => Err(too_large(limit)),
        false => Ok(bytes),
    }
}

/// An article over the limit.
pub(super) fn too_large(limit: u64) -> Error {
    super::limits::too_large(limit >> 20, "MB (unpacked)")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn zst(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn read(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>> {
        read_all(&mut unpack(io::Cursor::new(bytes))?, limit)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        assert_eq!(read([gz(b"one "), gz(b"two")].concat(), 99).unwrap(), b"one two");
        assert_eq!(read([zst(b"one "), zst(b"two")].concat(), 99).unwrap(), b"one two");
        assert_eq!(read(b"plain".to_vec(), 99).unwrap(), b"plain");
        assert_eq!(read(Vec::new(), 99).unwrap(), b"");
    }

    #[test]
    fn bombs_and_damage_are_errors() {
        assert_eq!(read(gz(&[0; 100_000]), 1000).unwrap_err().code(), "input.too_large");
        assert_eq!(read(zst(&[0; 100_000]), 1000).unwrap_err().code(), "input.too_large");
        let whole = gz(b"The ferry ran aground near the harbour.");
        assert_eq!(
            read(whole[..whole.len() - 9].to_vec(), 99).unwrap_err().code(),
            "input.damaged"
        );
        let whole = zst(b"The ferry ran aground near the harbour.");
        assert_eq!(
            read(whole[..whole.len() - 9].to_vec(), 99).unwrap_err().code(),
            "input.damaged"
        );
        assert_eq!(
            read(vec![0x28, 0xb5, 0x2f, 0xfd], 99).unwrap_err().code(),
            "input.damaged"
        );
    }
}
