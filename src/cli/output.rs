//! Results as a table for people and as CSV for spreadsheets.

use jianpai::locale::{Lang, fixed, pollutant_name};
use jianpai::results::{Outline, Results, Standing};
use jianpai::units::{Month, Pollutant};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Columns that a pollutant's name takes at the left of a table.
const NAME: usize = 12;

/// `text` as a cell of a CSV file.
pub fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// `text` at the right end of `width` columns of a terminal, where a Chinese character takes two.
pub fn right(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(columns(text))) + text
}

/// The heading of a column of tonnes: 氮氧化物 吨, NOx t.
pub fn tonnes_of(p: Pollutant, lang: Lang) -> String {
    format!("{} {}", name_of(p, lang), lang.pick("吨", "t"))
}

/// A pollutant as people of the language call it.
pub fn name_of(p: Pollutant, lang: Lang) -> String {
    let name = pollutant_name(p.id());
    match (lang, p) {
        (Lang::Zh, Pollutant::Vocs) => "VOCs".to_owned(),
        _ => name.in_lang(lang).to_owned(),
    }
}

/// `text` at the left end of `width` columns of a terminal.
pub fn left(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(columns(text)))
}

/// A difference, to one decimal: +4.3.
pub fn signed(value: f64) -> String {
    let text = fixed(value, 1);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// How many columns of a terminal `text` takes: a Chinese character two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{2e80}' { 1 } else { 2 }).sum()
}

