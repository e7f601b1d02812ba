//! Products of vectors and matrices, in whole numbers.
//!
//! The vectors of a sentence are multiplied by a matrix together, some at a time, so that each weight is loaded once for
//! several of them. A matrix lies in blocks of [`BLOCK`] outputs, and in these by pairs of inputs, so that the sums of a block
//! stay in the processor's registers while the inputs pass by, and one instruction adds the products of many pairs. Which
//! instructions there are is found out at run time; the sums are the same with any.

use fearless_simd::{Bytes, Simd, SimdBase, SimdFrom, SimdIntWiden, i16x32, i32x16, u8x64};

/// Outputs of a matrix that are worked out together.
pub(crate) const BLOCK: usize = 16;
/// The most vectors that are multiplied together.
const VECTORS: usize = 6;

/// The weights of two inputs for the outputs of a block, in two bytes each.
pub(super) type Pair = [u8; 4 * BLOCK];

/// A matrix with its constants.
#[derive(Clone, Copy, Default)]
pub(super) struct Product<'b> {
    /// Block by block, and in a block by pairs of inputs.
    pub(super) weights: &'b [Pair],
    /// One constant for each output that counts; the rows of the last block may be more.
    pub(super) bias: &'b [[u8; 2]],
    /// Bits behind the point of the weights.
    pub(super) shift: u32,
}

impl Product<'_> {
    /// Puts the products with vectors of so many inputs into `out`. The vectors lie in `values` one after the other; each
    /// begins `STRIDE` numbers behind the one before, so that they may overlap.
    #[inline(always)]
    pub(super) fn apply<const INPUTS: usize, const STRIDE: usize, const OUT: usize>(
        &self,
        simd: impl Simd,
        values: &[i16],
        out: &mut Vec<[i32; OUT]>,
    ) {
        let count = (values.len() + STRIDE).saturating_sub(INPUTS) / STRIDE;
        out.resize(count, [0; OUT]);
        let shape = Shape {
            pairs: INPUTS / 2,
            stride: STRIDE,
            outputs: OUT,
        };
        simd.vectorize(
            #[inline(always)]
            || multiply(simd, self.weights, values, shape, out.as_flattened_mut()),
        );
        let mut constants = [0; OUT];
        for (constant, bytes) in constants.iter_mut().zip(self.bias) {
            *constant = i32::from(i16::from_le_bytes(*bytes));
        }
        for sums in out {
            for (sum, constant) in sums.iter_mut().zip(constants) {
                *sum = (*sum >> self.shift) + constant;
            }
        }
    }
}

/// Sizes of a product.
#[derive(Clone, Copy)]
struct Shape {
    /// Pairs of inputs.
    pairs: usize,
    /// Numbers from the beginning of a vector to that of the next.
    stride: usize,
    /// Numbers in a result: whole blocks.
    outputs: usize,
}

/// Multiplies vectors some at a time. Where a register holds a block, two blocks are worked out together, since an addition
/// lasts longer than it takes to begin as many as there are sums of one block.
#[inline(always)]
fn multiply<S: Simd>(simd: S, weights: &[Pair], values: &[i16], shape: Shape, out: &mut [i32]) {
    if S::i32s::LEN == BLOCK {
        tiles::<S, 2>(simd, weights, values, shape, out);
    } else {
        tiles::<S, 1>(simd, weights, values, shape, out);
    }
}

/// Multiplies vectors in as few tiles as there may be, of nearly the same size: a tile of one vector takes hardly less time
/// than one of several.
#[inline(always)]
fn tiles<S: Simd, const BLOCKS: usize>(simd: S, weights: &[Pair], values: &[i16], shape: Shape, out: &mut [i32]) {
    let (mut values, mut out) = (values, out);
    let mut count = out.len() / shape.outputs;
    for tiles in (1..=count.div_ceil(VECTORS)).rev() {
        let size = count.div_ceil(tiles);
        let (tile, rest) = out.split_at_mut(size * shape.outputs);
        match size {
            1 => tile_of::<S, 1, BLOCKS>(simd, weights, values, shape, tile),
            2 => tile_of::<S, 2, BLOCKS>(simd, weights, values, shape, tile),
            3 => tile_of::<S, 3, BLOCKS>(simd, weights, values, shape, tile),
            4 => tile_of::<S, 4, BLOCKS>(simd, weights, values, shape, tile),
            5 => tile_of::<S, 5, BLOCKS>(simd, weights, values, shape, tile),
            _ => tile_of::<S, VECTORS, BLOCKS>(simd, weights, values, shape, tile),
        }
        values = &values[size * shape.stride..];
        (out, count) = (rest, count - size);
    }
}

/// The products of `N` vectors, some blocks of outputs at a time.
#[inline(always)]
fn tile_of<S: Simd, const N: usize, const BLOCKS: usize>(
    simd: S,
    weights: &[Pair],
    values: &[i16],
    shape: Shape,
    out: &mut [i32],
) {
    let rows: [&[[i16; 2]]; N] = std::array::from_fn(|n| &values[n * shape.stride..].as_chunks().0[..shape.pairs]);
    let mut together = weights.chunks_exact(BLOCKS * shape.pairs);
    let mut first = 0;
    for weights in &mut together {
        let sums = sums::<S, N, BLOCKS>(simd, weights, rows);
        for (n, blocks) in sums.into_iter().enumerate() {
            for (b, block) in blocks.into_iter().enumerate() {
                block.store_slice(&mut out[n * shape.outputs + first + b * BLOCK..][..BLOCK]);
            }
        }
        first += BLOCKS * BLOCK;
    }
    for weights in together.remainder().chunks_exact(shape.pairs) {
        for (n, [block]) in sums::<S, N, 1>(simd, weights, rows).into_iter().enumerate() {
            block.store_slice(&mut out[n * shape.outputs + first..][..BLOCK]);
        }
        first += BLOCK;
    }
}

