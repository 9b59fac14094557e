//! The parts of a workbook, a ZIP of XML texts, for what calamine does not tell.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// No more of an unpacked part is looked at: bytes.
const MOST_BYTES: u64 = 512 << 20;

/// A workbook's parts.
pub struct Parts<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Parts<'a> {
    /// Of the file `bytes`, if it is a ZIP.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        ZipArchive::new(Cursor::new(bytes)).ok().map(Self)
    }

    /// The text of the part `name`, if there is one.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let mut text = String::new();
        self.0.by_name(name).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
        Some(text)
    }
}

/// What stands in `xml`, up to where it is none.
pub fn events(xml: &str) -> impl Iterator<Item = Event<'_>> {
    let mut reader = Reader::from_str(xml);
    std::iter::from_fn(move || reader.read_event().ok().filter(|event| !matches!(event, Event::Eof)))
}

/// The elements of `xml` that are called `name`.
pub fn elements<'x>(xml: &'x str, name: &'x str) -> impl Iterator<Item = BytesStart<'x>> {
    events(xml).filter_map(move |event| match event {
        Event::Start(element) | Event::Empty(element) if element.name().as_ref() == name => Some(element),
        _ => None,
    })
}

/// The value of an element's attribute.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// A whole number that an attribute gives.
pub fn number(element: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(element, name)?.parse().ok()
}
