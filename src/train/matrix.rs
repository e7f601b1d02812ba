//! Products of matrices, row by row in memory, for the network that learns. Every sum is taken in a fixed order.

/// Matrices are worked on in tiles of so many columns and rows, which the processor holds in its registers.
pub(super) const TILE: usize = 16;
const ROW_TILE: usize = 4;

/// The transpose of a matrix of so many columns.
pub(super) fn turned(weights: &[f32], columns: usize) -> Vec<f32> {
    let rows = weights.len() / columns;
    let mut out = vec![0.0; weights.len()];
    for r in 0..rows {
        for c in 0..columns {
            out[c * rows + r] = weights[r * columns + c];
        }
    }
    out
}

/// y += x · w, of n rows of k numbers; rows of x may overlap (`x.1` is from row to row).
pub(super) fn multiply(x: (&[f32], usize), n: usize, k: usize, w: (&[f32], usize), y: (&mut [f32], usize)) {
    let (y, columns) = y;
    for column in (0..columns).step_by(TILE) {
        let mut row = 0;
        while row + ROW_TILE <= n {
            multiply_tile::<ROW_TILE>(x, k, w.0, (&mut *y, columns), (row, column));
            row += ROW_TILE;
        }
        while row < n {
            multiply_tile::<1>(x, k, w.0, (&mut *y, columns), (row, column));
            row += 1;
        }
    }
}

#[allow(clippy::needless_range_loop)]
#[inline]
fn add_tile(out: &mut [f32], sums: &[f32; TILE]) {
    let out: &mut [f32; TILE] = out.first_chunk_mut().expect("a whole tile");
    for c in 0..TILE {
        out[c] += sums[c];
    }
}

// Loops over numbers here: the compiler makes vectors of them.
#[allow(clippy::needless_range_loop)]
#[inline]
fn multiply_tile<const R: usize>(
    x: (&[f32], usize),
    k: usize,
    w: &[f32],
    (y, columns): (&mut [f32], usize),
    (row, column): (usize, usize),
) {
    let mut sums = [[0f32; TILE]; R];
    let inputs: [&[f32]; R] = std::array::from_fn(|r| &x.0[(row + r) * x.1..][..k]);
    for i in 0..k {
        let weights: &[f32; TILE] = w[i * columns + column..].first_chunk().expect("a whole tile");
        for r in 0..R {
            let value = inputs[r][i];
            for c in 0..TILE {
                sums[r][c] += value * weights[c];
            }
        }
    }
    for r in 0..R {
        add_tile(&mut y[(row + r) * columns + column..], &sums[r]);
    }
}

#[allow(clippy::needless_range_loop)]
/// g += xᵀ · y, of n rows.
pub(super) fn outer(x: (&[f32], usize), n: usize, k: usize, y: (&[f32], usize), g: &mut [f32]) {
    let columns = y.1;
    for column in (0..columns).step_by(TILE) {
        for i in (0..k).step_by(ROW_TILE) {
            let mut sums = [[0f32; TILE]; ROW_TILE];
            for t in 0..n {
                let gradient: &[f32; TILE] = y.0[t * columns + column..].first_chunk().expect("a whole tile");
                let inputs: &[f32; ROW_TILE] = x.0[t * x.1 + i..].first_chunk().expect("a whole tile");
                for r in 0..ROW_TILE {
                    for c in 0..TILE {
                        sums[r][c] += inputs[r] * gradient[c];
                    }
                }
            }
            for r in 0..ROW_TILE {
                add_tile(&mut g[(i + r) * columns + column..], &sums[r]);
            }
        }
    }
}