/// One row a month and pollutant; with draws their quantiles, and the chance on schedule at the end of a year.
pub fn csv(out: &mut impl Write, results: &Results) -> io::Result<()> {
    write!(
        out,
        "month,pollutant,schedule_t,reduction_t,opening_t,offset_t,emission_t_per_year,no_action_t_per_year"
    )?;
    writeln!(
        out,
        "{}",
        match results.uncertainty {
            Some(_) => ",p5_t,p10_t,p25_t,p50_t,p75_t,p90_t,p95_t,on_schedule",
            None => "",
        }
    )?;
    for (p, series) in results.pollutants.iter() {
        for (i, month) in results.months.iter().enumerate() {
            let schedule = series.schedule_t.as_ref().map(|s| s[i].to_string()).unwrap_or_default();
            write!(
                out,
                "{month},{},{schedule},{},{},{},{},{}",
                p.id(),
                series.reduction_t[i],
                series.opening_t[i],
                series.offset_t[i],
                series.emission_t_per_year[i],
                series.no_action_t_per_year[i]
            )?;
            if let Some(uncertainty) = &results.uncertainty {
                let bands = &uncertainty.pollutants[p];
                for row in [&bands.p5, &bands.p10, &bands.p25, &bands.p50, &bands.p75, &bands.p90, &bands.p95]
                {
                    write!(out, ",{}", row[i])?;
                }
                let chance = bands.on_schedule.get(month).map(f64::to_string).unwrap_or_default();
                write!(out, ",{chance}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// A summary at the month asked for: one line a pollutant, then what each measure brings.
pub fn table(out: &mut impl Write, outline: &Outline, results: &Results, lang: Lang) -> io::Result<()> {
    let text = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    writeln!(out, "{}  ·  {}", outline.name.in_lang(lang), results.at)?;
    if outline.illustrative {
        writeln!(out, "{}", text("台账为示例数据，不作为考核依据。", "The ledger is illustrative."))?;
    }
    let estimates: Vec<_> =
        outline.targets.iter().filter(|(_, t)| t.estimate).map(|(p, _)| name_of(*p, lang)).collect();
    if !estimates.is_empty() {
        let (names, are) =
            (estimates.join(text("、", ", ")), text("目标值为估算：", "Targets are estimates: "));
        writeln!(out, "{are}{names}")?;
    }
    let at = results.months.iter().position(|month| *month == results.at).unwrap_or(0);
    let headings = [
        text("核算减排量 吨", "counted t"),
        text("时序进度 吨", "schedule t"),
        text("差额 吨", "gap t"),
        text("完成目标 %", "% of target"),
        text("百分点", "points"),
    ];
    write!(out, "\n{}", left("", NAME))?;
    for heading in headings {
        write!(out, "{}", right(heading, 14))?;
    }
    writeln!(out, "  {}", text("状态", "status"))?;
    for p in Pollutant::ALL {
        let series = &results.pollutants[p];
        write!(out, "{}{:>14}", left(&name_of(p, lang), NAME), fixed(series.reduction_t[at], 1))?;
        match (series.target_t, &series.schedule_t, series.gap_t, series.status) {
            (Some(target), Some(schedule), Some(gap), Some(status)) => writeln!(
                out,
                "{:>14}{:>14}{:>14}{:>14}  {}",
                fixed(schedule[at], 1),
                fixed(gap, 1),
                fixed(100.0 * series.reduction_t[at] / target, 1),
                signed(100.0 * gap / target),
                match status {
                    Standing::Ahead => text("达到时序进度", "ahead"),
                    Standing::AtRisk => text("临界", "at risk"),
                    Standing::Behind => text("滞后", "behind"),
                }
            )?,
            _ => writeln!(out, "  {}", text("未设目标", "no target"))?,
        }
    }
    writeln!(out, "\n{}", text("各措施贡献（吨）", "Contributions, t"))?;
    for p in Pollutant::ALL {
        write!(out, "{}", right(&name_of(p, lang), 12))?;
    }
    writeln!(out, "  {}", text("措施", "measure"))?;
    for measure in &outline.measures {
        let shares = Pollutant::ALL.map(|p| {
            let series = &results.pollutants[p];
            series.attribution_t.get(&measure.id).or(series.uncounted_t.get(&measure.id)).copied()
        });
        if shares.iter().any(Option::is_some) {
            for share in shares {
                match share {
                    Some(share) => write!(out, "{:>12}", fixed(share, 1))?,
                    None => write!(out, "{:>12}", "")?,
                }
            }
            let uncounted = if measure.counts { "" } else { text("（不计入）", " (not counted)") };
            writeln!(out, "  {}{uncounted}", measure.name.in_lang(lang))?;
        }
    }
    uncertainty(out, results, (at, outline.inventory_year), lang)?;
    costs(out, results, lang)
}

/// What draws say, where there are some: quantiles in the month number `at`, chances at the ends of years after that of the
/// `inventory`, what is missing.
fn uncertainty(
    out: &mut impl Write,
    results: &Results,
    (at, inventory): (usize, i32),
    lang: Lang,
) -> io::Result<()> {
    let Some(uncertainty) = &results.uncertainty else { return Ok(()) };
    let (draws, seed) = (uncertainty.draws, uncertainty.seed);
    match lang {
        Lang::Zh => writeln!(out, "\n不确定性（抽样{draws}次，种子{seed}；吨，概率 %）")?,
        Lang::En => writeln!(out, "\nUncertainty ({draws} draws, seed {seed}; t, chances in %)")?,
    }
    let chances = uncertainty.pollutants.iter().flat_map(|(_, bands)| bands.on_schedule.iter());
    let ends: BTreeSet<Month> = chances.map(|(end, _)| *end).filter(|end| end.year() > inventory).collect();
    write!(out, "{}", left("", NAME))?;
    for heading in ["P10", "P50", "P90"] {
        write!(out, "{}", right(heading, 12))?;
    }
    for end in &ends {
        let heading = match lang {
            Lang::Zh => format!("{}年末达标", end.year()),
            Lang::En => format!("chance {}", end.year()),
        };
        write!(out, "{}", right(&heading, 14))?;
    }
    writeln!(out, "{}", right(lang.pick("若未达标缺口", "short if missed"), 18))?;
    for p in Pollutant::ALL {
        let bands = &uncertainty.pollutants[p];
        write!(out, "{}", left(&name_of(p, lang), NAME))?;
        for row in [&bands.p10, &bands.p50, &bands.p90] {
            write!(out, "{:>12}", fixed(row[at], 1))?;
        }
        for end in &ends {
            match bands.on_schedule.get(end) {
                Some(chance) => write!(out, "{:>14}", fixed(100.0 * chance, 1))?,
                None => write!(out, "{:>14}", "")?,
            }
        }
        match bands.shortfall_t {
            Some(short) => writeln!(out, "{:>18}", fixed(short, 1))?,
            None => writeln!(out)?,
        }
    }
    if ends.is_empty() {
        return Ok(());
    }
    let all = 100.0 * uncertainty.all_on_schedule;
    writeln!(
        out,
        "{:>12}  {}",
        fixed(all, 1),
        lang.pick("到规划期末全部达标的概率 %", "chance that all are on schedule at the plan's end, %")
    )
}

/// What it costs: in all, by pollution equivalent, by year.
fn costs(out: &mut impl Write, results: &Results, lang: Lang) -> io::Result<()> {
    let cost = &results.cost;
    writeln!(out, "\n{}", lang.pick("费用（万元）", "Costs, 10,000 CNY"))?;
    let lines = [
        (cost.capital_cny / 1e4, ("投资", "capital")),
        (cost.annualised_cny / 1e4, ("年化费用", "annualised, a year")),
    ];
    for (amount, (zh, en)) in lines {
        writeln!(out, "{:>12}  {}", fixed(amount, 0), lang.pick(zh, en))?;
    }
    if let Some(price) = cost.full_year.cny_per_equivalent {
        let unit = lang.pick(
            "元/污染当量（项目全部满负荷运行的一年）",
            "CNY per pollution equivalent, in a year of full operation",
        );
        writeln!(out, "{:>12}  {unit}", fixed(price, 2))?;
    }
    for (year, of_year) in &cost.by_year {
        let (amount, projects) = (fixed(of_year.capital_cny / 1e4, 0), of_year.projects);
        match lang {
            Lang::Zh => writeln!(out, "{amount:>12}  {year} 年完成的 {projects} 个项目的投资")?,
            Lang::En => writeln!(out, "{amount:>12}  capital of the {projects} projects of {year}")?,
        }
    }
    Ok(())
}
