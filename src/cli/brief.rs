//! The whole set for a briefing: pictures, paragraph, figures, and one page with all of it.

use super::study::Study;
use super::written::{make_folder, write_silently};
use super::{Failure, brief_page, chart, contributions, json, output};
use jianpai::analysis::By;
use jianpai::chart::{Chart, Theme, View};
use jianpai::locale::Lang;
use jianpai::notice;
use jianpai::units::Pollutant;
use jianpai::workbook;
use std::path::{Path, PathBuf};

/// Pixels of the pictures to a CSS pixel.
const SCALE: f32 = 2.0;
/// Their size, CSS pixels.
const SIZE: (f64, f64) = (960.0, 540.0);

/// What is written, and where to.
#[derive(clap::Args)]
pub struct Set {
    /// Leave a scenario of your own out of the pictures; it can't be opened from them then
    #[arg(long)]
    without_ledger: bool,
    /// The folder, made if it is not there
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
}

/// A picture of the page: its chart, its pollutant where it is of one, and its SVG document.
pub struct Drawn {
    /// The chart.
    pub chart: Chart,
    /// The pollutant.
    pub pollutant: Pollutant,
    /// Without a record of what it was drawn from: its file has one.
    pub svg: String,
}

impl Set {
    /// Writes the set.
    pub fn write(&self, study: &mut Study, lang: Lang) -> Result<(), Failure> {
        let folder = &self.output;
        let pictures = folder.join("pictures");
        make_folder(&pictures)?;
        let mut drawn = Vec::new();
        for (chart, pollutant) in charts(study) {
            let (width, height) = SIZE;
            let at = study.results.at;
            let view = View { pollutant, lang, theme: Theme::Light, at, width, height, standalone: true };
            chart::write_both(study, chart, &view, (SCALE, !self.without_ledger), &pictures)?;
            let svg = study.picture(chart, &view, false)?.0.svg;
            drawn.push(Drawn { chart, pollutant, svg });
        }
        let paragraph = notice::paragraph(&study.outline, &study.results, &study.moved(), lang);
        // Notepad on older Windows takes text without a mark for GBK, and so does Excel with CSV.
        write(folder, "paragraph.txt", format!("\u{feff}{paragraph}\n").as_bytes())?;
        let mut bytes = Vec::new();
        json(&mut bytes, &study.results)?;
        write(folder, "results.json", &bytes)?;
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        output::csv(&mut bytes, &study.results)?;
        write(folder, "results.csv", &bytes)?;
        for (by, name) in [(By::Measure, "measures"), (By::Project, "projects"), (By::District, "districts")]
        {
            let found = study.contributions(by);
            let mut bytes = "\u{feff}".as_bytes().to_vec();
            contributions::csv(&mut bytes, &found)?;
            write(folder, &format!("{name}.csv"), &bytes)?;
        }
        let workbook = workbook::report(&study.report()?, lang).map_err(Failure::Command)?;
        write(folder, "results.xlsx", &workbook)?;
        let page = brief_page::page(study, &paragraph, &drawn, lang);
        write(folder, "brief.html", page.as_bytes())?;
        let (files, folder) = (drawn.len() * 2 + 8, folder.display());
        match lang {
            Lang::Zh => anstream::eprintln!("{folder}：{files} 个文件，打开 brief.html 可看全部"),
            Lang::En => anstream::eprintln!("{folder}: {files} files; brief.html shows all of it"),
        }
        Ok(())
    }
}

/// All charts, each of one pollutant for every pollutant that has something to show.
fn charts(study: &Study) -> Vec<(Chart, Pollutant)> {
    let has = |p: &Pollutant| {
        let series = &study.results.pollutants[*p];
        series.target_t.is_some() || series.no_action_t_per_year.iter().any(|t| *t != 0.0)
    };
    let pollutants: Vec<_> = Pollutant::ALL.into_iter().filter(has).collect();
    let (of_one, of_all): (Vec<_>, Vec<_>) =
        Chart::ALL.into_iter().partition(|chart| chart.of_one_pollutant());
    let of_all = of_all.into_iter().map(|chart| (chart, Pollutant::Nox));
    let of_one = pollutants.into_iter().flat_map(|p| of_one.iter().map(move |chart| (*chart, p)));
    of_all.chain(of_one).collect()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    write_silently(&folder.join(name), bytes)
}
