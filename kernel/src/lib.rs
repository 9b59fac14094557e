//! The arithmetic of Jianpai: a checked model to monthly series, to who brings what, and to how sure that is.
//!
//! A package of its own because it is compiled for speed, and what surrounds it for size.

pub mod analysis;
pub mod locale;
pub mod maths;
pub mod model;
pub mod simulation;
pub mod units;
