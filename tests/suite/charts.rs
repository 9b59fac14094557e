//! Charts as a pen sees them: data stand where they should, every word is whole and apart.

use crate::folder::{Folder, repository};
use jianpai::analysis::By;
use jianpai::chart::{Chart, Face, Geometry, Ink, Pen, Subject, TextAlign, Theme, View, describe, draw, svg};
use jianpai::locale::Lang;
use jianpai::results::{Contributions, Outline, Results, Tornado};
use jianpai::units::{PerPollutant, Pollutant};
use jianpai::{Engine, Request};
use std::sync::LazyLock;

const SIZES: [(f64, f64); 5] =
    [(320.0, 220.0), (360.0, 640.0), (700.0, 380.0), (860.0, 420.0), (1600.0, 900.0)];

/// What a pen was asked to draw.
#[derive(Default)]
struct Recorder {
    lines: Vec<Vec<(f64, f64)>>,
    /// Lines in the ink of text.
    dark: Vec<Vec<(f64, f64)>>,
    areas: Vec<Vec<(f64, f64)>>,
    points: Vec<(f64, f64)>,
    words: Vec<Word>,
}

struct Word {
    text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Pen for Recorder {
    fn line(&mut self, points: &[(f64, f64)], ink: Ink, _: f64) {
        if ink == Theme::Light.text() {
            self.dark.push(points.to_vec());
        }
        self.lines.push(points.to_vec());
        self.points.extend(points);
    }

    fn area(&mut self, points: &[(f64, f64)], _: Ink) {
        self.areas.push(points.to_vec());
        self.points.extend(points);
    }

    fn circle(&mut self, centre: (f64, f64), _: f64, _: Ink, _: Option<(Ink, f64)>) {
        self.points.push(centre);
    }

    fn text(&mut self, text: &str, (x, y): (f64, f64), align: TextAlign, face: Face) {
        let width = self.text_width(text, face);
        let left = match align {
            TextAlign::Start => x,
            TextAlign::Middle => x - width / 2.0,
            TextAlign::End => x - width,
        };
        let (top, bottom) = (y - 0.8 * face.size, y + 0.1 * face.size);
        self.words.push(Word { text: text.to_owned(), left, top, right: left + width, bottom });
    }

    /// Chinese is square, Latin a good half as wide.
    fn text_width(&mut self, text: &str, face: Face) -> f64 {
        text.chars().map(|c| if c >= '\u{2e80}' { 1.0 } else { 0.58 }).sum::<f64>() * face.size
    }
}

impl Recorder {
    fn has(&self, part: &str) -> bool {
        self.words.iter().any(|word| word.text.contains(part))
    }

