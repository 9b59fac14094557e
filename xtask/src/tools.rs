//! Programs that the tasks call, and where they are.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Says what is being done now.
pub fn say(what: &str) {
    println!("── {what}");
}

/// Runs a program to its end; its failure is ours.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}").replace('"', "");
    let status = command.status().with_context(|| format!("can't start: {shown}"))?;
    if !status.success() {
        bail!("failed: {shown}");
    }
    Ok(())
}

/// Runs the cargo that runs us.
pub fn cargo(arguments: &[&str]) -> Result<()> {
    run(Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())).args(arguments))
}

/// Runs a script in Node.
pub fn node(arguments: &[&str]) -> Result<()> {
    run(Command::new("node").args(arguments))
}

/// Whether a program is on the path.
pub fn has(program: &str) -> bool {
    let found =
        Command::new("sh").args(["-c", &format!("command -v {program}")]).stdout(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

/// Makes sure that the toolchain can build for the browser.
pub fn ensure_wasm_target() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().context("rustc is missing")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if !sysroot.join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
        say("adding the wasm32 target to the Rust toolchain");
        run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))?;
    }
    Ok(())
}

/// Makes sure that the packages of package-lock.json are installed.
pub fn ensure_npm() -> Result<()> {
    let (lock, installed) = (Path::new("package-lock.json"), Path::new("node_modules/.package-lock.json"));
    let modified = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    if modified(installed) < modified(lock) {
        say("installing the npm packages of package-lock.json");
        run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]))?;
    }
    Ok(())
}

/// Makes sure that there is a Chromium and a Chinese font, installing them with apt where that may be.
pub fn ensure_chromium() -> Result<()> {
    let has_font = || {
        let list = Command::new("fc-list").args([":lang=zh", "family"]).output();
        list.is_ok_and(|list| !list.stdout.is_empty())
    };
    if has("chromium") && has_font() {
        return Ok(());
    }
    install(&["chromium", "fonts-noto-cjk", "fontconfig"])
}

/// Makes sure that there is a LibreOffice to open exported files with, and what tells of the pages it makes.
pub fn ensure_office() -> Result<()> {
    if has("soffice") && has("pdftotext") && has("rsvg-convert") {
        return Ok(());
    }
    install(&["libreoffice-impress-nogui", "libreoffice-calc-nogui", "poppler-utils", "librsvg2-bin"])
}

/// Makes sure that Python has the libraries that read exported files, and returns where they are.
pub fn ensure_python_readers() -> Result<PathBuf> {
    let folder = root().join("target/python");
    let found = Command::new("python3")
        .args(["-c", "import pptx, openpyxl"])
        .env("PYTHONPATH", &folder)
        .stderr(Stdio::null())
        .status();
    if found.is_ok_and(|status| status.success()) {
        return Ok(folder);
    }
    let has_pip = Command::new("python3").args(["-m", "pip", "--version"]).output();
    if !has_pip.is_ok_and(|pip| pip.status.success()) {
        install(&["python3-pip"])?;
    }
    say("installing python-pptx and openpyxl with pip");
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]).arg(&folder);
    run(pip.args(["python-pptx==1.0.2", "openpyxl==3.1.5"]))?;
    Ok(folder)
}

/// Installs `packages` with apt, where that may be.
fn install(packages: &[&str]) -> Result<()> {
    let wanted = format!("apt-get install {}", packages.join(" "));
    let mut apt = if is_root() {
        Command::new("apt-get")
    } else if Command::new("sudo")
        .args(["-n", "true"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
    {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    } else {
        bail!("the page test needs more programs: {wanted}")
    };
    say(&wanted);
    let program = apt.get_program().to_owned();
    let leading: Vec<_> = apt.get_args().map(ToOwned::to_owned).collect();
    run(Command::new(program).args(leading).args(["update", "-qq"]))?;
    apt.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "-y", "-qq", "--no-install-recommends"]);
    run(apt.args(packages)).with_context(|| format!("can't install what the page test needs; try: {wanted}"))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
