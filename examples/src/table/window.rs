//! The text of a file as it is read, as far back as it may still be asked for.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

/// A file that is read from its start to its end, without a byte-order mark. Its last part can be seen again.
#[derive(Debug)]
pub(super) struct Window {
    file: File,
    /// How many bytes the mark has.
    mark: u64,
    /// How many bytes the file has, without the mark.
    length: usize,
    /// The part that was read and not forgotten.
    seen: Vec<u8>,
    /// The place of its first byte.
    start: usize,
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// So much is kept before it is worth the work to forget it.
const KEPT: usize = 1 << 16;

impl Window {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut first = Vec::with_capacity(MARK.len());
        Read::by_ref(&mut file).take(MARK.len() as u64).read_to_end(&mut first)?;
        let mark = if first == MARK { MARK.len() as u64 } else { 0 };
        let length = usize::try_from(file.metadata()?.len() - mark).unwrap_or(usize::MAX);
        let mut window = Self { file, mark, length, seen: Vec::new(), start: 0 };
        window.rewind()?;
        Ok(window)
    }

    /// Whether nothing follows this place.
    pub(super) fn ends_at(&self, place: usize) -> bool {
        place >= self.length
    }

    /// What was read from one place up to another.
    pub(super) fn between(&self, start: usize, end: usize) -> &[u8] {
        let within = start.saturating_sub(self.start)..end.saturating_sub(self.start);
        self.seen.get(within).unwrap_or_default()
    }

    /// What stands before this place will not be asked for again.
    pub(super) fn forget_before(&mut self, place: usize) {
        let old = place.saturating_sub(self.start).min(self.seen.len());
        if old >= KEPT {
            self.seen.drain(..old);
            self.start += old;
        }
    }
}

impl Read for Window {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let number = self.file.read(buffer)?;
        self.seen.extend_from_slice(buffer.get(..number).unwrap_or_default());
        Ok(number)
    }
}

/// Places are counted without the mark.
impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(place) => SeekFrom::Start(self.mark + place),
            of_here_or_the_end => of_here_or_the_end,
        };
        let place = self.file.seek(to)?.saturating_sub(self.mark);
        self.seen.clear();
        self.start = usize::try_from(place).unwrap_or(usize::MAX);
        Ok(place)
    }
}