    /// No word is cut or over another, no point outside the picture.
    fn check(&self, (width, height): (f64, f64), what: &str) {
        for (x, y) in &self.points {
            let inside = (-1.0..=width + 1.0).contains(x) && (-1.0..=height + 1.0).contains(y);
            assert!(inside, "{what}: a point at {x}, {y}");
        }
        for (i, a) in self.words.iter().enumerate() {
            let inside =
                a.left >= -0.5 && a.top >= -0.5 && a.right <= width + 0.5 && a.bottom <= height + 0.5;
            let place = (a.left, a.top, a.right, a.bottom);
            assert!(inside, "{what}: {} is cut: {place:?}", a.text);
            for b in &self.words[i + 1..] {
                let apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
                assert!(apart, "{what}: {} overlaps {}", a.text, b.text);
            }
        }
    }
}

fn wuhan() -> (Outline, Results) {
    let mut engine = Engine::load(&Folder(repository("scenarios")), "wuhan-2024.toml").unwrap();
    let mut results = engine.evaluate(&[], Request { sources: true, months: true, ..Request::default() });
    let part = engine.sample(&[], 1, 0..300);
    results.uncertainty = Some(engine.summarise(&[part], 1));
    (engine.outline(), results)
}

/// What each district brings at the plan's end.
static DISTRICTS: LazyLock<Contributions> = LazyLock::new(|| {
    let mut engine = Engine::load(&Folder(repository("scenarios")), "wuhan-2024.toml").unwrap();
    engine.contribution_results(&[], None, By::District)
});

/// What each uncertain figure does at the plan's end.
static TORNADOS: LazyLock<PerPollutant<Tornado>> = LazyLock::new(|| {
    let mut engine = Engine::load(&Folder(repository("scenarios")), "wuhan-2024.toml").unwrap();
    PerPollutant::from_fn(|p| engine.tornado(&[], p, None))
});

/// What a chart of `view` is about.
fn subject<'a>(outline: &'a Outline, results: &'a Results, view: &View) -> Subject<'a> {
    let (districts, tornado) = (Some(&*DISTRICTS), Some(&TORNADOS[view.pollutant]));
    Subject { outline, results, reference: None, districts, tornado }
}

fn record(chart: Chart, outline: &Outline, results: &Results, view: &View) -> (Recorder, Geometry) {
    let mut recorder = Recorder::default();
    let subject = Subject { reference: Some(results), ..subject(outline, results, view) };
    let geometry = draw(&mut recorder, chart, &subject, view).unwrap();
    (recorder, geometry)
}

fn view(pollutant: Pollutant, lang: Lang, (width, height): (f64, f64), standalone: bool) -> View {
    View { pollutant, lang, theme: Theme::Light, at: "2024-12".parse().unwrap(), width, height, standalone }
}

#[test]
fn lines_stand_where_their_data_are() {
    let (outline, results) = wuhan();
    let view = view(Pollutant::Nox, Lang::Zh, (860.0, 420.0), false);
    let (recorder, plot) = record(Chart::Progress, &outline, &results, &view);
    let series = &results.pollutants[Pollutant::Nox];
    let lines: Vec<_> = recorder.lines.iter().filter(|points| points.len() == 61).collect();
    assert_eq!(lines.len(), 2, "schedule and projection");
    let fine = 1.0 / 16.0;
    for (points, row) in lines.iter().zip([series.schedule_t.as_ref().unwrap(), &series.reduction_t]) {
        for (i, value) in [0.0].iter().chain(row).enumerate() {
            let x = plot.left + i as f64 / 60.0 * (plot.right - plot.left);
            let y = plot.bottom - (value - plot.low) / (plot.high - plot.low) * (plot.bottom - plot.top);
            let (dx, dy) = (points[i].0 - x, points[i].1 - y);
            assert!(dx.abs() <= fine && dy.abs() <= fine, "month {i}: {dx}, {dy}");
        }
    }
}

/// Left, top, right and bottom of the rectangles filled.
fn rectangles(recorder: &Recorder) -> Vec<[f64; 4]> {
    let sides = |points: &Vec<(f64, f64)>| {
        let least = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        [least(|p| p.0), least(|p| p.1), most(|p| p.0), most(|p| p.1)]
    };
    // The first is the ground.
    recorder.areas.iter().filter(|points| points.len() == 4).map(sides).skip(1).collect()
}

/// Places are the same linear function of all values.
fn assert_to_scale(pairs: &[(f64, f64)], what: &str) {
    let order = |a: &&(f64, f64), b: &&(f64, f64)| a.0.total_cmp(&b.0);
    let (low, high) = (pairs.iter().min_by(order).unwrap(), pairs.iter().max_by(order).unwrap());
    assert!((high.1 - low.1).abs() > 50.0, "{what}: {pairs:?}");
    for (value, place) in pairs {
        let wanted = low.1 + (value - low.0) / (high.0 - low.0) * (high.1 - low.1);
        assert!((place - wanted).abs() <= 0.13, "{what}: {value} stands at {place}, not {wanted}");
    }
}

/// The measures' tonnes in the order a chart shows them.
fn shares(results: &Results, pollutant: Pollutant) -> Vec<f64> {
    let shares = results.pollutants[pollutant].attribution_t.values().copied();
    let mut shares: Vec<_> = shares.filter(|t| *t != 0.0).collect();
    shares.sort_by(|a, b| b.total_cmp(a));
    shares
}

#[test]
fn bars_of_the_waterfall_end_at_the_numbers_of_the_run() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        let view = view(pollutant, Lang::Zh, (1000.0, 1600.0), false);
        let (recorder, _) = record(Chart::Waterfall, &outline, &results, &view);
        let series = &results.pollutants[pollutant];
        let last = results.months.len() - 1;
        let bars = rectangles(&recorder);
        let mut level = series.opening_t[last];
        let mut ends = vec![(level, bars[0][2])];
        for (share, bar) in shares(&results, pollutant).iter().zip(&bars[1..]) {
            level += share;
            ends.push((level, bar[2]));
        }
        if series.offset_t[last] != 0.0 {
            level -= series.offset_t[last];
            ends.push((level, bars[ends.len()][0]));
        }
        assert_eq!(bars.len(), ends.len() + 1, "{pollutant:?}: the steps and their sum");
        ends.push((series.reduction_t[last], bars[ends.len()][2]));
        assert!((level - series.reduction_t[last]).abs() < 1e-6 * level.abs(), "{pollutant:?}");
        assert_to_scale(&ends, &format!("{pollutant:?}"));
    }
}

