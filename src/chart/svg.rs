//! Drawing as SVG text.

use crate::chart::advances::ADVANCES;
use crate::chart::surface::{Face, Ink, Pen, TextAlign};
use crate::chart::theme::fonts;
use crate::locale::Lang;
use std::fmt::Write;

/// A pen that writes SVG.
#[derive(Clone, Debug, PartialEq)]
pub struct SvgPen {
    body: String,
    width: f64,
    height: f64,
    lang: Lang,
}

impl SvgPen {
    /// A picture of `width` by `height` CSS pixels with words in `lang`.
    pub fn new(width: f64, height: f64, lang: Lang) -> Self {
        Self { body: String::new(), width, height, lang }
    }

    /// The complete SVG document, with what it shows for those who can't see it.
    pub fn finish(self, title: &str, description: &str) -> String {
        let Self { body, width, height, lang } = self;
        let (title, description) = (escape(title), escape(description));
        let (width, height) = (number(width), number(height));
        // Without its language a Chinese text gets Japanese forms of characters on some systems.
        let tag = lang.pick("zh-CN", "en");
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{tag}\" lang=\"{tag}\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{}\">\n\
             <title>{title}</title>\n<desc>{description}</desc>\n{body}</svg>\n",
            fonts(lang).replace('"', "'")
        )
    }
}

impl Pen for SvgPen {
    fn line(&mut self, points: &[(f64, f64)], ink: Ink, width: f64) {
        let _ = writeln!(
            self.body,
            "<polyline points=\"{}\" fill=\"none\" {} stroke-width=\"{}\" stroke-linejoin=\"round\"/>",
            coordinates(points),
            paint("stroke", ink),
            number(width)
        );
    }

    fn area(&mut self, points: &[(f64, f64)], ink: Ink) {
        let _ = writeln!(self.body, "<polygon points=\"{}\" {}/>", coordinates(points), paint("fill", ink));
    }

    fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: Ink, outline: Option<(Ink, f64)>) {
        let outline = outline
            .map(|(ink, width)| format!(" {} stroke-width=\"{}\"", paint("stroke", ink), number(width)))
            .unwrap_or_default();
        let _ = writeln!(
            self.body,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}{outline}/>",
            number(x),
            number(y),
            number(radius),
            paint("fill", fill)
        );
    }

    fn text(&mut self, text: &str, (x, y): (f64, f64), align: TextAlign, face: Face) {
        let anchor = match align {
            TextAlign::Start => "",
            TextAlign::Middle => " text-anchor=\"middle\"",
            TextAlign::End => " text-anchor=\"end\"",
        };
        let weight = if face.bold { " font-weight=\"600\"" } else { "" };
        let (x, y, size, text) = (number(x), number(y), number(face.size), escape(text));
        let mut write = |paint: &str| {
            let _ = writeln!(
                self.body,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor} {paint}>{text}</text>"
            );
        };
        // Twice, as not every program that shows SVG knows `paint-order`.
        if let Some(halo) = face.halo {
            write(&format!(
                "aria-hidden=\"true\" {} {} stroke-width=\"3\" stroke-linejoin=\"round\"",
                paint("fill", halo),
                paint("stroke", halo)
            ));
        }
        write(&paint("fill", face.ink));
    }

    fn text_width(&mut self, text: &str, face: Face) -> f64 {
        width(text, face.size, face.bold)
    }
}

/// Width of a text in the fonts that pictures are written with.
///
/// Chinese characters and their punctuation are square.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let em = |c: char| match ADVANCES.binary_search_by_key(&(c as u32), |(code, ..)| u32::from(*code)) {
        Ok(at) => f64::from(if bold { ADVANCES[at].2 } else { ADVANCES[at].1 }) / 1000.0,
        Err(_) if c < '\u{2010}' => 0.6,
        Err(_) => 1.0,
    };
    text.chars().map(em).sum::<f64>() * size
}

/// The attributes that paint `what` (`fill`, `stroke`) in `ink`.
fn paint(what: &str, ink: Ink) -> String {
    let (red, green, blue) = ink.rgb;
    let opacity = match ink.opacity {
        opacity if opacity < 1.0 => format!(" {what}-opacity=\"{}\"", number(opacity)),
        _ => String::new(),
    };
    format!("{what}=\"#{red:02x}{green:02x}{blue:02x}\"{opacity}")
}

/// A number with at most two decimals: a hundredth of a pixel is finer than the surface.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn coordinates(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

fn escape(text: &str) -> String {
    let legal = |c: &char| !c.is_control() || matches!(c, '\t' | '\n');
    let text: String = text.chars().filter(legal).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
