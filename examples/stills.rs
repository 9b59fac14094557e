//! Draws every chart of a scenario as the still pictures that embeds fall back to where a browser may not run the engine:
//! `cargo run --example stills -- scenarios/wuhan-2024.toml FOLDER`. The build of the site calls it.

#![expect(clippy::disallowed_methods, reason = "an example reads and writes files")]

use jianpai::analysis::By;
use jianpai::chart::{self, Chart, Subject, Theme, View};
use jianpai::locale::Lang;
use jianpai::units::{PerPollutant, Pollutant};
use jianpai::{Engine, Files, Request};
use std::borrow::Cow;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// As the page judges at first.
const AT: &str = "2024-12";
const DRAWS: u64 = 2000;
const SEED: u64 = 1;
const SIZE: (f64, f64) = (800.0, 480.0);

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        fs::read(self.0.join(name)).ok().map(Cow::Owned)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(scenario), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("which scenario, and into which folder?".into());
    };
    let (scenario, folder) = (Path::new(&scenario), Path::new(&folder));
    let files = Folder(scenario.parent().map(Path::to_path_buf).unwrap_or_default());
    let name = scenario.file_name().unwrap_or_default().to_string_lossy();
    let mut engine = Engine::load(&files, &name).map_err(|found| format!("{found:?}"))?;
    let outline = engine.outline();
    let at = outline.months.iter().copied().find(|month| month.to_string() == AT);
    let mut results = engine.evaluate(&[], Request { at, sources: true, months: true });
    results.uncertainty = Some(engine.uncertainty(&[], SEED, DRAWS));
    let districts = engine.contribution_results(&[], at, By::District);
    let tornados = PerPollutant::from_fn(|p| engine.tornado(&[], p, at));
    fs::create_dir_all(folder)?;
    for chart in Chart::ALL {
        for pollutant in Pollutant::ALL {
            let (districts, tornado) = (Some(&districts), Some(&tornados[pollutant]));
            let subject =
                Subject { outline: &outline, results: &results, reference: None, districts, tornado };
            for (lang, word) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
                for (theme, shade) in [(Theme::Light, ""), (Theme::Dark, "-dark")] {
                    let (width, height) = SIZE;
                    let at = results.at;
                    let view = View { pollutant, lang, theme, at, width, height, standalone: true };
                    let about = match chart {
                        Chart::Multiples => String::new(),
                        _ => format!("-{}", pollutant.id()),
                    };
                    let file = folder.join(format!("{}{about}-{word}{shade}.svg", chart.id()));
                    fs::write(file, chart::svg(chart, &subject, &view)?)?;
                }
            }
        }
    }
    Ok(())
}
