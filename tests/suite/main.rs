//! One test binary: see tests/README.md.

mod folder;
mod laws;
mod models;
mod reference;
