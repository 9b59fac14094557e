//! Drawing on a canvas of the page.

use crate::chart::surface::{Face, Ink, Pen, TextAlign};
use crate::chart::theme::fonts;
use crate::locale::Lang;
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

/// A pen on a canvas.
#[derive(Debug)]
pub struct CanvasPen {
    context: CanvasRenderingContext2d,
    fonts: &'static str,
    /// Size and weight the context's font has: setting it costs more than a text.
    font: Option<(f64, bool)>,
}

impl CanvasPen {
    /// A pen on `context`, `scale` device pixels a CSS pixel, for words in `lang`; wipes what was there.
    pub fn new(
        context: CanvasRenderingContext2d,
        width: f64,
        height: f64,
        scale: f64,
        lang: Lang,
    ) -> Result<Self, JsValue> {
        context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)?;
        context.clear_rect(0.0, 0.0, width, height);
        context.set_line_join("round");
        Ok(Self { context, fonts: fonts(lang), font: None })
    }

    fn trace(&self, points: &[(f64, f64)]) {
        self.context.begin_path();
        for (i, (x, y)) in points.iter().enumerate() {
            if i == 0 {
                self.context.move_to(*x, *y);
            } else {
                self.context.line_to(*x, *y);
            }
        }
    }

    fn set_font(&mut self, face: Face) {
        let wanted = Some((face.size, face.bold));
        if self.font != wanted {
            let weight = if face.bold { 600 } else { 400 };
            self.context.set_font(&format!("{weight} {}px {}", face.size, self.fonts));
            self.font = wanted;
        }
    }
}

fn css(ink: Ink) -> String {
    let (red, green, blue) = ink.rgb;
    format!("rgba({red},{green},{blue},{})", ink.opacity)
}

impl Pen for CanvasPen {
    fn line(&mut self, points: &[(f64, f64)], ink: Ink, width: f64) {
        self.trace(points);
        self.context.set_stroke_style_str(&css(ink));
        self.context.set_line_width(width);
        self.context.stroke();
    }

    fn area(&mut self, points: &[(f64, f64)], ink: Ink) {
        self.trace(points);
        self.context.close_path();
        self.context.set_fill_style_str(&css(ink));
        self.context.fill();
    }

    fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: Ink, outline: Option<(Ink, f64)>) {
        self.context.begin_path();
        // A canvas refuses only a negative radius.
        let _ = self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
        self.context.set_fill_style_str(&css(fill));
        self.context.fill();
        if let Some((ink, width)) = outline {
            self.context.set_stroke_style_str(&css(ink));
            self.context.set_line_width(width);
            self.context.stroke();
        }
    }

    fn text(&mut self, text: &str, (x, y): (f64, f64), align: TextAlign, face: Face) {
        self.set_font(face);
        self.context.set_text_align(match align {
            TextAlign::Start => "left",
            TextAlign::Middle => "center",
            TextAlign::End => "right",
        });
        if let Some(halo) = face.halo {
            self.context.set_stroke_style_str(&css(halo));
            self.context.set_line_width(3.0);
            let _ = self.context.stroke_text(text, x, y);
        }
        self.context.set_fill_style_str(&css(face.ink));
        let _ = self.context.fill_text(text, x, y);
    }

    fn text_width(&mut self, text: &str, face: Face) -> f64 {
        self.set_font(face);
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }
}
