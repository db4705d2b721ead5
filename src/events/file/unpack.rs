//! Files packed with gzip or zstd, of several parts too.

use std::io::{self, BufReader, Cursor, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::events::fault::Fault;

/// What the stream holds, unpacked if it is packed; its first bytes tell.
pub(super) fn unpacked<'o>(
    mut stream: impl Read + Send + 'o,
) -> io::Result<Box<dyn Read + Send + 'o>> {
    let mut magic = Vec::new();
    stream.by_ref().take(4).read_to_end(&mut magic)?;
    let is_gzip = magic.starts_with(&[0x1F, 0x8B]);
    let is_zstd = matches!(
        *magic,
        [0x28, 0xB5, 0x2F, 0xFD] | [0x50..=0x5F, 0x2A, 0x4D, 0x18]
    );
    let whole = Cursor::new(magic).chain(stream);
    Ok(if is_gzip {
        Box::new(Explained(MultiGzDecoder::new(BufReader::with_capacity(
            1 << 16,
            whole,
        ))))
    } else if is_zstd {
        let source = BufReader::with_capacity(1 << 16, whole);
        Box::new(Explained(Zstd::new(source)))
    } else {
        Box::new(whole)
    })
}

/// A decoder whose errors say what is wrong with the file.
struct Explained<R>(R);

impl<R: Read> Read for Explained<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| {
            let is_fault = error
                .get_ref()
                .is_some_and(<dyn std::error::Error + Send + Sync>::is::<Fault>);
            match error.kind() {
                io::ErrorKind::Interrupted => error,
                io::ErrorKind::UnexpectedEof => io::Error::other(Fault::CompressedCut),
                _ if is_fault => error,
                _ => io::Error::other(Fault::Compressed(error.to_string())),
            }
        })
    }
}

/// Unpacks one frame of zstd after the other.
struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: io::BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        Self {
            source,
            decoder: FrameDecoder::new(),
            in_frame: false,
        }
    }

    /// Begins the next frame; `false` at the end of the stream.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.in_frame = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let passed = io::copy(&mut self.source.by_ref().take(length), &mut io::sink())?;
                    if passed < length {
                        return Err(io::Error::other(Fault::CompressedCut));
                    }
                }
                Err(error) => return Err(self.explained(error)),
            }
        }
        Ok(false)
    }

    /// A decoder does not tell the end of the stream from damage; that nothing is left does.
    fn explained(&mut self, error: FrameDecoderError) -> io::Error {
        let is_over = self.source.fill_buf().is_ok_and(<[u8]>::is_empty);
        io::Error::other(if is_over {
            Fault::CompressedCut
        } else {
            Fault::Compressed(error.to_string())
        })
    }

    fn check_sum(&self) -> io::Result<()> {
        let written = self.decoder.get_checksum_from_data();
        let is_damaged = written.is_some() && written != self.decoder.get_calculated_checksum();
        if is_damaged {
            let cause = "the checksum differs".to_owned();
            return Err(io::Error::other(Fault::Compressed(cause)));
        }
        Ok(())
    }
}

impl<R: io::BufRead> Read for Zstd<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if into.is_empty() || (!self.in_frame && !self.begin()?) {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let blocks = BlockDecodingStrategy::UptoBlocks(1);
                if let Err(error) = self.decoder.decode_blocks(&mut self.source, blocks) {
                    return Err(self.explained(error));
                }
            }
            let read = self.decoder.read(into)?;
            if read > 0 {
                return Ok(read);
            }
            self.check_sum()?;
            self.in_frame = false;
        }
    }
}
