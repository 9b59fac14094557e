//! A comparison as a table for people and as CSV for spreadsheets.

use super::output::{quoted, right, signed as with_sign, tonnes_of};
use jianpai::locale::{Lang, fixed};
use jianpai::results::{Comparison, Difference, Kind};
use jianpai::units::{PerPollutant, Pollutant};
use std::io::{self, Write};

/// So many projects are listed in the table.
const MOST_PROJECTS: usize = 20;

/// One row each: the whole, opening, offset, measures, projects.
pub fn csv(out: &mut impl Write, comparison: &Comparison) -> io::Result<()> {
    let columns = |name: &str| Pollutant::ALL.map(|p| name.replace('*', p.id())).join(",");
    let tonnes = ["here_*_t", "there_*_t", "difference_*_t"].map(columns).join(",");
    writeln!(out, "row,id,name,kind,measure,completion_here,completion_there,{tonnes}")?;
    let whole = [
        ("reduction", &comparison.reduction),
        ("opening", &comparison.opening),
        ("offset", &comparison.offset),
    ];
    for (row, tonnes) in whole {
        write!(out, "{row},,,,,,")?;
        cells(out, tonnes)?;
    }
    for measure in &comparison.measures {
        let (id, name, kind) = (quoted(&measure.id), quoted(&measure.name.zh), measure.kind.id());
        write!(out, "measure,{id},{name},{kind},,,")?;
        cells(out, &measure.counted)?;
    }
    for project in &comparison.projects {
        let (id, name, kind) = (quoted(&project.id), quoted(&project.name.zh), project.kind.id());
        let month = |month: Option<jianpai::units::Month>| month.map(|m| m.to_string()).unwrap_or_default();
        let completion = (month(project.completion.here), month(project.completion.there));
        let measure = quoted(&project.measure);
        write!(out, "project,{id},{name},{kind},{measure},{},{}", completion.0, completion.1)?;
        cells(out, &project.counted)?;
    }
    Ok(())
}

fn cells(out: &mut impl Write, tonnes: &Difference) -> io::Result<()> {
    for t in [&tonnes.here_t, &tonnes.there_t, &tonnes.difference_t].into_iter().flat_map(|t| &t.0) {
        write!(out, ",{t}")?;
    }
    writeln!(out)
}

/// The whole, then what measures and projects differ by. Scenarios of one name are told apart by what was `asked` for.
pub fn table(
    out: &mut impl Write,
    comparison: &Comparison,
    asked: &[String; 2],
    lang: Lang,
) -> io::Result<()> {
    let names = [&comparison.here, &comparison.there].map(|side| side.name.in_lang(lang));
    let alike = names[0] == names[1];
    for (letter, (name, asked)) in ["A", "B"].into_iter().zip(names.into_iter().zip(asked)) {
        let apart = if alike { format!("  ({asked})") } else { String::new() };
        writeln!(out, "{letter}  {name}{apart}")?;
    }
    writeln!(out, "{}  ·  B - A\n", comparison.at)?;
    for p in Pollutant::ALL {
        write!(out, "{}", right(&tonnes_of(p, lang), 15))?;
    }
    writeln!(out)?;
    line(out, &comparison.reduction.here_t, lang.pick("A 核算减排量", "A, counted reduction"))?;
    line(out, &comparison.reduction.there_t, lang.pick("B 核算减排量", "B, counted reduction"))?;
    signed(out, &comparison.reduction.difference_t, lang.pick("差额", "difference"))?;
    for (tonnes, (zh, en)) in [
        (&comparison.opening, ("其中：已有减排量", "of it, opening")),
        (&comparison.offset, ("其中：替代量", "of it, offset")),
    ] {
        if tonnes.difference_t.0.iter().any(|t| *t != 0.0) {
            signed(out, &tonnes.difference_t, lang.pick(zh, en))?;
        }
    }
    if comparison.projects.is_empty() {
        let same = lang.pick(
            "中心结果没有差别；若只改了工期、落实的不确定性，请各自用 run --draws 查看",
            "The central results are the same; where only delays and delivery differ, see run --draws of each",
        );
        return writeln!(out, "\n{same}");
    }
    writeln!(out, "\n{}", lang.pick("按措施", "By measure"))?;
    for measure in comparison.measures.iter().filter(|measure| measure.kind != Kind::Same) {
        let name = format!("{}  {}", measure.kind.name().in_lang(lang), measure.name.in_lang(lang));
        difference(out, (&measure.counted, &measure.uncounted), &name, lang)?;
    }
    writeln!(out, "\n{}", lang.pick("按项目", "By project"))?;
    let own: Vec<_> = comparison.projects.iter().filter(|project| project.kind != Kind::Affected).collect();
    for project in own.iter().take(MOST_PROJECTS) {
        let name = project.name.in_lang(lang);
        let name = format!("{}  {} {name}", project.kind.name().in_lang(lang), project.id);
        difference(out, (&project.counted, &project.uncounted), &name, lang)?;
    }
    rest(
        out,
        lang.pick("其余项目", "all other projects"),
        own.iter().skip(MOST_PROJECTS).map(|p| &p.counted),
        lang,
    )?;
    let affected = comparison.projects.iter().filter(|project| project.kind == Kind::Affected);
    rest(out, Kind::Affected.name().in_lang(lang), affected.map(|project| &project.counted), lang)
}

/// Tonnes that count, or, where these are the same, those that don't.
fn difference(
    out: &mut impl Write,
    (counted, uncounted): (&Difference, &Difference),
    name: &str,
    lang: Lang,
) -> io::Result<()> {
    let differs = |tonnes: &Difference| tonnes.difference_t.0.iter().any(|t| *t != 0.0);
    if differs(counted) || !differs(uncounted) {
        return signed(out, &counted.difference_t, name);
    }
    let mark = lang.pick("（不计入）", " (not counted)");
    signed(out, &uncounted.difference_t, &format!("{name}{mark}"))
}

/// The sum of many, where there are any.
fn rest<'a>(
    out: &mut impl Write,
    name: &str,
    rows: impl Iterator<Item = &'a Difference>,
    lang: Lang,
) -> io::Result<()> {
    let mut sum = PerPollutant::default();
    let mut count = 0;
    for row in rows {
        count += 1;
        for p in Pollutant::ALL {
            sum[p] += row.difference_t[p];
        }
    }
    if count > 0 {
        signed(
            out,
            &sum,
            &match lang {
                Lang::Zh => format!("{name}（{count} 项）"),
                Lang::En => format!("{name} ({count})"),
            },
        )
    } else {
        Ok(())
    }
}

fn line(out: &mut impl Write, tonnes: &PerPollutant<f64>, name: &str) -> io::Result<()> {
    for (_, t) in tonnes.iter() {
        write!(out, "{:>15}", fixed(*t, 1))?;
    }
    writeln!(out, "  {name}")
}

fn signed(out: &mut impl Write, tonnes: &PerPollutant<f64>, name: &str) -> io::Result<()> {
    for (_, t) in tonnes.iter() {
        if t.abs() < 0.05 { write!(out, "{:>15}", "")? } else { write!(out, "{:>15}", with_sign(*t))? }
    }
    writeln!(out, "  {name}")
}