#[test]
fn wedges_end_at_the_shares_of_the_run_one_upon_the_other() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        let view = view(pollutant, Lang::Zh, (1000.0, 1600.0), false);
        let (recorder, _) = record(Chart::Wedges, &outline, &results, &view);
        let series = &results.pollutants[pollutant];
        let last = results.months.len() - 1;
        let wedges: Vec<_> = recorder.areas.iter().filter(|points| points.len() == 2 * (last + 2)).collect();
        let mut level = series.opening_t[last] - series.offset_t[last];
        let shares = shares(&results, pollutant);
        // The smallest may be taken together.
        let named = shares.len().min(wedges.len() - 2);
        let rest: f64 = shares[named..].iter().sum();
        let mut by_sum: Vec<_> =
            series.attribution_by_month_t.values().filter(|row| row[last] != 0.0).collect();
        by_sum.sort_by(|a, b| b.iter().sum::<f64>().total_cmp(&a.iter().sum::<f64>()));
        let mut ends = vec![(level, wedges[0][last + 1].1)];
        for (row, wedge) in by_sum[..named].iter().zip(&wedges[1..]) {
            level += row[last];
            ends.push((level, wedge[last + 1].1));
        }
        if rest > 0.0 {
            ends.push((series.reduction_t[last], wedges[named + 1][last + 1].1));
        }
        assert_to_scale(&ends, &format!("{pollutant:?}"));
        for (id, row) in &series.attribution_by_month_t {
            let at_last = series.attribution_t.get(id).copied().unwrap_or(0.0);
            assert_eq!(row[last].to_bits(), at_last.to_bits(), "{pollutant:?} {id}");
        }
    }
}

#[test]
fn bars_of_districts_are_as_long_as_their_tonnes() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        let view = view(pollutant, Lang::En, (1000.0, 1600.0), false);
        let (recorder, _) = record(Chart::Districts, &outline, &results, &view);
        let mut rows: Vec<_> =
            DISTRICTS.rows.iter().map(|row| (row.id.is_none(), row.share.counted_t[pollutant])).collect();
        rows.retain(|(_, t)| *t != 0.0);
        rows.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let bars = rectangles(&recorder);
        assert_eq!(bars.len(), rows.len(), "{pollutant:?}");
        let mut ends = vec![(0.0, bars[0][0])];
        ends.extend(rows.iter().zip(&bars).map(|((_, t), bar)| (*t, bar[2])));
        assert_to_scale(&ends, &format!("{pollutant:?}"));
    }
}

