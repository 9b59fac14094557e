//! Charts as files: SVG, and PNG of the same picture.

use super::Failure;
use super::study::Study;
use super::written::{make_folder, refused, tell, write, write_silently};
use clap::ValueEnum;
use jianpai::chart::{Chart, Theme, View};
use jianpai::locale::Lang;
use jianpai::units::Pollutant;
use jianpai_press::{png, with_record};
use std::path::{Path, PathBuf};

/// Which picture, and where to.
#[derive(clap::Args)]
pub struct Picture {
    /// The chart, or `all` of them
    #[arg(long = "chart", value_name = "NAME", value_parser = charts_named)]
    charts: Charts,
    /// The pollutant
    #[arg(long, default_value = "nox", value_parser = pollutant_named)]
    pollutant: Pollutant,
    /// Width and height, CSS pixels
    #[arg(long, value_name = "WxH", default_value = "960x540", value_parser = size)]
    size: (f64, f64),
    /// Pixels of a PNG to a CSS pixel, 1 to 4
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    /// Light or dark
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
    /// Leave a scenario of your own out of the picture; it can't be opened from it then
    #[arg(long)]
    without_ledger: bool,
    /// The file, ending in .svg or .png; with `all` a folder, which gets both of each
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// The charts asked for.
#[derive(Clone)]
enum Charts {
    One(Chart),
    All,
}

#[derive(Clone, Copy, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

impl Picture {
    /// Draws the picture and writes the file, or all of them.
    pub fn write(&self, study: &Study, lang: Lang) -> Result<(), Failure> {
        let theme = match self.theme {
            ThemeName::Light => Theme::Light,
            ThemeName::Dark => Theme::Dark,
        };
        let ((width, height), at) = (self.size, study.results.at);
        let view = View { pollutant: self.pollutant, lang, theme, at, width, height, standalone: true };
        let carry = !self.without_ledger;
        let Charts::One(chart) = self.charts else {
            make_folder(&self.output)?;
            for chart in Chart::ALL {
                write_both(study, chart, &view, (self.scale, carry), &self.output)?;
            }
            tell(&self.output, lang);
            return Ok(());
        };
        let bytes = |wanted: Wanted| bytes(study, chart, &view, (self.scale, carry), wanted);
        let bytes = match self.output.extension().and_then(|extension| extension.to_str()) {
            Some("svg") => bytes(Wanted::Svg)?,
            Some("png") => bytes(Wanted::Png)?,
            _ => {
                let wanted =
                    lang.pick("图表只能写成 .svg 或 .png 文件", "a chart is written to .svg or .png");
                return Err(refused(&self.output, &wanted));
            }
        };
        write(&self.output, &bytes, lang)
    }
}

/// The file of `chart` in a folder, without its ending.
pub fn stem(chart: Chart, view: &View) -> String {
    if chart.of_one_pollutant() {
        format!("{}-{}", chart.id(), view.pollutant.id())
    } else {
        chart.id().to_owned()
    }
}

/// Writes `chart` to `folder` as SVG and as PNG; `as_files`: pixels of the PNG to a CSS pixel, whether own files travel
/// with it. Returns the SVG.
pub fn write_both(
    study: &Study,
    chart: Chart,
    view: &View,
    as_files: (f32, bool),
    folder: &Path,
) -> Result<String, Failure> {
    let stem = stem(chart, view);
    let write = |wanted, ending| {
        let bytes = bytes(study, chart, view, as_files, wanted)?;
        write_silently(&folder.join(format!("{stem}.{ending}")), &bytes)?;
        Ok::<_, Failure>(bytes)
    };
    write(Wanted::Png, "png")?;
    Ok(String::from_utf8_lossy(&write(Wanted::Svg, "svg")?).into_owned())
}

#[derive(Clone, Copy)]
enum Wanted {
    Svg,
    Png,
}

fn bytes(
    study: &Study,
    chart: Chart,
    view: &View,
    (scale, carry): (f32, bool),
    wanted: Wanted,
) -> Result<Vec<u8>, Failure> {
    let (outlined, record) = study.picture(chart, view, carry)?;
    if !outlined.missing.is_empty() {
        let missing = &outlined.missing;
        match view.lang {
            Lang::Zh => {
                anstream::eprintln!("注意：内置字体没有“{missing}”，显示图片的电脑须有含这些字的字体");
            }
            Lang::En => anstream::eprintln!(
                "note: the fonts that come with this program lack “{missing}”; they show where a font has them"
            ),
        }
    }
    match wanted {
        Wanted::Svg => Ok(with_record(&outlined.svg, &record).into_bytes()),
        Wanted::Png => png(&outlined.svg, scale, Some(&record)).map_err(|error| {
            let wanted = view.lang.pick("图片过大或无法绘制", "the picture is too large, or can't be drawn");
            Failure::Command(format!("{wanted}: {error}"))
        }),
    }
}

fn charts_named(name: &str) -> Result<Charts, String> {
    let all = || (name == "all").then_some(Charts::All);
    Chart::from_id(name).map(Charts::One).or_else(all).ok_or_else(|| {
        let known: Vec<_> = Chart::ALL.iter().map(|chart| chart.id()).collect();
        format!("there are {}, all", known.join(", "))
    })
}

fn pollutant_named(name: &str) -> Result<Pollutant, String> {
    Pollutant::from_id(name).ok_or_else(|| {
        let known: Vec<_> = Pollutant::ALL.iter().map(|p| p.id()).collect();
        format!("there are {}", known.join(", "))
    })
}

fn size(text: &str) -> Result<(f64, f64), String> {
    let within = |text: &str| text.parse().ok().filter(|size| (120.0..=8000.0).contains(size));
    let size = text.split_once(['x', 'X', '×']).and_then(|(w, h)| Some((within(w)?, within(h)?)));
    size.ok_or_else(|| "width and height from 120 to 8000, such as 960x540".to_owned())
}

fn scale(text: &str) -> Result<f32, String> {
    let scale = text.parse().ok().filter(|scale| (1.0..=4.0).contains(scale));
    scale.ok_or_else(|| "a number from 1 to 4".to_owned())
}
