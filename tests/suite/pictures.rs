//! Pictures that travel: words as outlines, the same in pixels, and in both what they were drawn from.

use crate::folder::{Folder, repository};
use jianpai::chart::{Chart, Subject, Theme, View, svg};
use jianpai::locale::Lang;
use jianpai::units::Pollutant;
use jianpai::{Engine, Files, Request};
use jianpai_press::{
    About, Letters, Record, Scenario, Text, Unreadable, differences, fonts, outlined, png, read, with_record,
};
use std::collections::BTreeMap;

fn letters() -> Letters<'static> {
    Letters::new(fonts::REGULAR, fonts::BOLD).unwrap()
}

fn words(svg: &str) -> Vec<String> {
    let parts = svg.split("<text ").skip(1);
    parts.map(|part| part.split_once('>').unwrap().1.split_once("</text>").unwrap().0.to_owned()).collect()
}

fn picture(text: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"40\" viewBox=\"0 0 200 40\">\n\
         <title>t</title>\n<desc>d</desc>\n\
         <text x=\"100\" y=\"20\" font-size=\"10\" text-anchor=\"middle\" fill=\"#102030\">{text}</text>\n</svg>\n"
    )
}

/// A record of Wuhan's scenario, moved by `delay` months, with its files where `carry`.
fn record(delay: f64, carry: bool) -> Record {
    let folder = Folder(repository("scenarios"));
    let mut engine = Engine::load(&folder, "wuhan-2024.toml").unwrap();
    let levers = serde_json::json!({ "measure": "cement-ultra-low", "delay_months": delay });
    let input = serde_json::from_value(levers.clone()).unwrap();
    let moved = jianpai::scenario::levers(engine.model(), &[input]).unwrap();
    let mut results = engine.evaluate(&moved, Request::default());
    let part = engine.sample(&moved, 1, 0..100);
    results.uncertainty = Some(engine.summarise(&[part], 1));
    let files = ["wuhan-2024.toml", "wuhan-2024-projects.csv"];
    let files = files.map(|name| (name.to_owned(), folder.read(name).unwrap().into_owned()));
    let scenario = Scenario {
        id: "wuhan-2024".to_owned(),
        name: Text::new("武汉 <&>", "Wuhan <&>"),
        file: "wuhan-2024.toml".to_owned(),
        own: carry,
        illustrative: true,
        hashes: BTreeMap::new(),
        files: None,
    };
    let about = About {
        scenario,
        levers: vec![levers],
        picture: BTreeMap::from([
            ("chart".to_owned(), "progress".into()),
            ("width".to_owned(), 960.0.into()),
        ]),
        results: serde_json::to_value(results).unwrap(),
    };
    Record::new(about, &files.into(), carry).unwrap()
}

#[test]
fn charts_are_laid_out_with_the_fonts_own_widths() {
    let (letters, mut face) = (letters(), Vec::new());
    for c in (' '..='~')
        .chain('\u{a0}'..='\u{b7}')
        .chain('\u{2010}'..='\u{2027}')
        .chain("×−汉减排，（）％".chars())
    {
        for bold in [false, true] {
            if letters.has(c, bold) {
                let width = jianpai::chart::text_width(&c.to_string(), 1000.0, bold);
                face.push((c, width));
                assert!((width - 1000.0 * letters.advance(c, bold)).abs() < 1e-6, "{c:?} bold {bold}");
            }
        }
    }
    assert!(face.len() > 250);
}

#[test]
fn the_fonts_have_every_character_of_scenarios_and_charts() {
    let letters = letters();
    let mut texts = vec![std::fs::read_to_string(repository("kernel/src/locale/charts.rs")).unwrap()];
    for entry in std::fs::read_dir(repository("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml" || e == "csv") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
    texts.push("硚口区 新洲区 黄陂区 蔡甸区 NOx PM₂.₅ m³ CO₂ αβμ ‰ ≥ ≤ ① （一） “十四五” ——…".to_owned());
    for bold in [false, true] {
        let all = texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_control());
        let missing: String = all.filter(|c| !letters.has(*c, bold)).collect();
        assert_eq!(missing, "", "again: press/fonts/subset.py");
    }
}

#[test]
fn words_become_outlines_and_keep_their_paint_and_label() {
    let drawn = outlined(&picture("减排 &lt;1&gt;"), &letters()).unwrap();
    assert_eq!(drawn.missing, "");
    assert!(!drawn.svg.contains("<text"), "{}", drawn.svg);
    let path = &drawn.svg[drawn.svg.find("<path ").unwrap()..];
    assert!(path.contains("aria-label=\"减排 &lt;1&gt;\" fill=\"#102030\"/>"), "{path}");
    let start = path.split_once("d=\"M").unwrap().1;
    let x: f64 = start.split([' ', '-', 'l', 'c']).next().unwrap().parse().unwrap();
    assert!((60.0..100.0).contains(&x), "the middle is at 100: begins at {x}");
}

#[test]
fn a_character_without_a_letter_stays_a_word_and_is_told() {
    let drawn = outlined(&picture("汉\u{1f600}字"), &letters()).unwrap();
    assert_eq!(drawn.missing, "\u{1f600}");
    assert_eq!(words(&drawn.svg), ["\u{1f600}"]);
    assert!(drawn.svg.contains("<path "));
}

