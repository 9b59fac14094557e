//! Figures one by one: what lists them, changes them and puts them back.

#![allow(clippy::float_cmp, reason = "values are read back as they were written")]

use crate::folder::{InMemory, good, scenarios};
use jianpai::locale::Text;
use jianpai::model::Address;
use jianpai::results::FigureEntry;
use jianpai::scenario::{FigureEdit, NewValue, Texts};
use jianpai::units::Pollutant;
use jianpai::{Engine, edit_figures, figures, restore_figures};
use std::collections::BTreeSet;
use std::path::Path;

/// Every scenario there is, with a few spellings that they do not have.
fn every() -> Vec<(InMemory, String)> {
    let all = scenarios();
    let names: Vec<String> = all
        .0
        .keys()
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "toml"))
        .cloned()
        .collect();
    let mut every: Vec<_> = names.into_iter().map(|name| (all.clone(), name)).collect();
    every.push((good(), "good.toml".to_owned()));
    let text = all.text("example.toml");
    let (crlf, marked) = (text.replace('\n', "\r\n"), format!("\u{feff}{text}"));
    every.push((all.clone().with("crlf.toml", crlf), "crlf.toml".to_owned()));
    every.push((all.clone().with("marked.toml", marked), "marked.toml".to_owned()));
    let bare = text
        .replace("\n[uncertainty.status.", "\n[nothing.")
        .replace("[uncertainty]\ndelay_correlation = 0.3\n", "");
    let bare: String = bare
        .split("\n[nothing.")
        .enumerate()
        .map(|(i, part)| {
            if i == 0 {
                part.to_owned()
            } else {
                part.split_once("\n\n").map_or_else(String::new, |(_, rest)| format!("\n{rest}"))
            }
        })
        .collect();
    every.push((all.with("bare.toml", bare.trim_end()), "bare.toml".to_owned()));
    every
}

/// One figure of so many is tried by itself where there are hundreds of the kind.
const OF_HUNDREDS: usize = 17;

/// [`every`] without variants, whose figures are almost all their base's.
fn bases() -> Vec<(InMemory, String)> {
    every().into_iter().filter(|(files, name)| !files.text(name).contains("\nbase =")).collect()
}

/// Those of `listed` to try by themselves, with their addresses.
fn tried(listed: &[FigureEntry], addresses: Vec<Address>) -> Vec<(&FigureEntry, Address)> {
    let step = if listed.len() > 100 { OF_HUNDREDS } else { 1 };
    listed.iter().zip(addresses).step_by(step).collect()
}

fn listed(files: &InMemory, name: &str) -> Vec<FigureEntry> {
    figures(files, name).unwrap_or_else(|found| panic!("{name}: {found:?}"))
}

fn note(entry: &FigureEntry) -> Option<Text> {
    entry.provenance.as_ref().map(|provenance| provenance.text.clone())
}

/// A value near the one there is.
fn near(entry: &FigureEntry) -> f64 {
    match entry.mode {
        mode if entry.whole => mode + 1.0,
        0.0 => 0.001,
        mode => mode * 0.999,
    }
}

fn edit(entry: &FigureEntry, value: NewValue) -> FigureEdit {
    FigureEdit { path: entry.path.clone(), value: Some(value), ..FigureEdit::default() }
}

#[test]
fn every_figure_has_an_address_a_name_and_a_place() {
    for (files, name) in every() {
        let listed = listed(&files, &name);
        assert!(listed.len() > 20, "{name}");
        let names: BTreeSet<_> = listed.iter().map(|entry| (&entry.of.en, &entry.name.en)).collect();
        let paths: BTreeSet<_> = listed.iter().map(|entry| &entry.path).collect();
        assert_eq!((names.len(), paths.len()), (listed.len(), listed.len()), "{name}: each has its own name");
        for entry in &listed {
            assert!(!entry.of.zh.is_empty() && !entry.name.zh.is_empty() && !entry.name.en.is_empty());
            if let Some(place) = &entry.place {
                let text = files.text(&place.file);
                let line = text.trim_start_matches('\u{feff}').lines().nth(place.line.unwrap() - 1).unwrap();
                assert!(
                    line.contains(place.key.as_deref().unwrap()),
                    "{name}: {} is not in {line}",
                    entry.path
                );
            }
        }
    }
}

