//! What a picture was drawn from, inside the picture.

use crate::words::Text;
use crate::{digest, pack, pixels};
use roxmltree::Document;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The namespace of SVG.
pub const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of the record in an SVG's metadata.
const NAMESPACE: &str = "urn:jianpai:picture";
/// The keyword of the record in a PNG.
pub const KEYWORD: &str = "jianpai";
/// The form of records that this program writes; it reads no later one.
const FORM: u32 = 1;

/// What a picture was drawn from. It is written as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The form of the record.
    pub jianpai: u32,
    /// Version of the program that drew it.
    pub version: String,
    /// The scenario.
    pub scenario: Scenario,
    /// The levers that were moved, with the keys of `[[lever]]`.
    pub levers: Vec<Value>,
    /// Chart, pollutant, language, theme, size.
    pub picture: BTreeMap<String, Value>,
    /// The month of its figures.
    pub at: String,
    /// Hash of the run's results, draws apart.
    pub results: String,
    /// What draws said, if there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chances: Option<Chances>,
    /// The main figures, by pollutant.
    pub figures: BTreeMap<String, Headline>,
    /// Characters that are not outlined.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub missing: String,
    /// Hash of what is drawn: of an SVG's text without its record, or of pixels.
    pub drawing: String,
}

/// A scenario and its files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its file.
    pub file: String,
    /// Whether it is one of the reader's own, which no site has.
    pub own: bool,
    /// Whether its ledger is an example.
    pub illustrative: bool,
    /// The hashes of its files.
    #[serde(default)]
    pub hashes: BTreeMap<String, String>,
    /// The files themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<String>,
}

/// What draws said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chances {
    /// How many.
    pub draws: u64,
    /// Their seed.
    pub seed: u64,
    /// Chance that all pollutants are on schedule at the plan's end.
    pub all: f64,
    /// Hash of all they said.
    pub hash: String,
}

/// The main figures of a pollutant, t.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Headline {
    /// Counted reduction by the month in view.
    pub counted_t: f64,
    /// Counted reduction by the plan's end.
    pub at_the_end_t: f64,
    /// What the schedule asks for by the month in view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_t: Option<f64>,
    /// The target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_t: Option<f64>,
}

/// What a record is made of: the shells hand it over in the documented shapes.
#[derive(Clone, Debug, Deserialize)]
pub struct About {
    /// The scenario, without hashes and files.
    pub scenario: Scenario,
    /// The levers that were moved.
    pub levers: Vec<Value>,
    /// Chart, pollutant, language, theme, size.
    pub picture: BTreeMap<String, Value>,
    /// The documented results.
    pub results: Value,
}

/// Of the documented results, what a record tells.
#[derive(Deserialize)]
struct Told {
    months: Vec<String>,
    at: String,
    pollutants: BTreeMap<String, Series>,
    uncertainty: Option<Uncertainty>,
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the documented names")]
struct Series {
    reduction_t: Vec<f64>,
    schedule_t: Option<Vec<f64>>,
    target_t: Option<f64>,
}

#[derive(Deserialize)]
struct Uncertainty {
    draws: u64,
    seed: u64,
    all_on_schedule: f64,
}

/// What results have for some pictures only, or tell in words: no part of the hash.
const NOT_HASHED: [&str; 2] = ["uncertainty", "warnings"];
const NOT_HASHED_OF_POLLUTANTS: [&str; 2] = ["by_source_t_per_year", "attribution_by_month_t"];

impl Record {
    /// The record of a picture of `about`, drawn from `files`; `carry` puts the files themselves into it.
    ///
    /// # Errors
    /// Where the results have another shape than the documented one.
    pub fn new(
        about: About,
        files: &BTreeMap<String, Vec<u8>>,
        carry: bool,
    ) -> Result<Self, serde_json::Error> {
        let About { mut scenario, levers, picture, mut results } = about;
        let told: Told = serde_json::from_value(results.clone())?;
        let at = told.months.iter().position(|month| *month == told.at).unwrap_or(0);
        let chances = told.uncertainty.map(|Uncertainty { draws, seed, all_on_schedule }| Chances {
            draws,
            seed,
            all: all_on_schedule,
            hash: digest::of_value(&results["uncertainty"]),
        });
        leave_out(&mut results, &NOT_HASHED);
        if let Some(pollutants) = results.get_mut("pollutants").and_then(Value::as_object_mut) {
            for one in pollutants.values_mut() {
                leave_out(one, &NOT_HASHED_OF_POLLUTANTS);
            }
        }
        let figures = told.pollutants.into_iter().map(|(id, series)| {
            let Series { reduction_t, schedule_t, target_t } = series;
            let counted_t = reduction_t.get(at).copied().unwrap_or(f64::NAN);
            let at_the_end_t = reduction_t.last().copied().unwrap_or(f64::NAN);
            let due_t = schedule_t.and_then(|schedule| schedule.get(at).copied());
            (id, Headline { counted_t, at_the_end_t, due_t, target_t })
        });
        scenario.hashes = files.iter().map(|(name, bytes)| (name.clone(), digest::of_bytes(bytes))).collect();
        scenario.files = carry.then(|| pack::packed(files));
        Ok(Self {
            jianpai: FORM,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario,
            levers: levers.into_iter().map(plain).collect(),
            picture: picture.into_iter().map(|(key, value)| (key, plain(value))).collect(),
            at: told.at,
            results: digest::of_value(&results),
            chances,
            figures: figures.collect(),
            missing: String::new(),
            drawing: String::new(),
        })
    }

