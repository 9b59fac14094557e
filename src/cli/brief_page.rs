//! The page of a briefing: one HTML file with everything in it, which can be mailed and printed.

use super::brief::Drawn;
use super::study::Study;
use jianpai::locale::{Lang, amount, fixed};
use jianpai::notice;
use jianpai::results::{Provenance, Standing};
use jianpai::units::Pollutant;
use std::fmt::Write;

const STYLE: &str = "
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2024; background: #fff;
  font: 1rem/1.6 \"PingFang SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", \"Source Han Sans SC\", system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; font-size: 1.25rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.5rem; border-bottom: 1px solid #e4e7ea; text-align: right; }
.wide { overflow-x: auto; } th, td:first-child { min-width: 4.5em; }
th:first-child, td:first-child, .text { text-align: left; }
.note, footer { color: #5b626a; font-size: 0.9rem; } .paragraph { white-space: pre-line; }
figure { margin: 1rem 0; border: 1px solid #e4e7ea; break-inside: avoid; } figure svg { display: block; width: 100%; height: auto; }
li { margin: 0.2rem 0; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } }
";

/// The page of `study`, with `paragraph` and the pictures `drawn`.
pub fn page(study: &Study, paragraph: &str, drawn: &[Drawn], lang: Lang) -> String {
    let Study { outline, results, .. } = study;
    let name = escaped(outline.name.in_lang(lang));
    let title = match lang {
        Lang::Zh => format!("{name}：减排测算简报（截至{}底）", notice::month(results.at, lang)),
        Lang::En => format!("{name}: briefing, by the end of {}", notice::month(results.at, lang)),
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        lang.pick("zh-CN", "en")
    );
    let mut add = |text: &str| page.push_str(text);
    if let Some(caution) = notice::caution(outline, lang) {
        add(&format!("<p class=\"note\"><strong>{}</strong></p>\n", escaped(&caution)));
    }
    add(&format!("<p class=\"paragraph\">{}</p>\n", escaped(paragraph)));
    add(&summary(study, lang));
    for Drawn { chart, svg, .. } in drawn.iter().filter(|drawn| !drawn.chart.of_one_pollutant()) {
        add(&figure(chart.id(), svg));
    }
    for p in Pollutant::ALL {
        let mut of_pollutant =
            drawn.iter().filter(|drawn| drawn.chart.of_one_pollutant() && drawn.pollutant == p).peekable();
        if of_pollutant.peek().is_some() {
            let verdict = notice::verdict(results, p, lang);
            add(&format!("<h2 id=\"{}\">{}</h2>\n<p>{}</p>\n", p.id(), named(p, lang), escaped(&verdict)));
            of_pollutant.for_each(|drawn| add(&figure(drawn.chart.id(), &drawn.svg)));
        }
    }
    add(&measures(study, lang));
    add(&sources(study, lang));
    let made = match lang {
        Lang::Zh => {
            format!("减排推演 Jianpai {} 生成；数字取自 results.json，经修约。", env!("CARGO_PKG_VERSION"))
        }
        Lang::En => {
            format!(
                "Made by Jianpai {}; the figures are those of results.json, rounded.",
                env!("CARGO_PKG_VERSION")
            )
        }
    };
    add(&format!("<footer><p>{made}</p></footer>\n</body>\n</html>\n"));
    page
}

fn figure(chart: &str, svg: &str) -> String {
    format!("<figure data-chart=\"{chart}\">\n{svg}</figure>\n")
}

/// How each pollutant stands.
fn summary(study: &Study, lang: Lang) -> String {
    let results = &study.results;
    let at = results.months.iter().position(|month| *month == results.at).unwrap_or(0);
    let heads = match lang {
        Lang::Zh => {
            ["污染物", "核算减排量（吨）", "时序进度（吨）", "差额（吨）", "完成目标", "目标（吨）", "状态"]
        }
        Lang::En => ["Pollutant", "Counted, t", "Schedule, t", "Gap, t", "Of target", "Target, t", "Status"],
    };
    let rows = Pollutant::ALL.into_iter().map(|p| {
        let series = &results.pollutants[p];
        let counted = series.reduction_t[at];
        let due = series.schedule_t.as_ref().map(|schedule| schedule[at]);
        let status = series.status.map(|status| match status {
            Standing::Ahead => lang.pick("达到时序进度", "ahead"),
            Standing::AtRisk => lang.pick("临界", "at risk"),
            Standing::Behind => lang.pick("滞后", "behind"),
        });
        vec![
            named(p, lang).to_owned(),
            tonnes(Some(counted)),
            tonnes(due),
            tonnes(series.gap_t),
            series
                .target_t
                .map(|target| format!("{}%", fixed(100.0 * counted / target, 1)))
                .unwrap_or_default(),
            tonnes(series.target_t),
            status.unwrap_or(lang.pick("无目标", "no target")).to_owned(),
        ]
    });
    table("summary", &heads, rows)
}

/// What each measure brings and costs.
fn measures(study: &Study, lang: Lang) -> String {
    let Study { outline, results, .. } = study;
    let unit = lang.pick("（吨）", ", t");
    let mut heads = vec![lang.pick("措施", "Measure").to_owned()];
    heads.extend(Pollutant::ALL.map(|p| format!("{}{unit}", named(p, lang))));
    heads.push(lang.pick("投资（万元）", "Capital, 10,000 CNY").to_owned());
    let heads: Vec<_> = heads.iter().map(String::as_str).collect();
    let rows = outline.measures.iter().map(|measure| {
        let name = measure.name.in_lang(lang);
        let counted = if measure.counts { "" } else { lang.pick("（不计入）", " (not counted)") };
        let mut row = vec![format!("{}{counted}", escaped(name))];
        row.extend(Pollutant::ALL.map(|p| {
            let series = &results.pollutants[p];
            tonnes(series.attribution_t.get(&measure.id).or(series.uncounted_t.get(&measure.id)).copied())
        }));
        let cost = results.cost.by_measure.get(&measure.id);
        row.push(cost.map(|cost| fixed(cost.capital_cny / 1e4, 0)).unwrap_or_default());
        row
    });
    let title = lang.pick("各措施的贡献与投资", "What each measure brings and costs");
    format!("<h2 id=\"measures\">{title}</h2>\n{}", table("contributions", &heads, rows))
}

/// Where targets, openings and measures come from.
fn sources(study: &Study, lang: Lang) -> String {
    let outline = &study.outline;
    let title = lang.pick("依据", "Sources");
    let mut text = format!("<h2 id=\"sources\">{title}</h2>\n<ul>\n");
    let mut add = |name: String, provenance: Option<&Provenance>| {
        if let Some(provenance) = provenance {
            let source = escaped(provenance.text.in_lang(lang));
            let _ = writeln!(text, "<li>{}: {source}</li>", escaped(&name));
        }
    };
    for (p, target) in &outline.targets {
        add(format!("{} {}", named(*p, lang), lang.pick("目标", "target")), target.provenance.as_ref());
    }
    for (p, openings) in outline.openings.iter() {
        for opening in openings {
            let what = lang.pick("前期累计", "opening");
            add(
                format!("{} {what} {}", named(p, lang), notice::month(opening.month, lang)),
                opening.provenance.as_ref(),
            );
        }
    }
    for measure in &outline.measures {
        add(measure.name.in_lang(lang).to_owned(), measure.provenance.as_ref());
    }
    text + "</ul>\n"
}

fn table(id: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = format!("<div class=\"wide\"><table id=\"{id}\">\n<thead><tr>");
    for head in heads {
        let _ = write!(text, "<th scope=\"col\">{head}</th>");
    }
    text += "</tr></thead>\n<tbody>\n";
    for row in rows {
        text += "<tr>";
        for cell in row {
            let _ = write!(text, "<td>{cell}</td>");
        }
        text += "</tr>\n";
    }
    text + "</tbody>\n</table></div>\n"
}

fn tonnes(value: Option<f64>) -> String {
    value.map(amount).unwrap_or_default()
}

/// What a pollutant is called.
fn named(p: Pollutant, lang: Lang) -> &'static str {
    let (zh, en) = match p {
        Pollutant::Nox => ("氮氧化物", "NOx"),
        Pollutant::Vocs => ("挥发性有机物", "VOCs"),
        Pollutant::Cod => ("化学需氧量", "COD"),
        Pollutant::Nh3n => ("氨氮", "NH3-N"),
        Pollutant::Tp => ("总磷", "TP"),
    };
    lang.pick(zh, en)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