#[test]
fn defaults_are_told_from_what_is_written() {
    let listed = listed(&scenarios(), "example.toml");
    let of = |path: &str| listed.iter().find(|entry| entry.path == path).unwrap();
    assert!(of("source.kilns.nox.capture").place.is_none());
    assert_eq!(of("source.kilns.nox.capture").mode, 1.0);
    let removal = of("source.kilns.nox.removal");
    assert_eq!(removal.place.as_ref().unwrap().file, "example.toml");
    assert_eq!((removal.least, removal.most, removal.share), (Some(0.0), Some(1.0), true));
    assert_eq!(removal.provenance.as_ref().unwrap().grade.as_deref(), Some("C"));
    assert_eq!(removal.provenance.as_ref().unwrap().text.en, "[C] Staged combustion with SNCR.");
    assert_eq!(of("target.nox.2023-12").mode, 0.55);
    assert_eq!(of("offset.nox.1").mode, 60.0);
    assert_eq!((of("measure.kiln-scr.capital").low, of("measure.kiln-scr.capital").high), (16.0, 29.0));
    assert_eq!(of("uncertainty.correlation.1").mode, 0.5);
}

#[test]
fn an_edit_to_the_same_value_leaves_the_bytes() {
    for (files, name) in bases() {
        let model = Engine::load(&files, &name).unwrap().model().clone();
        let before = Texts::of(&files, &name);
        for (entry, address) in tried(&listed(&files, &name), Address::all(&model)) {
            let value = if entry.low < entry.high {
                NewValue::Triangle { low: entry.low, mode: entry.mode, high: entry.high }
            } else {
                NewValue::Point(entry.mode)
            };
            let mut texts = before.clone();
            let same = FigureEdit { note: note(entry), ..edit(entry, value) };
            assert!(!texts.edit(&model, address, &same), "{name}: {}", entry.path);
            assert_eq!(texts, before);
        }
    }
}

#[test]
fn an_edit_that_is_put_back_leaves_the_bytes() {
    for (files, name) in bases() {
        let model = Engine::load(&files, &name).unwrap().model().clone();
        let before = Texts::of(&files, &name);
        for (entry, address) in tried(&listed(&files, &name), Address::all(&model)) {
            let value = near(entry);
            let source = Text::new("[A] 新“来源”\\", "[A] A \"new\" source");
            let mut edits = vec![
                edit(entry, NewValue::Point(value)),
                FigureEdit { value: None, note: Some(source), ..edit(entry, NewValue::Point(0.0)) },
                FigureEdit { value: None, note: Some(Text::default()), ..edit(entry, NewValue::Point(0.0)) },
            ];
            if entry.may_vary {
                edits.push(edit(
                    entry,
                    NewValue::Triangle { low: value - 0.5, mode: value, high: value + 0.5 },
                ));
            }
            if entry.written_unit.is_some() {
                let unit = Some(Text::new("台", "machines"));
                edits.push(FigureEdit { unit, ..edit(entry, NewValue::Point(value)) });
            }
            for edit in edits {
                let mut texts = before.clone();
                let changed = texts.edit(&model, address, &edit);
                assert_eq!(changed, texts != before);
                assert!(changed || edit.note == Some(Text::default()), "{name}: {edit:?} changes nothing");
                texts.restore(&model, address, &before);
                assert_eq!(texts, before, "{name}: {edit:?}");
            }
        }
    }
}

