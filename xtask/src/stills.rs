//! The still pictures that embeds fall back to where a browser may not run the engine: those of the scenario that the site
//! opens with.

use crate::build::{Care, copy_folder};
use crate::tools::{self, say};
use anyhow::Result;
use std::path::Path;

/// The scenario that the shipped `site.json` names first.
const SCENARIO: &str = "wuhan-2024";
/// Where they are kept between builds.
const KEPT: &str = "target/stills";

/// Puts them into the site. A draft takes those of an earlier build, if there are any.
pub fn write(site: &Path, care: Care) -> Result<()> {
    let kept = Path::new(KEPT).join(SCENARIO);
    if care == Care::Full {
        say("drawing still pictures for where the engine may not run");
        let scenario = format!("scenarios/{SCENARIO}.toml");
        tools::cargo(&["run", "--quiet", "--example", "stills", "--", &scenario, &kept.to_string_lossy()])?;
    }
    if kept.exists() { copy_folder(&kept, &site.join("pictures").join(SCENARIO)) } else { Ok(()) }
}
