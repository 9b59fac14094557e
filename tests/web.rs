//! wasm only.
