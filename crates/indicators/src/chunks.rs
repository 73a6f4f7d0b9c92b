//! Work cut into chunks of a fixed length, whose results come back in order.
//!
//! The chunks are the same whether they run one by one or, with the feature `parallel`, together: so are the bits.

/// What a function makes of each chunk, with the chunk's number, in the order of the chunks.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T: Sync, R: Send>(
    items: &[T],
    length: usize,
    work: impl Fn(usize, &[T]) -> R + Sync,
) -> Vec<R> {
    items.chunks(length).enumerate().map(|(number, chunk)| work(number, chunk)).collect()
}

/// What a function makes of each chunk, with the chunk's number, in the order of the chunks.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Sync, R: Send>(
    items: &[T],
    length: usize,
    work: impl Fn(usize, &[T]) -> R + Sync,
) -> Vec<R> {
    use rayon::prelude::*;
    items.par_chunks(length).enumerate().map(|(number, chunk)| work(number, chunk)).collect()
}