#[test]
fn every_chart_is_drawn_whole_in_both_languages() {
    let mut engine = Engine::load(&Folder(repository("scenarios")), "wuhan-2024.toml").unwrap();
    let results = engine.evaluate(&[], Request { sources: true, months: true, ..Request::default() });
    let districts = engine.contribution_results(&[], None, jianpai::analysis::By::District);
    let outline = engine.outline();
    let tornado = engine.tornado(&[], Pollutant::Nox, None);
    let (districts, tornado) = (Some(&districts), Some(&tornado));
    let subject = Subject { outline: &outline, results: &results, reference: None, districts, tornado };
    let letters = letters();
    for chart in Chart::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let view = View {
                pollutant: Pollutant::Nox,
                lang,
                theme: Theme::Dark,
                at: results.at,
                width: 960.0,
                height: 540.0,
                standalone: true,
            };
            let with_words = svg(chart, &subject, &view).unwrap();
            let drawn = outlined(&with_words, &letters).unwrap();
            assert_eq!(drawn.missing, "", "{chart:?}");
            assert_eq!(words(&with_words).len(), drawn.svg.matches("aria-label").count(), "{chart:?}");
            let pixels = png(&drawn.svg, 1.0, None).unwrap();
            let decoder = png::Decoder::new(std::io::Cursor::new(&pixels));
            let info = decoder.read_info().unwrap();
            assert_eq!(info.info().size(), (960, 540));
        }
    }
}

#[test]
fn what_a_picture_was_drawn_from_is_found_in_it() {
    let drawn = outlined(&picture("减排"), &letters()).unwrap();
    for carry in [false, true] {
        let record = record(6.0, carry);
        let svg = with_record(&drawn.svg, &record);
        let pixels = png(&drawn.svg, 2.0, Some(&record)).unwrap();
        for bytes in [svg.as_bytes(), &pixels] {
            let (found, intact) = read(bytes).unwrap();
            assert!(intact);
            assert_eq!(Record { drawing: String::new(), ..found.clone() }, record);
            assert_eq!(differences(&found, &record), []);
            let files = found.files().unwrap();
            assert_eq!(files.is_some(), carry);
            if let Some(files) = files {
                assert_eq!(
                    files["wuhan-2024.toml"],
                    std::fs::read(repository("scenarios/wuhan-2024.toml")).unwrap()
                );
            }
        }
    }
    let (own, site) = (record(6.0, true).json().len(), record(6.0, false).json().len());
    assert!(own < site + 80_000, "a scenario of 740 projects travels in {own} bytes");
}

#[test]
fn what_differs_is_told_exactly() {
    let (then, now) = (record(6.0, false), record(9.0, false));
    let found = differences(&then, &now);
    let of = |kind: &str| found.iter().filter(|difference| difference.kind == kind).count();
    assert!(of("figure") >= 1 && of("chance") + of("chances") == 1 && of("version") == 0, "{found:?}");
    assert!(
        found.iter().all(|difference| difference.pollutant.as_deref().is_none_or(|p| p == "nox")),
        "{found:?}"
    );
    let told = &found.iter().find(|difference| difference.kind == "figure").unwrap().message;
    let (was, is) = (then.figures["nox"].counted_t, now.figures["nox"].counted_t);
    let counted = found
        .iter()
        .map(|difference| &difference.message.en)
        .find(|text| text.contains("counted reduction by"));
    assert!(told.zh.contains("氮氧化物"), "{told:?}");
    if was.to_bits() != is.to_bits() {
        assert!(counted.unwrap().contains(&format!("{was:.3} t")), "{counted:?}");
    }
    let mut older = then.clone();
    older.version = "0.0.9".to_owned();
    older.scenario.hashes.insert("wuhan-2024.toml".to_owned(), "0".to_owned());
    let kinds: Vec<_> = differences(&older, &then).iter().map(|difference| difference.kind).collect();
    assert_eq!(kinds, ["version", "file"]);
}

#[test]
fn a_changed_picture_is_told_from_the_one_that_was_drawn() {
    let drawn = outlined(&picture("减排"), &letters()).unwrap();
    let record = record(6.0, true);
    let svg = with_record(&drawn.svg, &record);
    let (_, intact) = read(svg.replace("#102030", "#102031").as_bytes()).unwrap();
    assert!(!intact);
    let hash = record.scenario.hashes["wuhan-2024.toml"].clone();
    let (found, _) = read(svg.replace(&hash, &"0".repeat(64)).as_bytes()).unwrap();
    assert_eq!(found.files(), Err(Unreadable::Damaged));
}

#[test]
fn pictures_that_tell_nothing_are_told_by_kind() {
    let drawn = outlined(&picture("减排"), &letters()).unwrap();
    let pixels = png(&drawn.svg, 1.0, None).unwrap();
    assert_eq!(read(drawn.svg.as_bytes()).err(), Some(Unreadable::NoRecord));
    assert_eq!(read(&pixels).err(), Some(Unreadable::NoRecord));
    for bytes in [&b"%PDF-1.7"[..], b"", b"<html></html>", &pixels[..pixels.len() / 2], b"\xff\xfe\x00"] {
        assert_eq!(read(bytes).err(), Some(Unreadable::NoPicture));
    }
    let svg = with_record(&drawn.svg, &record(6.0, false));
    assert_eq!(read(svg.replace("\"jianpai\":1", "\"jianpai\":2").as_bytes()).err(), Some(Unreadable::Later));
    assert_eq!(read(svg.replace("\"levers\":", "\"lovers\":").as_bytes()).err(), Some(Unreadable::Damaged));
    assert_eq!(read(svg.replace("{\"jianpai\":1", "{jianpai:1").as_bytes()).err(), Some(Unreadable::Damaged));
}

#[test]
fn the_press_has_the_engines_version() {
    assert_eq!(record(6.0, false).version, env!("CARGO_PKG_VERSION"));
}
