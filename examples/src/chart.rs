//! Charts as SVG within a page.
//!
//! Each is 400 units wide, so that its letters have the size of the page's on a telephone, and as high as it needs. It
//! names itself (`title`) and says in words what it shows (`desc`). Every figure stands beside its mark: nothing is told
//! by colour alone, and the colours are those of Okabe and Ito in steps of lightness, which also differ in grey. A page
//! gives the classes `c1` to `c4`, `track`, `rule` and `quiet` other colours for the dark; alone, the colours written here
//! hold.

mod band;
mod bars;
mod frame;
mod heat_map;
mod sankey;

pub use band::{Mark, bands};
pub use bars::{Bar, bars, fits, stacked};
pub use frame::{Caption, alone};
pub use heat_map::{HeatRow, heat_map};
pub use sankey::{Flow, Node, sankey};
