//! What loading makes of scenarios and variants, and that no input can make it panic.

use crate::folder::{InMemory, good, repository};
use crate::refused::rendered;
use jianpai::analysis::By;
use jianpai::model::{FigureKey, Lever, Model, Stage, Status};
use jianpai::scenario::{LeverInput, levers, load};
use jianpai::units::{Figure, Pollutant};
use jianpai::{Engine, Files};
use proptest::prelude::*;

fn model(files: &dyn Files, name: &str) -> Model {
    load(files, name).map_err(|errors| rendered(&errors)).unwrap().model
}

/// The scenario without fault with a variant, whose text follows `base`.
fn varied(text: &str) -> Model {
    model(&good().with("variant.toml", format!("base = \"good.toml\"\n{text}")), "variant.toml")
}

#[test]
fn figures_stand_where_the_file_has_them() {
    let model = model(&good(), "good.toml");
    assert_eq!((model.plan.months, model.inventory_year, model.groups), (60, 2023, 3));
    let target = model.plan.targets[Pollutant::Nox].as_ref().unwrap();
    assert_eq!((target.reduction_t, target.milestones.len()), (4000.0, 2));
    assert_eq!(
        model.plan.openings[Pollutant::Nox][0].reduction_t,
        Figure { low: 1900.0, mode: 2200.0, high: 2400.0 }
    );
    let cod = model.sources[1].pathways[Pollutant::Cod].as_ref().unwrap();
    assert_eq!((cod.capture, cod.delivery), (Figure::point(0.1), Figure::point(0.7)));
    let nh3n = model.sources[1].pathways[Pollutant::Nh3n].as_ref().unwrap();
    assert_eq!((nh3n.removal, nh3n.delivery), (Figure::point(0.0), Figure::point(1.0)));
    let effect = FigureKey::Effect { measure: 0, effect: 0 };
    let generation = FigureKey::Pathway { source: 0, pollutant: Pollutant::Nox, stage: Stage::Generation };
    assert_eq!(model.uncertainty.correlations, [(effect, generation, 0.5)]);
    // The file gives planned projects only; the others have the defaults.
    assert_eq!(model.uncertainty.status[1].delivered.to_bits(), 0.95_f64.to_bits());
    assert!(!model.illustrative);
}

#[test]
fn notes_are_found_by_figure_wherever_they_are_written() {
    let files = good()
        .replacing(
            "good.toml",
            "growth = -0.02 }",
            "growth = -0.02, source_note = { value = \"[A] Counted.\" } }",
        )
        .replacing(
            "good.toml",
            "life = 10 }",
            "life = 10, source_note = \"[B] Tenders.\" }\nsource_note = \"[C-calc] Guessed.\"",
        );
    let model = model(&files, "good.toml");
    let note =
        |notes: &jianpai::model::Notes, figure: &str| notes.of(figure).map(|note| note.text.en.clone());
    let (source, measure) = (&model.sources[0], &model.measures[0]);
    assert_eq!(note(&source.notes, "value").as_deref(), Some("[A] Counted."));
    assert_eq!(note(&source.notes, "growth"), None);
    assert_eq!(note(&measure.notes, "capital").as_deref(), Some("[B] Tenders."));
    assert_eq!(note(&measure.notes, "total").as_deref(), Some("[C-calc] Guessed."));
}

#[test]
fn a_variant_changes_its_base() {
    let base = model(&good(), "good.toml");
    let varied = varied(
        "id = \"variant\"\n\
         [[plan.target]]\npollutant = \"nox\"\nreduction_t = 5000\n\
         [[plan.target]]\npollutant = \"tp\"\nreduction_t = 5\n\
         [uncertainty.status.planned]\ndelivered = 1.0\n\
         [[lever]]\nmeasure = \"kiln-scr\"\nto = 0.96\n",
    );
    assert_eq!((varied.id.as_str(), &varied.name), ("variant", &base.name));
    let target = |pollutant| varied.plan.targets[pollutant].as_ref().map(|target| target.reduction_t);
    assert_eq!(Pollutant::ALL.map(target), [Some(5000.0), None, Some(500.0), None, Some(5.0)]);
    assert_eq!(varied.plan.targets[Pollutant::Nox].as_ref().unwrap().milestones, []);
    let status = varied.uncertainty.status[0];
    assert_eq!((status.delivered, status.delay_months.high), (1.0, 9.0));
    let works = Lever { scale: Some(1.2), ..Lever::on(2) };
    assert_eq!(varied.levers, [works, Lever { to: Some(0.96), ..Lever::on(0) }]);
    assert_eq!(varied.projects, base.projects);
}

#[test]
fn only_some_statuses_may_take_part() {
    let varied = varied("only_status = [\"underway\", \"完成\"]\n");
    let statuses: Vec<Status> = varied.projects.iter().map(|project| project.status).collect();
    assert_eq!(statuses, [Status::Complete, Status::Underway]);
}

