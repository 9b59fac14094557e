//! One test binary: see tests/README.md.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

mod charts;
mod cli;
mod compared;
mod costs;
mod draws;
mod explained;
mod figures;
mod folder;
mod golden;
mod independent;
mod inspected;
mod laws;
mod layering;
mod ledgers;
mod loading;
mod models;
mod notice;
mod pictures;
mod reference;
mod refused;
mod scenarios;
#[cfg(feature = "schema")]
mod schema;
mod sensitivity;
mod workbooks;