#[test]
fn bars_of_the_tornado_reach_from_the_projection_to_low_and_high() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        let view = view(pollutant, Lang::Zh, (1000.0, 1600.0), false);
        let (recorder, _) = record(Chart::Tornado, &outline, &results, &view);
        let Tornado { central_t, rows, .. } = &TORNADOS[pollutant];
        let bars = rectangles(&recorder);
        assert!(rows.len() > 5, "{pollutant:?}");
        let shown = bars.len() / 2;
        assert!(shown == rows.len() || recorder.has(&format!("其余{}项影响更小", rows.len() - shown)));
        // Where both are on one side the shorter is in front.
        let ends = rows.iter().flat_map(|row| {
            let mut ends = [row.low_t - central_t, row.high_t - central_t];
            ends.sort_by(|a, b| b.abs().total_cmp(&a.abs()));
            ends
        });
        let away = |change: f64, bar: &[f64; 4]| bar[if change < 0.0 { 0 } else { 2 }];
        let pairs: Vec<_> = ends.zip(&bars).map(|(change, bar)| (change, away(change, bar))).collect();
        assert_to_scale(&pairs, &format!("{pollutant:?}"));
    }
}

#[test]
fn the_tornado_says_what_its_figures_are_taken_for() {
    let (outline, results) = wuhan();
    let view = view(Pollutant::Nox, Lang::En, (1280.0, 520.0), true);
    let (recorder, _) = record(Chart::Tornado, &outline, &results, &view);
    let [widest, .., least] = &TORNADOS[Pollutant::Nox].rows[..] else { panic!("rows") };
    assert_eq!(widest.figure.name.en, "NOx · reduction counted by 2024-12");
    for part in [
        "reduction counted by 2024-12",
        "at its low",
        "at its high",
        "5,800 t",
        "7,800 t",
        "more matter less",
        "Note:",
    ] {
        assert!(recorder.has(part), "{part}");
    }
    assert!(!recorder.has("NOx · "), "the title names the pollutant");
    let (_, described) = describe(Chart::Tornado, &subject(&outline, &results, &view), &view);
    assert!(described.contains(&least.figure.name.en.replace("NOx · ", "")), "all are described");
    let none = Subject { tornado: None, ..subject(&outline, &results, &view) };
    assert!(svg(Chart::Tornado, &none, &view).unwrap().contains("No uncertain figure matters"));
}

/// Lines over all months, from the plan's beginning on.
fn monthly(recorder: &Recorder) -> Vec<&Vec<(f64, f64)>> {
    recorder.lines.iter().filter(|points| points.len() == 61).collect()
}

#[test]
fn emissions_stand_where_their_data_are() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        let view = view(pollutant, Lang::Zh, (860.0, 420.0), false);
        let (recorder, plot) = record(Chart::Emissions, &outline, &results, &view);
        let series = &results.pollutants[pollutant];
        for row in [&series.no_action_t_per_year, &series.emission_t_per_year] {
            let stands = |points: &&Vec<(f64, f64)>| {
                points[1..].iter().zip(row).enumerate().all(|(i, (point, value))| {
                    let x = plot.left + (i as f64 + 1.0) / 60.0 * (plot.right - plot.left);
                    let y =
                        plot.bottom - (value - plot.low) / (plot.high - plot.low) * (plot.bottom - plot.top);
                    (point.0 - x).abs() <= 0.07 && (point.1 - y).abs() <= 0.07
                })
            };
            assert!(monthly(&recorder).into_iter().any(|line| stands(&line)), "{pollutant:?}");
        }
    }
}

#[test]
fn panels_of_all_pollutants_share_one_scale() {
    let (outline, mut results) = wuhan();
    results.uncertainty = None;
    let view = view(Pollutant::Nox, Lang::En, (1280.0, 720.0), true);
    let (recorder, _) = record(Chart::Multiples, &outline, &results, &view);
    let lines = monthly(&recorder);
    assert_eq!(lines.len(), 10, "schedule and projection of five pollutants");
    for (pollutant, two) in Pollutant::ALL.into_iter().zip(lines.chunks(2)) {
        let series = &results.pollutants[pollutant];
        let target = series.target_t.unwrap();
        let rows = [series.schedule_t.as_ref().unwrap(), &series.reduction_t];
        let pairs: Vec<_> = rows
            .iter()
            .zip(two)
            .flat_map(|(row, line)| {
                row.iter().zip(&line[1..]).map(|(value, point)| (value / target, point.1))
            })
            .collect();
        assert_to_scale(&pairs, &format!("{pollutant:?}"));
    }
    // A hundred per cent is as high in one panel as in another.
    let height = |line: &[(f64, f64)]| line[0].1 - line[60].1;
    for two in lines.chunks(2) {
        assert!((height(two[0]) - height(lines[0])).abs() < 0.2);
    }
}

