//! Charts as SVG: where their data stand, and that every label is whole.

use crate::folder::{Folder, repository};
use jianpai::chart::{Chart, Geometry, SvgPen, Theme, View, draw};
use jianpai::locale::Lang;
use jianpai::results::{Outline, Results};
use jianpai::units::Pollutant;
use jianpai::{Engine, Request};

fn wuhan() -> (Outline, Results) {
    let mut engine = Engine::load(&Folder(repository("scenarios")), "wuhan-2024.toml").unwrap();
    let mut results = engine.evaluate(&[], Request::default());
    let part = engine.sample(&[], 1, 0..300);
    results.uncertainty = Some(engine.summarise(&[part], 1));
    (engine.outline(), results)
}

fn svg(outline: &Outline, results: &Results, view: &View) -> (String, Geometry) {
    let mut pen = SvgPen::new(view.width, view.height);
    let plot = draw(&mut pen, Chart::Progress, outline, results, Some(results), view).unwrap();
    (pen.finish("title", "description"), plot)
}

fn view(pollutant: Pollutant, lang: Lang, (width, height): (f64, f64)) -> View {
    View { pollutant, lang, theme: Theme::Light, at: "2024-12".parse().unwrap(), width, height }
}

/// The numbers of an attribute in a line of SVG.
fn attribute(line: &str, name: &str) -> Vec<f64> {
    let Some((_, rest)) = line.split_once(&format!(" {name}=\"")) else { return vec![] };
    let value = rest.split('"').next().unwrap_or_default();
    value.split([' ', ',']).filter_map(|number| number.parse().ok()).collect()
}

#[test]
fn lines_stand_where_their_data_are() {
    let (outline, results) = wuhan();
    let view = view(Pollutant::Nox, Lang::Zh, (860.0, 420.0));
    let (svg, plot) = svg(&outline, &results, &view);
    let series = &results.pollutants[Pollutant::Nox];
    let lines: Vec<Vec<f64>> =
        svg.lines().map(|line| attribute(line, "points")).filter(|points| points.len() == 2 * 61).collect();
    assert_eq!(lines.len(), 2, "schedule and projection");
    // Two values fix the scale; all others must lie on it, to a fine pixel.
    for (points, row) in lines.iter().zip([series.schedule_t.as_ref().unwrap(), &series.reduction_t]) {
        let y = |i: usize| points[2 * i + 1];
        let per_tonne = (y(60) - y(0)) / row[59];
        assert!(per_tonne < 0.0, "more is further up");
        for i in 0..60 {
            let x = plot.left + (i as f64 + 1.0) / 60.0 * (plot.right - plot.left);
            assert!((points[2 * (i + 1)] - x).abs() < 0.1);
            assert!((y(i + 1) - (y(0) + per_tonne * row[i])).abs() < 0.1, "month {i}");
        }
    }
}

#[test]
fn labels_are_whole_and_apart() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        for lang in [Lang::Zh, Lang::En] {
            for size in [(320.0, 220.0), (700.0, 380.0), (1600.0, 900.0)] {
                let (svg, _) = svg(&outline, &results, &view(pollutant, lang, size));
                let mut boxes: Vec<(String, [f64; 4])> = Vec::new();
                for line in svg.lines().filter(|line| line.starts_with("<text")) {
                    let of = |name: &str| attribute(line, name)[0];
                    let text = line.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
                    let wide = |c: char| if c >= '\u{2e80}' { 1.0 } else { 0.56 };
                    let width = text.chars().map(wide).sum::<f64>() * of("font-size");
                    let left = match line.contains("\"middle\"") {
                        true => of("x") - width / 2.0,
                        false if line.contains("\"end\"") => of("x") - width,
                        false => of("x"),
                    };
                    boxes.push((text, [left, of("y") - 0.8 * of("font-size"), left + width, of("y")]));
                }
                assert!(boxes.len() > 8);
                for (i, (text, a)) in boxes.iter().enumerate() {
                    let inside = a[0] >= -0.5 && a[1] >= 0.0 && a[2] <= size.0 + 0.5 && a[3] <= size.1;
                    assert!(inside, "{size:?} {lang:?}: {text} is cut: {a:?}");
                    for (other, b) in &boxes[i + 1..] {
                        let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                        assert!(apart, "{size:?} {pollutant:?} {lang:?}: {text} overlaps {other}");
                    }
                }
            }
        }
    }
}

#[test]
fn extreme_data_are_drawn() {
    let (outline, results) = wuhan();
    for value in [0.0, -5e3, 1e12, 1e-9] {
        let mut extreme = results.clone();
        extreme.uncertainty = None;
        for series in &mut extreme.pollutants.0 {
            series.reduction_t.fill(value);
            series.schedule_t = None;
            series.target_t = None;
        }
        let (svg, _) = svg(&outline, &extreme, &view(Pollutant::Tp, Lang::En, (640.0, 360.0)));
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{value}");
    }
}