#[test]
fn variants_of_variants_and_folders_below_are_followed() {
    let mut files = InMemory::default();
    for (name, bytes) in good().replacing("good.toml", "\"good.csv\"", "\"data/good.csv\"").0 {
        let folder = if name == "good.csv" { "city/data" } else { "city" };
        files = files.with(&format!("{folder}/{name}"), bytes);
    }
    let files = files
        .with(
            "city/late.toml",
            "base = \"good.toml\"\nid = \"late\"\n[[lever]]\nmeasure = \"kiln-scr\"\ndelay_months = 6\n",
        )
        .with(
            "city/later.toml",
            "base = \"late.toml\"\nid = \"later\"\n[[lever]]\nmeasure = \"kiln-scr\"\ndelay_months = 12\n",
        );
    let later = model(&files, "city/later.toml");
    assert_eq!(
        later.levers.iter().map(|lever| lever.delay_months).collect::<Vec<_>>(),
        [None, Some(6.0), Some(12.0)]
    );
}

#[test]
fn levers_from_outside_are_checked_like_those_of_files() {
    let model = model(&good(), "good.toml");
    let input = |measure: &str| LeverInput { measure: measure.to_owned(), ..LeverInput::default() };
    let good = LeverInput { scale: Some(0.5), enabled: Some(true), to: Some(0.96), ..input("kiln-scr") };
    let lever = Lever { scale: Some(0.5), enabled: Some(true), to: Some(0.96), ..Lever::on(0) };
    assert_eq!(levers(&model, &[good]), Ok(vec![lever]));
    let errors = levers(
        &model,
        &[
            LeverInput { scale: Some(f64::NAN), to: Some(0.5), ..input("kiln-scr") },
            LeverInput { reduce: Some(0.5), ..input("kiln-scr") },
            input("kiln-scx"),
        ],
    )
    .unwrap_err();
    let (_, english) =
        rendered(&errors).split_once("\n\n").map(|(zh, en)| (zh.to_owned(), en.to_owned())).unwrap();
    assert_eq!(
        english,
        "levers: error: lever.kiln-scr.scale: is not a finite number\n\
         levers: error: lever.kiln-scr.to: is 0.5; must not be below today's removal, 0.55 for NOx on the source “kilns”\n\
         levers: error: lever.kiln-scr.reduce: the measure “kiln-scr” has no effect with reduce that could be replaced\n\
         levers: error: lever.kiln-scx.measure: there is no measure “kiln-scx”\n    \
         hint: did you mean “kiln-scr”?\n"
    );
}

#[test]
fn no_file_is_too_large_to_be_refused() {
    let message = |files: &InMemory| {
        let errors = load(files, "good.toml").unwrap_err();
        errors.0.iter().map(|error| error.message.en.clone()).collect::<Vec<_>>()
    };
    let large = good().with("good.csv", vec![b'x'; (64 << 20) + 1]);
    assert_eq!(message(&large), ["the file has 64.1 MiB; at most 64 MiB are read"]);
    let large = good().with("good.toml", vec![b'x'; (8 << 20) + 1]);
    assert_eq!(message(&large), ["the file has 8.1 MiB; at most 8 MiB are read"]);
}

#[test]
fn depth_and_repetition_do_no_harm() {
    let key = vec!["a"; 70].join(".");
    let nested = (0..70).fold(String::from("1"), |value, _| format!("{{ {key} = {value} }}"));
    for text in [
        format!("[{key}]\n{key} = {nested}\n"),
        format!("a = {}1{}", "[".repeat(5000), "]".repeat(5000)),
        format!("a = {}", "{ b = ".repeat(5000)),
        format!("[{}]", vec!["a"; 5000].join(".")),
        "=\n".repeat(20_000),
        format!("id = \"{}\"", "长".repeat(100_000)),
        format!("format = {}", "9".repeat(10_000)),
    ] {
        assert!(load(&InMemory::default().with("good.toml", text), "good.toml").is_err());
    }
}

/// A key or heading and a value that a file may hold, right or wrong.
fn odd_value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("nan".to_owned()),
        Just("-1e308".to_owned()),
        Just("9223372036854775808".to_owned()),
        Just("{ low = 1, mode = 0, high = inf }".to_owned()),
        Just("[[], {}]".to_owned()),
        Just("\"9999-12\"".to_owned()),
        Just("0001-01-01".to_owned()),
        "[ -~]{0,12}",
        any::<f64>().prop_map(|number| format!("{number:e}")),
    ]
}

