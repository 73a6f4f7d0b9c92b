//! A broken folder is refused with one message for each fault: file, line, column, what stands there, what would be right.
//!
//! What is general is made from the files themselves and from the tables of `docs/folder.md`, so that a new file or column
//! is covered as soon as it is shipped and described.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here is a failed test"
)]

mod cells;
mod folder;
mod general;
mod settings;
mod sheet;
mod specific;
mod splices;