#[test]
fn all_figures_changed_are_read_back_and_put_back_in_any_order() {
    for (files, name) in bases() {
        let mut before = listed(&files, &name);
        let model = Engine::load(&files, &name).unwrap().model().clone();
        let some: Vec<_> =
            tried(&before, Address::all(&model)).into_iter().map(|(entry, _)| entry.clone()).collect();
        before = some;
        // Milestones of a target share a note.
        let source = |entry: &FigureEntry| {
            let path = entry.path.as_str();
            let of = path.rsplit_once(".20").filter(|_| path.starts_with("target."));
            Text::same(format!(
                "[B] {}",
                of.map_or_else(|| path.to_owned(), |(of, _)| format!("{of} milestones"))
            ))
        };
        let edits: Vec<_> = before
            .iter()
            .map(|entry| FigureEdit {
                note: Some(source(entry)),
                ..edit(entry, NewValue::Point(near(entry)))
            })
            .collect();
        let changed = edit_figures(&files, &name, &edits).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        let now = changed.iter().fold(files.clone(), |files, (name, text)| files.with(name, text.as_str()));
        let after = listed(&now, &name);
        for old in &before {
            let new = after.iter().find(|new| new.path == old.path).unwrap();
            assert_eq!(
                (new.low, new.mode, new.high),
                (near(old), near(old), near(old)),
                "{name}: {}",
                old.path
            );
            assert_eq!(note(new), Some(source(old)), "{name}: {}", old.path);
            assert!(new.place.is_some());
        }
        let mut paths: Vec<_> = before.iter().map(|entry| entry.path.clone()).collect();
        paths.sort_by_key(|path| {
            path.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)))
        });
        let back = restore_figures(&now, &name, (&files, &name), &paths).unwrap();
        for (file, text) in back {
            assert_eq!(text, files.text(&file), "{name}: {file}");
        }
    }
}

#[test]
fn a_variant_is_edited_where_the_figure_stands() {
    let files = scenarios();
    let change = |path: &str| {
        let edit =
            FigureEdit { path: path.to_owned(), value: Some(NewValue::Point(0.5)), ..FigureEdit::default() };
        edit_figures(&files, "wuhan-2024-on-time.toml", &[edit]).unwrap()
    };
    let in_variant = change("uncertainty.status.planned.delivered");
    assert_eq!(in_variant.keys().collect::<Vec<_>>(), ["wuhan-2024-on-time.toml"]);
    let changed = &in_variant["wuhan-2024-on-time.toml"];
    assert_eq!(
        *changed,
        files.text("wuhan-2024-on-time.toml").replacen("delivered = 1.0", "delivered = 0.5", 1)
    );
    assert_eq!(change("target.nox").keys().collect::<Vec<_>>(), ["wuhan-2024.toml"]);
}

#[test]
fn a_unit_is_edited_where_files_write_it_and_the_figures_that_follow_it_have_it() {
    let files = scenarios();
    let change = |name: &str, path: &str, unit: Text| {
        let edit = FigureEdit { path: path.to_owned(), unit: Some(unit), ..FigureEdit::default() };
        edit_figures(&files, name, &[edit])
    };
    let tonnes = Text::new("吨水泥", "t cement");
    let changed = change("example.toml", "source.kilns.activity", tonnes.clone()).unwrap();
    let expected = files.text("example.toml").replacen(
        "value = 2_400_000, unit = { zh = \"吨熟料\", en = \"t clinker\" }",
        "value = 2_400_000, unit = { zh = \"吨水泥\", en = \"t cement\" }",
        1,
    );
    assert_eq!(changed["example.toml"], expected);
    let now = files.clone().with("example.toml", expected);
    let listed = listed(&now, "example.toml");
    let of = |path: &str| listed.iter().find(|entry| entry.path == path).unwrap();
    assert_eq!(of("source.kilns.activity").written_unit.as_ref(), Some(&tonnes));
    assert_eq!(of("source.kilns.activity").unit, Text::new("吨水泥/年", "t cement/yr"));
    let generation = of("source.kilns.nox.generation");
    assert_eq!(generation.unit, Text::new("千克/吨水泥", "kg/t cement"));
    assert_eq!(generation.unit_of.as_deref(), Some("source.kilns.activity"));
    assert_eq!(of("measure.kiln-scr.capital").unit_of.as_deref(), Some("measure.kiln-scr.total"));
    assert_eq!(of("target.nox").unit_of, None);
    // A variant changes its base's file, where the unit stands; the same unit, or that of a figure that follows, nothing.
    let in_base = change("wuhan-2024-on-time.toml", "source.cement-kilns.activity", tonnes.clone()).unwrap();
    assert_eq!(in_base.keys().collect::<Vec<_>>(), ["wuhan-2024.toml"]);
    let same = Text::new("吨熟料", "t clinker");
    assert!(change("example.toml", "source.kilns.activity", same).unwrap().is_empty());
    assert!(change("example.toml", "source.kilns.nox.generation", tonnes).unwrap().is_empty());
}