/// The ends of ranges.
fn extreme() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "0",
        "1",
        "-1",
        "1e-9",
        "1e-300",
        "0.999999999999",
        "1e15",
        "600",
        "-0.9",
        "10",
        "-1e15",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_bytes_are_read_or_refused_as_toml(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = load(&InMemory::default().with("good.toml", bytes), "good.toml");
    }

    #[test]
    fn any_bytes_are_read_or_refused_as_a_ledger(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = load(&good().with("good.csv", bytes), "good.toml");
    }

    #[test]
    fn any_cells_are_read_or_refused(rows in "([-0-9a-zP.,;/年月\"\n\t ]{0,40}\n){0,6}") {
        let ledger = good().text("good.csv") + &rows;
        let _ = load(&good().with("good.csv", ledger), "good.toml");
    }

    /// Some line of the scenario gets another value: the place where it matters is in the middle of a good file.
    #[test]
    fn any_value_is_read_or_refused(line in 0_usize..90, value in odd_value()) {
        let text = good().text("good.toml");
        let changed: Vec<String> = text.lines().enumerate().map(|(index, text)| match text.split_once(" = ") {
            Some((key, _)) if index == line => format!("{key} = {value}"),
            _ => text.to_owned(),
        }).collect();
        let _ = load(&good().with("good.toml", changed.join("\n")), "good.toml");
    }

    /// Extremes that pass the checks give figures, not overflow: several at once, in the scenario and its ledger.
    #[test]
    fn what_is_accepted_gives_finite_figures(
        changes in proptest::collection::vec((0_usize..90, extreme()), 1..6),
        quantity in prop_oneof![Just("0"), Just("1e-300"), Just("1e15")],
    ) {
        let files = good();
        let ledger = files.text("good.csv").replace("900000", quantity);
        let mut lines: Vec<String> = files.text("good.toml").lines().map(str::to_owned).collect();
        for (index, value) in changes {
            let line = &mut lines[index % files.text("good.toml").lines().count()];
            let number = |text: &str| text.trim_matches([' ', '}']).replace('_', "").parse::<f64>().is_ok();
            if let Some((key, _)) = line.rsplit_once(" = ").filter(|(_, old)| number(old)) {
                *line = format!("{key} = {value}{}", if line.ends_with('}') { " }" } else { "" });
            }
        }
        let files = files.with("good.csv", ledger).with("good.toml", lines.join("\n"));
        if let Ok(mut engine) = jianpai::Engine::load(&files, "good.toml") {
            let request = jianpai::Request { sources: true, ..jianpai::Request::default() };
            let results = serde_json::to_value(engine.evaluate(&[], request)).unwrap();
            // JSON has no infinity and no NaN: they would be null.
            prop_assert!(!results.to_string().contains("null"), "{}", lines.join("\n"));
        }
    }

    #[test]
    fn any_levers_are_read_or_refused(
        measure in "[a-z-]{0,10}|kiln-scr",
        scale in proptest::option::of(any::<f64>()),
        to in proptest::option::of(any::<f64>()),
        delay_months in proptest::option::of(any::<f64>()),
    ) {
        let model = model(&good(), "good.toml");
        let _ = levers(&model, &[LeverInput { measure, scale, to, delay_months, ..LeverInput::default() }]);
    }
}

/// What stands in `page` between a fence of `language` and the next fence.
fn fenced<'p>(page: &'p str, language: &str) -> &'p str {
    let (_, after) = page.split_once(&format!("```{language}\n")).unwrap();
    after.split_once("```").unwrap().0
}

#[test]
fn the_example_of_the_formats_page_loads() {
    let page = std::fs::read_to_string(repository("docs/scenario-format.md")).unwrap();
    let files = InMemory::default()
        .with("example.toml", fenced(&page, "toml"))
        .with("projects.csv", fenced(&page, "csv"));
    let loaded = load(&files, "example.toml").map_err(|errors| rendered(&errors)).unwrap();
    assert_eq!((loaded.warnings.0.len(), loaded.model.projects.len()), (0, 1));
}

/// A workbook is a ZIP archive (or older things) and no text, even where its bytes would pass for GB 18030.
#[test]
fn a_workbook_is_not_taken_for_text() {
    for start in [&b"PK\x03\x04\x14\x00"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
        let errors = load(&good().with("good.csv", start), "good.toml").unwrap_err();
        assert_eq!(errors.0[0].code, "ledger-is-workbook");
    }
}

/// Districts may have a name in each language; the ledger may use either, and results name both.
#[test]
fn districts_have_names_in_both_languages() {
    let both = "[{ zh = \"东区\", en = \"East\" }, \"西区\"]";
    let files = good().replacing("good.toml", "[\"东区\", \"西区\"]", both).replacing(
        "good.csv",
        "SCR,西区",
        "SCR,East",
    );
    let mut engine = Engine::load(&files, "good.toml").unwrap_or_else(|found| panic!("{found:#?}"));
    let found = engine.contribution_results(&[], None, By::District);
    let east = found.rows.iter().find(|row| row.id.as_deref() == Some("东区")).unwrap();
    assert_eq!((east.name.zh.as_str(), east.name.en.as_str()), ("东区", "East"));
    let projects = &engine.model().projects;
    assert_eq!(projects[0].district, projects[1].district);
    let twice = files.replacing("good.toml", "\"西区\"]", "\"East\"]");
    assert!(rendered(&load(&twice, "good.toml").unwrap_err()).contains("East"));
}