    /// The scenario's files, where the record carries them.
    ///
    /// # Errors
    /// Where they are damaged: what was carried is not what was hashed.
    pub fn files(&self) -> Result<Option<BTreeMap<String, Vec<u8>>>, Unreadable> {
        let Some(packed) = &self.scenario.files else { return Ok(None) };
        let files = pack::unpacked(packed).ok_or(Unreadable::Damaged)?;
        let hashes = files.iter().map(|(name, bytes)| (name.clone(), digest::of_bytes(bytes)));
        if hashes.collect::<BTreeMap<_, _>>() == self.scenario.hashes {
            Ok(Some(files))
        } else {
            Err(Unreadable::Damaged)
        }
    }

    /// The record as it stands in pictures.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn leave_out(value: &mut Value, keys: &[&str]) {
    if let Some(map) = value.as_object_mut() {
        map.retain(|key, _| !keys.contains(&key.as_str()));
    }
}

/// A whole number without a point: so JavaScript writes it.
fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(value) if value.abs() < 9e15 && value.fract() == 0.0 => Value::from(value as i64),
            _ => Value::Number(number),
        },
        Value::Array(values) => Value::Array(values.into_iter().map(plain).collect()),
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key, plain(value)))
                .collect(),
        ),
        other => other,
    }
}

/// `svg` with `record` in its metadata, after its description.
pub fn with_record(svg: &str, record: &Record) -> String {
    let record = Record { drawing: digest::of_bytes(svg.as_bytes()), ..record.clone() };
    let metadata = format!(
        "<metadata><record xmlns=\"{NAMESPACE}\">{}</record></metadata>\n",
        record.json().replace('&', "&amp;").replace('<', "&lt;")
    );
    let end = "</desc>\n";
    let at = svg.find(end).map_or(svg.len(), |at| at + end.len());
    [&svg[..at], &metadata, &svg[at..]].concat()
}

/// Why a picture can't be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Neither an SVG nor a PNG.
    NoPicture,
    /// Without a record.
    NoRecord,
    /// A record that can't be read.
    Damaged,
    /// A record of a later program.
    Later,
}

impl Unreadable {
    /// What a reader is told.
    pub fn message(self) -> Text {
        match self {
            Self::NoPicture => Text::new(
                "不是 SVG 或 PNG 图片，或文件已损坏。",
                "This is no SVG or PNG picture, or the file is damaged.",
            ),
            Self::NoRecord => Text::new(
                "图片中没有情景信息：它不是本工具导出的，或者保存、传送时信息被去掉了（如聊天软件压缩、剪贴板粘贴、截图）。请使用导出的原文件。",
                "The picture does not say what it was drawn from: it is not one of ours, or that was lost when it was saved or sent (chat programs, the clipboard and screenshots drop it). Use the file as it was exported.",
            ),
            Self::Damaged => Text::new(
                "图片中的情景信息已损坏，无法打开。请使用导出的原文件。",
                "What the picture says it was drawn from is damaged. Use the file as it was exported.",
            ),
            Self::Later => Text::new(
                "图片由更新版本的程序导出，请用新版本打开。",
                "The picture was made by a later version of the program; open it with that.",
            ),
        }
    }
}

/// The record in an SVG or PNG file, and whether what is drawn is still what it was.
///
/// # Errors
/// Where there is none to be read.
pub fn read(bytes: &[u8]) -> Result<(Record, bool), Unreadable> {
    let (text, drawing) = if bytes.starts_with(b"\x89PNG") {
        pixels::told(bytes).map_err(|_| Unreadable::NoPicture)?
    } else {
        told(std::str::from_utf8(bytes).map_err(|_| Unreadable::NoPicture)?)?
    };
    let value: Value =
        serde_json::from_str(&text.ok_or(Unreadable::NoRecord)?).map_err(|_| Unreadable::Damaged)?;
    if value["jianpai"].as_u64().is_some_and(|form| form > u64::from(FORM)) {
        return Err(Unreadable::Later);
    }
    let record: Record = serde_json::from_value(value).map_err(|_| Unreadable::Damaged)?;
    let intact = record.drawing == drawing;
    Ok((record, intact))
}

/// What an SVG tells: the record's text, if there is one, and the hash of what is drawn.
fn told(svg: &str) -> Result<(Option<String>, String), Unreadable> {
    let document = Document::parse(svg).map_err(|_| Unreadable::NoPicture)?;
    if !document.root_element().has_tag_name((SVG, "svg")) {
        return Err(Unreadable::NoPicture);
    }
    let record = document.descendants().find(|node| node.has_tag_name((NAMESPACE, "record")));
    let metadata = record.and_then(|record| record.parent()).map(|metadata| metadata.range());
    let drawn = metadata.map_or_else(
        || svg.to_owned(),
        |range| {
            [&svg[..range.start], svg[range.end..].strip_prefix('\n').unwrap_or(&svg[range.end..])].concat()
        },
    );
    let text = record.map(|record| record.text().unwrap_or_default().to_owned());
    Ok((text, digest::of_bytes(drawn.as_bytes())))
}