#[test]
fn panels_say_in_whole_words_how_each_pollutant_stands() {
    let (outline, results) = wuhan();
    // The page offers both for documents.
    for size in [(480.0, 300.0), (600.0, 375.0)] {
        for lang in [Lang::Zh, Lang::En] {
            let (recorder, _) =
                record(Chart::Multiples, &outline, &results, &view(Pollutant::Nox, lang, size, true));
            let cut: Vec<_> = recorder.words.iter().filter(|word| word.text.contains('…')).collect();
            assert!(
                cut.is_empty(),
                "{lang:?} {size:?}: {:?}",
                cut.iter().map(|word| &word.text).collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn bars_of_both_sums_are_as_long_as_their_parts() {
    let (outline, results) = wuhan();
    let last = results.months.len() - 1;
    for pollutant in Pollutant::ALL {
        let view = view(pollutant, Lang::Zh, (1280.0, 720.0), true);
        let (recorder, _) = record(Chart::Counted, &outline, &results, &view);
        let series = &results.pollutants[pollutant];
        let measures: f64 = series.attribution_t.values().sum();
        let bars = rectangles(&recorder);
        let mut ends = vec![(0.0, bars[0][0]), (measures, bars[0][2])];
        ends.push((measures + series.opening_t[last], bars[1][2]));
        // Then the physical sum, which begins with the same measures.
        ends.extend([(0.0, bars[2][0]), (measures, bars[2][2])]);
        let uncounted: f64 = series.uncounted_t.values().sum();
        ends.push((measures + uncounted, bars.iter().skip(2).map(|bar| bar[2]).fold(0.0, f64::max)));
        assert_to_scale(&ends, &format!("{pollutant:?}"));
    }
}

/// Whether one of the words ends in `value`, to the last digit it shows.
fn shows(recorder: &Recorder, value: f64) -> bool {
    recorder.words.iter().any(|word| {
        let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        let number = &word.text[word
            .text
            .rfind(|c| !digits(c))
            .map_or(0, |i| i + word.text[i..].chars().next().unwrap().len_utf8())..];
        let decimals = number.split_once('.').map_or(0, |(_, after)| after.len()) as i32;
        number
            .replace(',', "")
            .parse::<f64>()
            .is_ok_and(|shown| (shown - value).abs() <= 0.5001 * 10f64.powi(-decimals))
    })
}

#[test]
fn labels_are_the_numbers_of_the_run() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        let series = &results.pollutants[pollutant];
        let last = results.months.len() - 1;
        let view = view(pollutant, Lang::En, (1000.0, 1600.0), false);
        let (waterfall, _) = record(Chart::Waterfall, &outline, &results, &view);
        let (wedges, _) = record(Chart::Wedges, &outline, &results, &view);
        for value in
            [series.opening_t[last], series.reduction_t[last], series.schedule_t.as_ref().unwrap()[last]]
        {
            assert!(shows(&waterfall, value) && shows(&wedges, value), "{pollutant:?} {value}");
        }
        for (i, share) in shares(&results, pollutant).into_iter().enumerate() {
            assert!(shows(&waterfall, share), "{pollutant:?} {share}");
            assert!(i >= 8 || shows(&wedges, share), "{pollutant:?} {share} in the wedges");
        }
    }
}

#[test]
fn steps_of_the_cost_curve_are_as_wide_as_their_tonnes_and_as_high_as_their_cost() {
    let (outline, results) = wuhan();
    for pollutant in [Pollutant::Nox, Pollutant::Vocs, Pollutant::Cod] {
        let view = view(pollutant, Lang::Zh, (1600.0, 900.0), false);
        let (recorder, _) = record(Chart::CostCurve, &outline, &results, &view);
        let counts = outline.measures.iter().filter(|measure| measure.counts);
        let mut steps: Vec<_> = counts
            .filter_map(|measure| {
                let year = &results.cost.by_measure.get(&measure.id)?.full_year;
                Some((*year.cny_per_t.get(&pollutant)?, *year.t_per_year.get(&pollutant)?))
            })
            .collect();
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        let bars = rectangles(&recorder);
        assert_eq!(bars.len(), steps.len(), "{pollutant:?}");
        let (mut tonnes, mut widths, mut heights) = (0.0, vec![(0.0, bars[0][0])], vec![]);
        let top = bars.iter().map(|bar| bar[1]).fold(f64::INFINITY, f64::min);
        for ((cny, t), bar) in steps.iter().zip(&bars) {
            tonnes += t;
            widths.push((tonnes, bar[2]));
            // The dearest may be cut at the top.
            if bar[1] > top + 0.5 {
                heights.push((*cny, bar[1]));
            }
        }
        assert_to_scale(&widths, &format!("{pollutant:?}, tonnes"));
        if heights.len() > 2 {
            assert_to_scale(&heights, &format!("{pollutant:?}, costs"));
        }
    }
}

#[test]
fn words_are_whole_and_apart() {
    let (outline, results) = wuhan();
    for chart in Chart::ALL {
        for pollutant in Pollutant::ALL {
            for lang in [Lang::Zh, Lang::En] {
                for size in SIZES {
                    for at in ["2021-01", "2023-06", "2024-12", "2025-12"] {
                        for standalone in [false, true] {
                            let mut view = view(pollutant, lang, size, standalone);
                            view.at = at.parse().unwrap();
                            let (recorder, _) = record(chart, &outline, &results, &view);
                            let what = format!("{chart:?} {pollutant:?} {lang:?} {size:?} {at} {standalone}");
                            recorder.check(size, &what);
                            assert!(recorder.words.len() > 6, "{what}");
                        }
                    }
                }
            }
        }
    }
}

/// The schedule runs from top to bottom through the rows of the waterfall: no value may stand across it.
#[test]
fn no_line_strikes_the_waterfalls_values_through() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        for lang in [Lang::Zh, Lang::En] {
            for size in [(360.0, 420.0), (560.0, 420.0), (860.0, 420.0), (1280.0, 720.0)] {
                let view = view(pollutant, lang, size, true);
                let (recorder, _) = record(Chart::Waterfall, &outline, &results, &view);
                let upright =
                    |line: &&Vec<(f64, f64)>| line.len() == 2 && (line[0].0 - line[1].0).abs() < 1e-9;
                let schedule = recorder.dark.iter().filter(upright);
                for (line, word) in schedule.flat_map(|line| recorder.words.iter().map(move |w| (line, w))) {
                    let across = (word.left - 1.0..word.right + 1.0).contains(&line[0].0);
                    let (low, high) = (line[0].1.min(line[1].1), line[0].1.max(line[1].1));
                    let apart = !across || word.bottom <= low || word.top >= high;
                    assert!(apart, "{pollutant:?} {size:?}: {} is struck through", word.text);
                }
            }
        }
    }
}

