//! Words as outlines.

use crate::letters::{Letters, Path};
use roxmltree::{Document, Node};
use std::fmt::Write;

/// Attributes that say where words stand and how: an outline needs none of them.
const OF_WORDS: [&str; 5] = ["x", "y", "font-size", "font-weight", "text-anchor"];

/// A picture whose words are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlined {
    /// The SVG document.
    pub svg: String,
    /// Characters that the fonts lack, each once: they are words still, and need a font where the picture is shown.
    pub missing: String,
}

/// `svg` with the outlines of `letters` in place of its `<text>` elements.
///
/// Each becomes one `<path>` that keeps its paint, and its words as a label.
///
/// # Errors
/// Where `svg` is no XML.
pub fn outlined(svg: &str, letters: &Letters<'_>) -> Result<Outlined, roxmltree::Error> {
    let document = Document::parse(svg)?;
    let mut drawn = String::with_capacity(svg.len() * 4);
    let (mut missing, mut taken) = (String::new(), 0);
    for node in document.descendants().filter(|node| node.has_tag_name((crate::record::SVG, "text"))) {
        if let Some(outline) = outline(node, letters, &mut missing) {
            let range = node.range();
            drawn.push_str(&svg[taken..range.start]);
            drawn.push_str(&outline);
            taken = range.end;
        }
    }
    drawn.push_str(&svg[taken..]);
    Ok(Outlined { svg: drawn, missing })
}

fn outline(node: Node<'_, '_>, letters: &Letters<'_>, missing: &mut String) -> Option<String> {
    let number = |name: &str| node.attribute(name)?.parse::<f64>().ok();
    let (left, y, size) = (number("x")?, number("y")?, number("font-size")?);
    let bold = node.attribute("font-weight").is_some_and(|weight| weight != "400" && weight != "normal");
    let text = node.text().unwrap_or_default();
    let width: f64 = text.chars().map(|c| letters.advance(c, bold) * size).sum();
    let mut x = match node.attribute("text-anchor") {
        Some("middle") => left - width / 2.0,
        Some("end") => left - width,
        _ => left,
    };
    let mut paint = String::new();
    for attribute in node.attributes().filter(|attribute| !OF_WORDS.contains(&attribute.name())) {
        let _ = write!(paint, " {}=\"{}\"", attribute.name(), escaped(attribute.value()));
    }
    let (mut path, mut strangers) = (Path::default(), String::new());
    for c in text.chars() {
        if letters.has(c, bold) {
            letters.draw(c, bold, size, (x, y), &mut path);
        } else {
            if !missing.contains(c) {
                missing.push(c);
            }
            let weight = if bold { " font-weight=\"600\"" } else { "" };
            let c = escaped(&c.to_string());
            let _ = write!(
                strangers,
                "<text x=\"{x:.2}\" y=\"{y}\" font-size=\"{size}\"{weight}{paint}>{c}</text>"
            );
        }
        x += letters.advance(c, bold) * size;
    }
    Some(format!("<path d=\"{}\" aria-label=\"{}\"{paint}/>{strangers}", path.data, escaped(text)))
}

/// `text` as XML writes it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
