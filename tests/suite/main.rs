//! One test binary: see tests/README.md.

mod folder;
mod laws;
mod layering;
mod models;
mod reference;
