//! Charts as files: SVG, and PNG of the same picture.

#![expect(clippy::disallowed_methods, reason = "the shell is what writes files")]

use super::Failure;
use clap::ValueEnum;
use jianpai::chart::{self, Chart, Subject, Theme, View};
use jianpai::locale::Lang;
use jianpai::results::{Contributions, Outline, Results};
use jianpai::units::Pollutant;
use resvg::{tiny_skia, usvg};
use std::path::PathBuf;
use std::sync::Arc;

/// Which picture, and where to.
#[derive(clap::Args)]
pub struct Picture {
    /// The chart
    #[arg(long = "chart", value_name = "NAME", value_parser = chart_named)]
    chart: Chart,
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
    /// The file, ending in .svg or .png
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

impl Picture {
    /// Draws the picture and writes the file.
    pub fn write(
        &self,
        outline: &Outline,
        results: &Results,
        districts: &Contributions,
        lang: Lang,
    ) -> Result<(), Failure> {
        let theme = match self.theme {
            ThemeName::Light => Theme::Light,
            ThemeName::Dark => Theme::Dark,
        };
        let ((width, height), at) = (self.size, results.at);
        let view = View { pollutant: self.pollutant, lang, theme, at, width, height, standalone: true };
        let subject = Subject { outline, results, reference: None, districts: Some(districts) };
        let svg =
            chart::svg(self.chart, &subject, &view).map_err(|error| Failure::Command(error.to_string()))?;
        let bytes = match self.output.extension().and_then(|extension| extension.to_str()) {
            Some("svg") => svg.into_bytes(),
            Some("png") => png(&svg, self.scale, lang)?,
            _ => {
                let wanted =
                    lang.pick("图表只能写成 .svg 或 .png 文件", "a chart is written to .svg or .png");
                return Err(Failure::Command(format!("{}: {wanted}", self.output.display())));
            }
        };
        std::fs::write(&self.output, bytes)
            .map_err(|error| Failure::Command(format!("{}: {error}", self.output.display())))
    }
}

/// The picture in pixels, written with the fonts of this machine.
fn png(svg: &str, scale: f32, lang: Lang) -> Result<Vec<u8>, Failure> {
    let refused = |error: &dyn std::fmt::Display| Failure::Command(error.to_string());
    let mut options = usvg::Options::default();
    let fonts = Arc::make_mut(&mut options.fontdb);
    fonts.load_system_fonts();
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| refused(&error))?;
    if let Some(missing) = unwritten(tree.root()) {
        return Err(Failure::Command(match lang {
            Lang::Zh => format!(
                "本机字体中没有“{missing}”：请安装中文字体（如思源黑体 Noto Sans CJK SC），或改用 .svg"
            ),
            Lang::En => format!(
                "no font of this machine can write “{missing}”: install one for Chinese (such as Noto Sans CJK SC), \
                 or ask for an .svg"
            ),
        }));
    }
    let size =
        tree.size().to_int_size().scale_by(scale).ok_or_else(|| refused(&"the picture is too large"))?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or_else(|| refused(&"the picture is too large"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| refused(&error))
}

/// A piece of the picture's texts that no font at hand has.
fn unwritten(group: &usvg::Group) -> Option<String> {
    group.children().iter().find_map(|node| match node {
        usvg::Node::Group(group) => unwritten(group),
        usvg::Node::Text(text) => {
            let mut glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
            glyphs.find(|glyph| glyph.id.0 == 0).map(|glyph| glyph.text.clone())
        }
        _ => None,
    })
}

fn chart_named(name: &str) -> Result<Chart, String> {
    Chart::from_id(name).ok_or_else(|| {
        let known: Vec<_> = Chart::ALL.iter().map(|chart| chart.id()).collect();
        format!("there are {}", known.join(", "))
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