/// The products of `N` vectors with some blocks of weights.
// All that is read at a pair has the same length, so that the compiler need not check it at each.
#[allow(clippy::needless_range_loop)]
#[inline(always)]
fn sums<S: Simd, const N: usize, const BLOCKS: usize>(
    simd: S,
    weights: &[Pair],
    rows: [&[[i16; 2]]; N],
) -> [[i32x16<S>; BLOCKS]; N] {
    let pairs = weights.len() / BLOCKS;
    let blocks: [&[Pair]; BLOCKS] = std::array::from_fn(|b| &weights[b * pairs..][..pairs]);
    let rows: [&[[i16; 2]]; N] = std::array::from_fn(|n| &rows[n][..pairs]);
    let mut sums = [[i32x16::splat(simd, 0); BLOCKS]; N];
    for pair in 0..pairs {
        let weights: [i16x32<S>; BLOCKS] = std::array::from_fn(|b| load(simd, &blocks[b][pair]));
        for n in 0..N {
            let [a, b] = rows[n][pair];
            let both = i32::from(a) & 0xffff | i32::from(b) << 16;
            let both: i16x32<S> = i32x16::splat(simd, both).bitcast();
            for b in 0..BLOCKS {
                sums[n][b] += both.pairwise_dot_product(weights[b]);
            }
        }
    }
    sums
}

/// The weights of a pair in a register: with one instruction, also in builds that optimise little, where the bytes already
/// lie as the processor has them.
#[inline(always)]
fn load<S: Simd>(simd: S, weights: &Pair) -> i16x32<S> {
    if cfg!(target_endian = "little") {
        u8x64::simd_from(simd, *weights).bitcast()
    } else {
        let (numbers, _) = weights.as_chunks();
        i16x32::simd_from(simd, std::array::from_fn(|i| i16::from_le_bytes(numbers[i])))
    }
}

/// Puts a matrix, given row by row for each output, into the order of the file. Rows are filled up to whole blocks.
#[cfg(feature = "train")]
pub(crate) fn in_blocks(rows: &[i16], inputs: usize) -> Vec<i16> {
    let outputs = (rows.len() / inputs).next_multiple_of(BLOCK);
    let at = |output: usize, input: usize| rows.get(output * inputs + input).copied().unwrap_or(0);
    let mut out = Vec::with_capacity(outputs * inputs);
    for block in (0..outputs).step_by(BLOCK) {
        for input in (0..inputs).step_by(2) {
            out.extend((block..block + BLOCK).flat_map(|output| [at(output, input), at(output, input + 1)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    /// A matrix of four inputs and one block of outputs.
    fn weights(weight: impl Fn(usize, usize) -> i32) -> Vec<Pair> {
        (0..2)
            .map(|pair| {
                std::array::from_fn(|byte| {
                    let i = byte / 2;
                    (weight(2 * pair + i % 2, i / 2) as i16).to_le_bytes()[byte % 2]
                })
            })
            .collect()
    }

    #[test]
    fn a_product_is_the_sum_of_products() {
        // Eight overlapping vectors, so that some are multiplied together and some alone.
        let values: Vec<i16> = (0..18).map(|i| i * 37 % 19 - 9).collect();
        let weight = |input: usize, output: usize| (10 * input + output) as i32 - 20;
        let weights = weights(weight);
        let bias = [5i16.to_le_bytes(); 3];
        let product = Product {
            weights: &weights,
            bias: &bias,
            shift: 1,
        };
        let mut out: Vec<[i32; BLOCK]> = Vec::new();
        dispatch!(Level::new(), simd => product.apply::<4, 2, BLOCK>(simd, &values, &mut out));
        assert_eq!(out.len(), 8);
        for (n, sums) in out.iter().enumerate() {
            for (output, sum) in sums.iter().enumerate() {
                let products = (0..4).map(|input| i32::from(values[2 * n + input]) * weight(input, output));
                let constant = if output < 3 { 5 } else { 0 };
                assert_eq!(*sum, (products.sum::<i32>() >> 1) + constant);
            }
        }
        dispatch!(Level::new(), simd => product.apply::<4, 2, BLOCK>(simd, &values[..3], &mut out));
        assert!(out.is_empty());
    }

    #[test]
    fn every_level_of_the_processor_gives_the_same_sums() {
        let values: Vec<i16> = (0..4 * 7).map(|i| (i * 7919 % 4001) as i16 - 2000).collect();
        let weights = weights(|input, output| (input * 7907 + output * 613) as i32 % 8009 - 4004);
        let expected: Vec<[i32; BLOCK]> = values
            .chunks(4)
            .map(|v| {
                let weight = |input: usize, output: usize| {
                    let at = 2 * (2 * output + input % 2);
                    i32::from(i16::from_le_bytes([weights[input / 2][at], weights[input / 2][at + 1]]))
                };
                std::array::from_fn(|output| (0..4).map(|i| i32::from(v[i]) * weight(i, output)).sum())
            })
            .collect();
        for level in [Level::new(), Level::baseline()] {
            let mut out = vec![[0; BLOCK]; 7];
            let shape = Shape {
                pairs: 2,
                stride: 4,
                outputs: BLOCK,
            };
            dispatch!(level, simd => multiply(simd, &weights, &values, shape, out.as_flattened_mut()));
            assert_eq!(out, expected);
        }
    }
}
