//! The letters that words are drawn with.

use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Width of a character that the fonts lack, shares of the font's size: Chinese ones are square.
const STRANGE: (f64, f64) = (0.57, 1.0);
/// Size of a raised or lowered digit, and how far its baseline is raised or lowered.
const SMALL: (f64, f64, f64) = (0.6, 0.36, -0.16);

/// Two fonts, regular and bold.
pub struct Letters<'a> {
    regular: Face<'a>,
    bold: Face<'a>,
}

/// A character as it is drawn: glyph, size, how far it is raised.
#[derive(Clone, Copy)]
struct Glyph {
    id: GlyphId,
    size: f64,
    raised: f64,
}

impl<'a> Letters<'a> {
    /// The letters of two font files.
    ///
    /// # Errors
    /// Where one of them is no font.
    pub fn new(regular: &'a [u8], bold: &'a [u8]) -> Result<Self, ttf_parser::FaceParsingError> {
        Ok(Self { regular: Face::parse(regular, 0)?, bold: Face::parse(bold, 0)? })
    }

    fn face(&self, bold: bool) -> &Face<'a> {
        if bold { &self.bold } else { &self.regular }
    }

    fn glyph(&self, c: char, bold: bool) -> Option<Glyph> {
        let face = self.face(bold);
        let whole = face.glyph_index(c).map(|id| Glyph { id, size: 1.0, raised: 0.0 });
        let (size, up, down) = SMALL;
        whole.or_else(|| {
            let (first, raised) = match c {
                '\u{2070}' | '\u{2074}'..='\u{2079}' => ('\u{2070}', up),
                '\u{2080}'..='\u{2089}' => ('\u{2080}', down),
                _ => return None,
            };
            let digit = char::from_digit(c as u32 - first as u32, 10)?;
            Some(Glyph { id: face.glyph_index(digit)?, size, raised })
        })
    }

    /// Whether there is such a letter.
    pub fn has(&self, c: char, bold: bool) -> bool {
        self.glyph(c, bold).is_some()
    }

    /// Its width, shares of the font's size.
    pub fn advance(&self, c: char, bold: bool) -> f64 {
        let face = self.face(bold);
        let of = |glyph: Glyph| {
            let units = f64::from(face.glyph_hor_advance(glyph.id).unwrap_or(0));
            units / f64::from(face.units_per_em()) * glyph.size
        };
        let strange = if c < '\u{2e80}' { STRANGE.0 } else { STRANGE.1 };
        self.glyph(c, bold).map_or(strange, of)
    }

    /// Draws a letter of `size` CSS pixels whose baseline begins at `at`; a strange one draws nothing.
    pub fn draw(&self, c: char, bold: bool, size: f64, (x, y): (f64, f64), path: &mut Path) {
        let Some(glyph) = self.glyph(c, bold) else { return };
        let face = self.face(bold);
        let scale = size * glyph.size / f64::from(face.units_per_em());
        face.outline_glyph(glyph.id, &mut Placed { path, scale, x, y: y - glyph.raised * size });
    }
}

/// Path data, in hundredths of a CSS pixel, each point from the one before: short, and without drift.
#[derive(Default)]
pub struct Path {
    /// The data so far.
    pub data: String,
    at: (i64, i64),
    begun: (i64, i64),
}

impl Path {
    fn point(&mut self, (x, y): (i64, i64)) {
        for value in [x - self.at.0, y - self.at.1] {
            let (sign, hundredths) = (if value < 0 { "-" } else { "" }, value.unsigned_abs());
            let (whole, rest) = (hundredths / 100, hundredths % 100);
            let needs_gap = self.data.ends_with(|c: char| c.is_ascii_digit()) && value >= 0;
            self.data.push_str(if needs_gap { " " } else { sign });
            if whole > 0 || rest == 0 {
                self.data.push_str(&whole.to_string());
            }
            if rest > 0 {
                let digits = format!(".{rest:02}");
                self.data.push_str(digits.trim_end_matches('0'));
            }
        }
    }

    /// A command with its points, the last of which is where the next begins.
    fn command(&mut self, letter: char, points: &[(i64, i64)]) {
        self.data.push(letter);
        for point in points {
            self.point(*point);
        }
        self.at = points.last().copied().unwrap_or(self.at);
    }
}

/// Puts a letter at its place.
struct Placed<'p> {
    path: &'p mut Path,
    scale: f64,
    x: f64,
    y: f64,
}

impl Placed<'_> {
    fn at(&self, x: f32, y: f32) -> (i64, i64) {
        let place = |start: f64, units: f64| ((start + units * self.scale) * 100.0).round() as i64;
        (place(self.x, f64::from(x)), place(self.y, -f64::from(y)))
    }
}

impl OutlineBuilder for Placed<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        if self.path.data.is_empty() {
            self.path.command('M', &[to]);
        } else {
            self.path.command('m', &[to]);
        }
        self.path.begun = to;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.path.command('l', &[to]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let points = [self.at(x1, y1), self.at(x, y)];
        self.path.command('q', &points);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let points = [self.at(x1, y1), self.at(x2, y2), self.at(x, y)];
        self.path.command('c', &points);
    }

    fn close(&mut self) {
        self.path.command('z', &[]);
        self.path.at = self.path.begun;
    }
}