/// The unit stands once above the list of costs, and no measure of the picture goes unnamed.
#[test]
fn costs_are_read_in_one_unit() {
    let (outline, results) = wuhan();
    let view = view(Pollutant::Vocs, Lang::Zh, (1280.0, 720.0), true);
    let (recorder, _) = record(Chart::CostCurve, &outline, &results, &view);
    let units = recorder.words.iter().filter(|word| word.text.ends_with("元/吨")).count();
    assert_eq!(units, 2, "the axis' and the list's");
    assert!(recorder.has("7–10↑"), "steps that are cut and narrow have a name together");
}

/// A point that is no part of a line says what it is.
#[test]
fn every_opening_of_the_progress_chart_has_its_name() {
    let (outline, results) = wuhan();
    for pollutant in Pollutant::ALL {
        for (lang, name) in [(Lang::Zh, "前期累计"), (Lang::En, "Earlier projects")] {
            let view = view(pollutant, lang, (1280.0, 720.0), true);
            let (recorder, _) = record(Chart::Progress, &outline, &results, &view);
            let named = recorder.words.iter().filter(|word| word.text.starts_with(name)).count();
            assert_eq!(named, outline.openings[pollutant].len(), "{pollutant:?}");
        }
    }
}

#[test]
fn the_band_says_why_the_line_may_leave_it() {
    let (outline, mut results) = wuhan();
    let view = view(Pollutant::Nox, Lang::Zh, (1280.0, 720.0), true);
    let (with, _) = record(Chart::Progress, &outline, &results, &view);
    assert!(with.has("拖期"));
    results.uncertainty = None;
    assert!(!record(Chart::Progress, &outline, &results, &view).0.has("拖期"));
}

