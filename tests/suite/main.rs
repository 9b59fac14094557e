//! One test binary: see tests/README.md.

mod charts;
mod cli;
mod folder;
mod laws;
mod layering;
mod models;
mod reference;
mod scenarios;