#[test]
fn comments_and_order_stay() {
    let files = scenarios();
    let text = files.text("example.toml");
    let edits = [
        FigureEdit {
            path: "source.kilns.activity".to_owned(),
            value: Some(NewValue::Point(2.5e6)),
            ..FigureEdit::default()
        },
        FigureEdit {
            path: "source.villages.cod.delivery".to_owned(),
            value: Some(NewValue::Triangle { low: 0.6, mode: 0.7, high: 0.8 }),
            ..FigureEdit::default()
        },
        FigureEdit {
            path: "source.kilns.nox.capture".to_owned(),
            value: Some(NewValue::Point(0.98)),
            ..FigureEdit::default()
        },
    ];
    let changed = edit_figures(&files, "example.toml", &edits).unwrap();
    let expected = text
        .replacen("value = 2_400_000", "value = 2500000", 1)
        .replacen("delivery = 0.70", "delivery = { low = 0.6, mode = 0.7, high = 0.8 }", 1)
        .replacen("high = 2.2 }\n", "high = 2.2 }\ncapture = 0.98\n", 1);
    assert_eq!(changed["example.toml"], expected);
}

#[test]
fn a_note_of_one_figure_leaves_the_others_theirs() {
    let files = scenarios();
    let new = Some(Text::new("[A] 环评报告", "[A] EIA report"));
    let edit =
        FigureEdit { path: "source.coke-ovens.nox.removal".to_owned(), note: new, ..FigureEdit::default() };
    let changed = edit_figures(&files, "example.toml", &[edit]).unwrap();
    let now = files.with("example.toml", changed["example.toml"].as_str());
    let listed = listed(&now, "example.toml");
    let text = |path: &str| listed.iter().find(|entry| entry.path == path).and_then(self::note).unwrap().en;
    assert_eq!(text("source.coke-ovens.nox.removal"), "[A] EIA report");
    assert_eq!(text("source.coke-ovens.nox.generation"), "[C] 700 mg/m³ uncontrolled at 1,900 m³/t.");
}

