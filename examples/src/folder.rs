//! A folder of files that belong together, replaced as a whole or not at all.

mod exchange;
#[cfg(test)]
mod tests;

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use thiserror::Error;

/// One file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// How every file of this name begins that was written here. Others are somebody else's.
    pub opening: &'static str,
    /// What it holds.
    pub text: String,
}

/// Puts the parts in the place of a folder, which may be missing, empty, or hold what was put there before.
///
/// The parts are first written beside it, and the two folders are then exchanged. Whatever ends the program in between,
/// the old folder or the new one is there in full: in its place, or beside it as `.NAME.old` where the system cannot
/// exchange folders in one step; the next call puts it back.
///
/// # Errors
///
/// [`FolderError::NotAFolder`] and [`FolderError::Strange`] for what was never written here: it is left as it is.
/// [`FolderError::Failed`] if the system refuses a step.
pub fn replace(folder: &Path, parts: &[Part]) -> Result<(), FolderError> {
    let exchange = exchange::exchange;
    Replacement { places: Places::of(folder)?, parts, exchange, before: &|_| Ok(()) }.run()
}

/// Where the folder is, and where what comes and what goes stands meanwhile.
struct Places {
    parent: PathBuf,
    now: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

impl Places {
    fn of(folder: &Path) -> Result<Self, FolderError> {
        // Behind a link stands the folder that is meant.
        let now = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let (Some(parent), Some(name)) = (now.parent(), now.file_name()) else {
            return Err(FolderError::NotAFolder { path: folder.to_owned() });
        };
        let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        let beside = |end: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(end);
            parent.join(hidden)
        };
        Ok(Self { parent: parent.to_owned(), new: beside(".new"), old: beside(".old"), now: now.clone() })
    }
}

/// What is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Make,
    Write,
    Exchange,
    Aside,
    In,
    Remove,
}

struct Replacement<'a> {
    places: Places,
    parts: &'a [Part],
    /// Exchanges two folders in one step; `false` where the system does not know how.
    exchange: fn(&Path, &Path) -> io::Result<bool>,
    /// Called before each step; a test makes it fail.
    before: &'a dyn Fn(Step) -> io::Result<()>,
}

impl Replacement<'_> {
    fn run(&self) -> Result<(), FolderError> {
        let Places { parent, new, old, .. } = &self.places;
        fs::create_dir_all(parent).map_err(failed("made", parent))?;
        // Two runs at once wait for each other where the system can lock a folder.
        let lock = File::open(parent);
        let _locked = lock.as_ref().is_ok_and(|parent| parent.lock().is_ok());
        self.recover()?;
        self.check()?;
        if let Err(error) = self.write().map_err(failed("written", new)).and_then(|()| self.swap()) {
            // What is left of it is in nobody's way: the next run removes it.
            let _ = self.remove(new);
            return Err(error);
        }
        settle(parent).map_err(failed("written", parent))?;
        (self.before)(Step::Remove).map_err(failed("removed", new))?;
        self.remove(new)?;
        self.remove(old)
    }

    /// Clears what a run left behind that was cut off.
    fn recover(&self) -> Result<(), FolderError> {
        let Places { now, new, old, .. } = &self.places;
        if !now.exists() && old.exists() {
            fs::rename(old, now).map_err(failed("put back", now))?;
        }
        self.remove(new)?;
        self.remove(old)
    }

    /// Refuses a folder with anything in it that was not written here.
    fn check(&self) -> Result<(), FolderError> {
        let path = &self.places.now;
        if !path.exists() {
            return Ok(());
        }
        if !path.is_dir() {
            return Err(FolderError::NotAFolder { path: path.clone() });
        }
        for entry in fs::read_dir(path).map_err(failed("read", path))? {
            let name = entry.map_err(failed("read", path))?.file_name();
            let part = self.parts.iter().find(|part| *part.name == *name);
            if !part.is_some_and(|part| begins(&path.join(&name), part.opening).unwrap_or(false)) {
                let name = name.to_string_lossy().into_owned();
                return Err(FolderError::Strange { path: path.clone(), name });
            }
        }
        Ok(())
    }

    fn write(&self) -> io::Result<()> {
        let new = &self.places.new;
        (self.before)(Step::Make)?;
        fs::create_dir(new)?;
        for part in self.parts {
            (self.before)(Step::Write)?;
            let mut file = File::create_new(new.join(part.name))?;
            file.write_all(part.text.as_bytes())?;
            file.sync_all()?;
        }
        settle(new)
    }

    fn swap(&self) -> Result<(), FolderError> {
        let Places { now, new, old, .. } = &self.places;
        let told = failed("replaced", now);
        if !now.exists() {
            return (self.before)(Step::In).and_then(|()| fs::rename(new, now)).map_err(told);
        }
        if (self.before)(Step::Exchange).and_then(|()| (self.exchange)(new, now)).map_err(&told)? {
            return Ok(());
        }
        (self.before)(Step::Aside).and_then(|()| fs::rename(now, old)).map_err(&told)?;
        (self.before)(Step::In).and_then(|()| fs::rename(new, now)).map_err(|error| {
            let back = fs::rename(old, now).map_err(failed("put back", now));
            back.err().unwrap_or_else(|| told(error))
        })
    }

    /// Removes a folder of ours, if it is there. What else lies in it stays, and the folder with it.
    fn remove(&self, folder: &Path) -> Result<(), FolderError> {
        if !folder.exists() {
            return Ok(());
        }
        for part in self.parts {
            match fs::remove_file(folder.join(part.name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(failed("removed", folder)(error));
                }
                _ => {}
            }
        }
        fs::remove_dir(folder).map_err(failed("removed", folder))
    }
}

/// Whether a file begins with a text.
fn begins(file: &Path, opening: &str) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(file)?.take(opening.len() as u64).read_to_end(&mut start)?;
    Ok(start == opening.as_bytes())
}

/// Waits until the names in a folder are on the disk, where a folder can be asked for that.
fn settle(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn failed(what: &'static str, path: &Path) -> impl Fn(io::Error) -> FolderError {
    let path = path.to_owned();
    move |error| FolderError::Failed { what, path: path.clone(), error: error.to_string() }
}

/// Why the folder was not replaced.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FolderError {
    /// There is something else in its place.
    #[error("`{}` is not a folder: name one that holds a report, or does not exist yet", path.display())]
    NotAFolder {
        /// The place.
        path: PathBuf,
    },
    /// Something in it was not written here.
    #[error(
        "`{}` holds `{name}`, which no report has written: name a folder that holds a report alone, is empty, or does not \
         exist yet",
        path.display()
    )]
    Strange {
        /// The folder.
        path: PathBuf,
        /// What is in it.
        name: String,
    },
    /// The system refused a step.
    #[error("`{}` cannot be {what}: {error}", path.display())]
    Failed {
        /// What was tried.
        what: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system says.
        error: String,
    },
}