#[test]
fn the_progress_chart_says_what_it_is_about() {
    let (outline, results) = wuhan();
    let (zh, _) =
        record(Chart::Progress, &outline, &results, &view(Pollutant::Nox, Lang::Zh, (860.0, 420.0), true));
    for part in [
        "氮氧化物重点工程",
        "吨，2021–2025年",
        "截至2024年12月底",
        "低于时序进度",
        "时序进度",
        "目标 10,000",
        "估算",
        "示例",
        "2023",
    ] {
        assert!(zh.has(part), "{part}");
    }
    let (en, _) =
        record(Chart::Progress, &outline, &results, &view(Pollutant::Cod, Lang::En, (860.0, 420.0), true));
    for part in ["COD", "End of Dec 2024", "schedule", "Target 14,000", "illustrative", "80% range"] {
        assert!(en.has(part), "{part}");
    }
}

#[test]
fn extreme_data_are_drawn() {
    let (outline, results) = wuhan();
    for chart in Chart::ALL {
        for value in [0.0, -5e3, 1e12, 1e-9, f64::NAN] {
            for (size, target) in SIZES.into_iter().flat_map(|size| [(size, true), (size, false)]) {
                let mut extreme = results.clone();
                extreme.uncertainty = None;
                for series in &mut extreme.pollutants.0 {
                    let rows = [
                        &mut series.reduction_t,
                        &mut series.emission_t_per_year,
                        &mut series.no_action_t_per_year,
                    ];
                    for row in rows {
                        row.fill(value);
                    }
                    for (_, share) in &mut series.attribution_t {
                        *share = value;
                    }
                    if !target {
                        (series.schedule_t, series.target_t) = (None, None);
                    }
                }
                let view = view(Pollutant::Tp, Lang::Zh, size, true);
                let (recorder, _) = record(chart, &outline, &extreme, &view);
                recorder.check(size, &format!("{chart:?} {value} {size:?} {target}"));
            }
        }
    }
}

#[test]
fn a_chart_without_data_is_empty() {
    let (outline, mut results) = wuhan();
    results.months.clear();
    for series in &mut results.pollutants.0 {
        *series = jianpai::results::PollutantResults::default();
    }
    for chart in Chart::ALL {
        record(chart, &outline, &results, &view(Pollutant::Nox, Lang::Zh, (700.0, 380.0), false));
    }
}

#[test]
fn a_picture_is_a_document_of_its_own() {
    let (mut outline, results) = wuhan();
    let note = &mut outline.targets.get_mut(&Pollutant::Nox).unwrap().provenance.as_mut().unwrap().text;
    note.zh = "a < b & \"c\"".to_owned();
    for chart in Chart::ALL {
        let view = view(Pollutant::Nox, Lang::Zh, (700.0, 380.0), true);
        let svg = svg(chart, &subject(&outline, &results, &view), &view).unwrap();
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"));
        assert!(svg.contains("<title>") && svg.contains("<desc>") && svg.contains("zh-CN"), "{chart:?}");
        assert!(!svg.contains("a < b") && !svg.contains("NaN") && !svg.contains("inf"), "{chart:?}");
    }
}
