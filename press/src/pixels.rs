//! Pictures as pixels.

use crate::digest;
use crate::record::{KEYWORD, Record};
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use resvg::{tiny_skia, usvg};
use std::io::Cursor;

/// Pixels that a picture may have.
pub const MOST_PIXELS: f64 = 64e6;
/// CSS pixels a metre: 96 an inch.
const PER_METRE: f64 = 96.0 / 0.0254;

/// `svg`, whose words are outlines, in pixels, `scale` of them a CSS pixel, with a record of what it was drawn from.
///
/// # Errors
/// In words, where it is no picture or too large a one.
pub fn png(svg: &str, scale: f32, record: Option<&Record>) -> Result<Vec<u8>, String> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|error| error.to_string())?;
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    if !(width >= 1.0 && height >= 1.0 && f64::from(width) * f64::from(height) <= MOST_PIXELS) {
        return Err(format!("{width:.0} x {height:.0} pixels"));
    }
    let mut map = tiny_skia::Pixmap::new(width.round() as u32, height.round() as u32)
        .ok_or_else(|| format!("{width:.0} x {height:.0} pixels"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    let pixels: Vec<u8> = map
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        })
        .collect();
    let record = record.map(|record| Record { drawing: hash(&pixels, map.width()), ..record.clone() });
    let title = title(svg);
    encode(&pixels, (map.width(), map.height()), scale, &title, record.as_ref()).map_err(|e| e.to_string())
}

/// Hash of pixels of red, green, blue and opacity, in rows of `width`.
fn hash(pixels: &[u8], width: u32) -> String {
    digest::of_bytes(&[&width.to_le_bytes(), pixels].concat())
}

fn encode(
    pixels: &[u8],
    (width, height): (u32, u32),
    scale: f32,
    [title, description]: &[String; 2],
    record: Option<&Record>,
) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    let opaque = pixels.chunks_exact(4).all(|pixel| pixel[3] == 255);
    encoder.set_color(if opaque { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    let per_metre = (PER_METRE * f64::from(scale)).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    encoder.add_itxt_chunk("Title".to_owned(), title.clone())?;
    encoder.add_itxt_chunk("Description".to_owned(), description.clone())?;
    if let Some(record) = record {
        encoder.add_itxt_chunk(KEYWORD.to_owned(), record.json())?;
    }
    let mut writer = encoder.write_header()?;
    if opaque {
        let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        writer.write_image_data(&rgb)?;
    } else {
        writer.write_image_data(pixels)?;
    }
    writer.finish()?;
    Ok(bytes)
}

/// Title and description of an SVG document.
fn title(svg: &str) -> [String; 2] {
    let document = roxmltree::Document::parse(svg).ok();
    ["title", "desc"].map(|name| {
        let found = document.as_ref().and_then(|document| {
            document.descendants().find(|node| node.has_tag_name((crate::record::SVG, name)))
        });
        found.and_then(|node| node.text()).unwrap_or_default().to_owned()
    })
}

/// What a PNG tells: the record's text, if there is one, and the hash of its pixels.
pub fn told(bytes: &[u8]) -> Result<(Option<String>, String), png::DecodingError> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == KEYWORD);
    let text = chunk.and_then(|chunk| chunk.get_text().ok());
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or(0)];
    let frame = reader.next_frame(&mut pixels)?;
    pixels.truncate(frame.buffer_size());
    if frame.color_type == ColorType::Rgb {
        pixels = pixels.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
    }
    Ok((text, hash(&pixels, frame.width)))
}
