//! Sums of money, in fen.

/// An amount as a cell writes it.
pub(super) fn yuan(fen: u64) -> String {
    format!("CNY {}.{:02}", fen / 100, fen % 100)
}