#[test]
fn bad_input_is_told_as_if_written_and_changes_nothing() {
    let files = scenarios();
    let told = |path: &str, value| {
        let edit = FigureEdit { path: path.to_owned(), value: Some(value), ..FigureEdit::default() };
        let found = edit_figures(&files, "example.toml", &[edit]).unwrap_err();
        found.0.iter().map(|finding| (finding.code, finding.place.line.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(told("source.kilns.nox.removal", NewValue::Point(68.4)), [("out-of-range", true)]);
    assert_eq!(told("source.kilns.nox.removal", NewValue::Point(f64::NAN)), [("not-finite", true)]);
    let falling = NewValue::Triangle { low: 3.0, mode: 2.0, high: 2.5 };
    assert_eq!(told("source.kilns.nox.generation", falling), [("not-ascending", true)]);
    assert_eq!(told("target.nox", NewValue::Triangle { low: 1.0, mode: 2.0, high: 3.0 }).len(), 1);
    assert_eq!(told("measure.kiln-scr.effect.1", NewValue::Point(0.5)), [("below-today", true)]);
    assert_eq!(told("source.kiln.nox.removal", NewValue::Point(0.5)), [("unknown-figure", false)]);
}

#[test]
fn influences_are_those_of_the_changed_file() {
    let files = scenarios();
    let engine = Engine::load(&files, "example.toml").unwrap();
    let listed = listed(&files, "example.toml");
    let at = "2025-06".parse().unwrap();
    let found = engine.influences(&[], (Pollutant::Nox, Some(at)), 0..listed.len());
    assert_eq!(found.len(), 2 * listed.len());
    let central = engine.beyond_schedule(&[], Pollutant::Nox, Some(at));
    let parts: Vec<f64> = [0..7, 7..listed.len() + 5]
        .into_iter()
        .flat_map(|range| engine.influences(&[], (Pollutant::Nox, Some(at)), range))
        .collect();
    assert_eq!(parts, found, "parts make the whole");
    for (entry, swing) in listed.iter().zip(found.as_chunks::<2>().0) {
        let low = if entry.low < entry.high { entry.low } else { entry.mode - 0.1 * entry.mode };
        let delay =
            entry.path.starts_with("uncertainty.status") || entry.path.starts_with("uncertainty.delay");
        if delay || entry.whole || low == entry.mode || entry.path.contains("correlation") {
            continue;
        }
        let Ok(changed) = edit_figures(&files, "example.toml", &[edit(entry, NewValue::Point(low))]) else {
            continue;
        };
        let now = files.clone().with("example.toml", changed["example.toml"].as_str());
        let expected =
            Engine::load(&now, "example.toml").unwrap().beyond_schedule(&[], Pollutant::Nox, Some(at));
        assert!(
            (swing[0] - expected).abs() < 1e-9,
            "{}: {} is not {expected} (central {central})",
            entry.path,
            swing[0]
        );
    }
    let tornado = Engine::load(&files, "example.toml").unwrap().tornado(&[], Pollutant::Nox, Some(at));
    for row in tornado.rows {
        let i = listed.iter().position(|entry| entry.path == row.figure.id).unwrap();
        let target_t = 4000.0;
        assert!(
            (found[2 * i + 1] - found[2 * i] - (row.high_t - row.low_t) / target_t * 100.0).abs() < 1e-9,
            "{}",
            row.figure.id
        );
    }
}

#[test]
fn a_default_has_no_source_but_one_of_its_own() {
    for (files, name) in every() {
        let engine = Engine::load(&files, &name).unwrap();
        let listed = listed(&files, &name);
        for (entry, address) in listed.iter().zip(Address::all(engine.model())) {
            assert_eq!(entry.place.is_none(), address.is_default(engine.model()), "{name}: {}", entry.path);
            assert!(entry.place.is_some() || entry.provenance.is_none(), "{name}: {}", entry.path);
        }
    }
    // Every table whose figures have defaults, with a note for all and one by name.
    let text = scenarios().text("example.toml");
    let noted = text
        .replacen("discount_rate = ", "source_note = \"[B] Plan.\"\ndiscount_rate = ", 1)
        .replacen("[uncertainty]\n", "[uncertainty]\nsource_note = \"[A] Delays.\"\n", 1)
        .replacen(
            "[uncertainty.status.planned]\ndelay_months = { low = 0, mode = 2, high = 9 }\n",
            "[uncertainty.status.planned]\nsource_note = { delay_months = \"[C] Our own.\", delivered = \"[A] Counted.\" }\n",
            1,
        )
        .replacen("rho = 0.5", "rho = 0.5\nsource_note = \"[C] Same makers.\"", 1);
    let files = scenarios().with("noted.toml", noted.as_str());
    let listed = listed(&files, "noted.toml");
    let of = |path: &str| {
        let entry = listed.iter().find(|entry| entry.path == path).unwrap_or_else(|| panic!("{path}"));
        (entry.place.is_some(), note(entry).map(|note| note.en))
    };
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(of("plan.discount_rate"), (true, said("[B] Plan.")));
    assert_eq!(of("plan.voc_equivalent_kg"), (false, None));
    assert_eq!(of("uncertainty.delay_correlation"), (true, said("[A] Delays.")));
    assert_eq!(of("uncertainty.status.planned.delay_months"), (false, said("[C] Our own.")));
    assert_eq!(of("uncertainty.status.planned.delivered"), (true, said("[A] Counted.")));
    assert_eq!(of("uncertainty.status.underway.delivered"), (true, None));
    assert_eq!(of("uncertainty.correlation.1"), (true, said("[C] Same makers.")));
    assert_eq!(of("measure.kiln-sncr.effectiveness"), (false, None));
    assert_eq!(of("source.coke-ovens.nox.capture"), (false, None));
    assert_eq!(
        of("source.coke-ovens.nox.removal"),
        (true, said("[C] 700 mg/m³ uncontrolled at 1,900 m³/t."))
    );
    assert_eq!(of("measure.kiln-scr.total"), (true, said("[C] 30 million CNY per line of 5,000 t/d.")));
    assert_eq!(of("source.kilns.nox.capture"), (false, None));

    // What a variant states has the variant's note or none; the rest keeps its own.
    let variant = "base = \"noted.toml\"\n[uncertainty.status.planned]\ndelivered = 1.0\n";
    let files = files.with("sure.toml", variant);
    let listed = self::listed(&files, "sure.toml");
    let of = |path: &str| note(listed.iter().find(|entry| entry.path == path).unwrap()).map(|note| note.en);
    assert_eq!(of("uncertainty.status.planned.delivered"), None);
    assert_eq!(of("uncertainty.status.planned.delay_months"), said("[C] Our own."));
}

#[test]
fn a_value_in_place_of_a_default_is_not_credited_with_what_is_said_of_its_table() {
    for (files, name) in bases() {
        let listed = listed(&files, &name);
        let defaults: Vec<_> = listed.iter().filter(|entry| entry.place.is_none()).collect();
        let step = if defaults.len() > 20 { OF_HUNDREDS } else { 1 };
        for entry in defaults.into_iter().step_by(step) {
            let edits = [edit(entry, NewValue::Point(near(entry)))];
            let changed = edit_figures(&files, &name, &edits).unwrap();
            let now =
                changed.iter().fold(files.clone(), |files, (name, text)| files.with(name, text.as_str()));
            for (old, new) in listed.iter().zip(&self::listed(&now, &name)) {
                assert_eq!(note(new), note(old), "{name}: {} after {}", old.path, entry.path);
            }
            let back =
                restore_figures(&now, &name, (&files, &name), std::slice::from_ref(&entry.path)).unwrap();
            for (file, text) in back {
                assert_eq!(text, files.text(&file), "{name}: {file}");
            }
        }
    }
}

#[test]
fn a_default_with_a_note_of_its_own_keeps_it_when_others_are_put_back() {
    let files = scenarios();
    let source = Some(Text::same("[C] Our guess."));
    let path = "source.coke-ovens.nox.capture";
    let own = FigureEdit { path: path.to_owned(), note: source.clone(), ..FigureEdit::default() };
    let other = FigureEdit {
        path: "source.coke-ovens.nox.removal".to_owned(),
        value: Some(NewValue::Point(0.61)),
        note: Some(Text::same("[A] Counted.")),
        ..FigureEdit::default()
    };
    let changed = edit_figures(&files, "example.toml", &[own, other.clone()]).unwrap();
    let now = files.clone().with("example.toml", changed["example.toml"].as_str());
    let back = restore_figures(&now, "example.toml", (&files, "example.toml"), &[other.path]).unwrap();
    let now = files.clone().with("example.toml", back["example.toml"].as_str());
    let entry = listed(&now, "example.toml").into_iter().find(|entry| entry.path == path).unwrap();
    assert_eq!((entry.place.is_none(), note(&entry)), (true, source));
    let back = restore_figures(&now, "example.toml", (&files, "example.toml"), &[path.to_owned()]).unwrap();
    assert_eq!(back["example.toml"], files.text("example.toml"));
}
