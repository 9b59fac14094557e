//! The modules of WebAssembly: a library compiled for the browser, bound to JavaScript and optimised.

use crate::build::{Care, copy_folder};
use crate::tools;
use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;
use std::process::Command;
use walrus::{FunctionBuilder, FunctionId, FunctionKind};
use wasm_bindgen_cli_support::Bindgen;

/// A library, with the exports of some of its features.
pub struct Module {
    package: &'static str,
    features: &'static str,
    /// Also the name of its files and functions.
    name: &'static str,
    /// The optimiser's aim.
    aim: &'static [&'static str],
}

/// What the page loads first: of the engine what a first picture needs.
pub const FIRST: Module =
    Module { package: "jianpai", features: "first", name: "first", aim: &FAST_AND_LIGHT };
/// What it loads when it is asked for more.
pub const ENGINE: Module =
    Module { package: "jianpai", features: "page", name: "jianpai", aim: &FAST_AND_LIGHT };
/// What it loads when a workbook is met.
pub const WORKBOOK: Module =
    Module { package: "jianpai", features: "workbook", name: "workbook", aim: &["-Oz"] };
/// What it loads when a picture is saved or opened.
pub const PRESS: Module = Module { package: "jianpai-press", features: "", name: "press", aim: &["-Oz"] };

/// Features of WebAssembly that every browser of the last years has, and that wasm-opt may therefore use.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-bulk-memory-opt",
];

/// Functions are left apart, those of like names side by side: the compiler has put together what is faster so, and small
/// functions beside others that resemble them compress by a tenth better than few large ones.
const FAST_AND_LIGHT: [&str; 4] = [
    "-O3",
    "--one-caller-inline-max-function-size=10",
    "--flexible-inline-max-function-size=0",
    "--reorder-functions-by-name",
];

/// Functions that end the program with a message, by the beginnings of their names. A browser has nowhere to show the
/// message, and without it goes all that writes it.
const ENDS: [&str; 15] = [
    "__rustc::__rust_start_panic",
    "__rustc::rust_begin_unwind",
    "__rustc::rust_panic",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_already",
    "core::num::from_ascii_radix_panic",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
];

impl Module {
    /// Compiles the library for the browser and puts it into `folder`, bound and optimised: anew only where it changed,
    /// as optimising takes longer than everything else.
    pub fn build(&self, simd: bool, care: Care, folder: &Path) -> Result<()> {
        let kind = match (care, simd) {
            (Care::Draft, _) => "draft",
            (Care::Full, true) => "simd",
            (Care::Full, false) => "scalar",
        };
        let target = format!("target/web-{kind}");
        let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
        cargo.args(["build", "--lib", "--profile", "web", "--target", "wasm32-unknown-unknown"]);
        cargo.args(["--package", self.package, "--target-dir", &target]);
        cargo.args(["--no-default-features", "--features", self.features]);
        // Only the arithmetic is laid out differently: both modules give the same bits.
        let simd = simd || care == Care::Draft;
        cargo.env("RUSTFLAGS", if simd { "-C target-feature=+simd128" } else { "" });
        if care == Care::Draft {
            cargo.env("CARGO_PROFILE_WEB_LTO", "off").env("CARGO_PROFILE_WEB_CODEGEN_UNITS", "16");
            cargo.env("CARGO_PROFILE_WEB_OPT_LEVEL", "1");
        }
        tools::run(&mut cargo)?;
        let file = self.package.replace('-', "_");
        let wasm = fs::read(format!("{target}/wasm32-unknown-unknown/web/{file}.wasm"))?;
        let bound = Path::new(&target).join("bound").join(self.name);
        let (stamp_file, stamp) = (bound.with_extension("stamp"), self.stamp(&wasm)?);
        if fs::read_to_string(&stamp_file).ok().as_ref() != Some(&stamp) {
            // Without a stamp until all of it is there: an interrupted build is no finished one.
            fs::remove_file(&stamp_file).or_else(missing_is_fine)?;
            fs::remove_dir_all(&bound).or_else(missing_is_fine)?;
            self.bind(&wasm, simd, care, &bound)?;
            fs::write(&stamp_file, stamp)?;
        }
        copy_folder(&bound, folder)
    }

    /// Binds the compiled library to JavaScript in `folder` and, unless it is a draft, optimises it.
    fn bind(&self, wasm: &[u8], simd: bool, care: Care, folder: &Path) -> Result<()> {
        Bindgen::new()
            .input_module(self.name, silenced(wasm)?)
            .web(true)?
            .omit_default_module_path(false)
            .typescript(true)
            .generate(folder)
            .with_context(|| format!("binding {} to JavaScript", self.name))?;
        if care == Care::Draft {
            return Ok(());
        }
        let module = folder.join(format!("{}_bg.wasm", self.name));
        let mut optimise = Command::new("node_modules/.bin/wasm-opt");
        optimise.arg(&module).arg("-o").arg(&module).args(self.aim).args(FEATURES);
        if simd {
            optimise.arg("--enable-simd");
        }
        tools::run(&mut optimise)
    }

    /// Changes with all that binding depends on: the compiled library, its own options, the tools' versions.
    fn stamp(&self, wasm: &[u8]) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        (wasm, self.aim, FEATURES, ENDS, fs::read("package-lock.json")?, fs::read("Cargo.lock")?)
            .hash(&mut hasher);
        Ok(format!("{:016x}", hasher.finish()))
    }
}

fn missing_is_fine(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

/// The module of `bytes`, whose panics end it without a word.
fn silenced(bytes: &[u8]) -> Result<walrus::Module> {
    let mut module = walrus::Module::from_buffer(bytes)?;
    let ends = |name: &str| {
        let name = format!("{:#}", rustc_demangle::demangle(name));
        ENDS.iter().any(|start| name.starts_with(start))
    };
    let named = module.funcs.iter().filter(|function| function.name.as_deref().is_some_and(ends));
    for function in named.map(walrus::Function::id).collect::<Vec<_>>() {
        end(&mut module, function);
    }
    Ok(module)
}

/// Makes of `function` one that ends the program.
fn end(module: &mut walrus::Module, function: FunctionId) {
    let ty = module.types.get(module.funcs.get(function).ty());
    let (parameters, results) = (ty.params().to_vec(), ty.results().to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    builder.func_body().unreachable();
    let arguments = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
    module.funcs.get_mut(function).kind = FunctionKind::Local(builder.local_func(arguments));
}
