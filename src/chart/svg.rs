//! Drawing as SVG text.

use crate::chart::surface::{Ink, Pen, TextAlign};
use crate::chart::theme::FONTS;
use std::fmt::Write;

/// A pen that writes SVG.
#[derive(Clone, Debug, PartialEq)]
pub struct SvgPen {
    body: String,
    width: f64,
    height: f64,
}

impl SvgPen {
    /// A picture of `width` by `height` CSS pixels.
    pub fn new(width: f64, height: f64) -> Self {
        Self { body: String::new(), width, height }
    }

    /// The complete SVG document, with what it shows for those who can't see it.
    pub fn finish(self, title: &str, description: &str) -> String {
        let Self { body, width, height } = self;
        let (title, description) = (escape(title), escape(description));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{}\">\n\
             <title>{title}</title>\n<desc>{description}</desc>\n{body}</svg>\n",
            FONTS.replace('"', "'")
        )
    }
}

impl Pen for SvgPen {
    fn line(&mut self, points: &[(f64, f64)], ink: Ink, width: f64) {
        let _ = writeln!(
            self.body,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-opacity=\"{}\" stroke-width=\"{width}\" \
             stroke-linejoin=\"round\"/>",
            coordinates(points),
            colour(ink),
            ink.opacity
        );
    }

    fn area(&mut self, points: &[(f64, f64)], ink: Ink) {
        let _ = writeln!(
            self.body,
            "<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"{}\"/>",
            coordinates(points),
            colour(ink),
            ink.opacity
        );
    }

    fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: Ink, outline: Option<(Ink, f64)>) {
        let outline = outline
            .map(|(ink, width)| format!(" stroke=\"{}\" stroke-width=\"{width}\"", colour(ink)))
            .unwrap_or_default();
        let _ = writeln!(
            self.body,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{}\" fill-opacity=\"{}\"{outline}/>",
            colour(fill),
            fill.opacity
        );
    }

    fn text(&mut self, text: &str, (x, y): (f64, f64), size: f64, bold: bool, ink: Ink, align: TextAlign) {
        let anchor = match align {
            TextAlign::Start => "start",
            TextAlign::Middle => "middle",
            TextAlign::End => "end",
        };
        let weight = if bold { " font-weight=\"600\"" } else { "" };
        let _ = writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight} fill=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            colour(ink),
            escape(text)
        );
    }

    fn text_width(&mut self, text: &str, size: f64, _bold: bool) -> f64 {
        estimated_width(text, size)
    }
}

/// Width of a text without a font at hand: Chinese characters are square, others take a good half.
pub fn estimated_width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if c >= '\u{2e80}' { 1.0 } else { 0.56 }).sum::<f64>() * size
}

fn coordinates(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}

fn colour(ink: Ink) -> String {
    let (red, green, blue) = ink.rgb;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
