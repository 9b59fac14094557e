//! The multiply-adds of a run and nothing else, as the floor that the engine's speed is told from: for each measure and
//! each term of the closed form that it acts in, one multiply-add a month, two months at a time, on rows that lie in
//! the nearest cache. `cargo xtask bench` compiles it for the browser by itself.

#![no_std]

use core::arch::wasm32::{f64x2, f64x2_add, f64x2_extract_lane, f64x2_mul, f64x2_splat, v128};

/// Values side by side: as many sums as stay in registers.
const BLOCK: usize = 6;
/// Rows, of up to ten years.
const ROWS: usize = 8;

static VALUES: [[[v128; BLOCK]; ROWS]; 10] = [[[f64x2(1.0, 1.0); BLOCK]; ROWS]; 10];

#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// `terms` multiply-adds for each of `blocks` times twelve months; their sum, so that none is left out.
#[unsafe(no_mangle)]
pub extern "C" fn multiply_add(terms: usize, blocks: usize, factor: f64) -> f64 {
    let factor = f64x2_splat(factor);
    let mut whole = f64x2_splat(0.0);
    for block in VALUES.iter().cycle().take(blocks) {
        let mut sums = [f64x2_splat(0.0); BLOCK];
        for row in block.iter().cycle().take(terms) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum = f64x2_add(*sum, f64x2_mul(*value, factor));
            }
        }
        whole = sums.iter().fold(whole, |whole, sum| f64x2_add(whole, *sum));
    }
    f64x2_extract_lane::<0>(whole) + f64x2_extract_lane::<1>(whole)
}
