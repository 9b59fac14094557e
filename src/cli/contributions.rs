//! Contributions as a table for people and as CSV for spreadsheets.

use super::output::{quoted, right, tonnes_of};
use jianpai::analysis::By;
use jianpai::locale::{Lang, Text, fixed};
use jianpai::results::Map;
use jianpai::results::{Contributions, Share};
use jianpai::units::{PerPollutant, Pollutant};
use std::io::{self, Write};

/// One row a measure, project, district, source or item.
pub fn csv(out: &mut impl Write, contributions: &Contributions) -> io::Result<()> {
    let columns = |name: &str| Pollutant::ALL.map(|p| name.replace('*', p.id())).join(",");
    writeln!(
        out,
        "id,name_zh,name_en,{},{},equivalents,capital_cny,annualised_cny,{},cny_per_equivalent,{},full_year_equivalents,{},\
         full_year_cny_per_equivalent",
        columns("counted_*_t"),
        columns("uncounted_*_t"),
        columns("cny_per_t_*"),
        columns("full_year_*_t"),
        columns("full_year_cny_per_t_*")
    )?;
    for row in &contributions.rows {
        let Share { counted_t, uncounted_t, equivalents, capital_cny, annualised_cny, .. } = &row.share;
        write!(out, "{}", quoted(row.id.as_deref().unwrap_or_default()))?;
        write!(out, ",{},{}", quoted(&row.name.zh), quoted(&row.name.en))?;
        for tonnes in counted_t.0.iter().chain(&uncounted_t.0) {
            write!(out, ",{tonnes}")?;
        }
        write!(out, ",{equivalents},{capital_cny},{annualised_cny}")?;
        let of = |prices: &Map<Pollutant, f64>| Pollutant::ALL.map(|p| prices.get(&p).copied());
        let year = &row.share.full_year;
        let cells = of(&row.share.cny_per_t).into_iter().chain([row.share.cny_per_equivalent]);
        let cells = cells.chain(of(&year.t_per_year)).chain([Some(year.equivalents)]);
        for cell in cells.chain(of(&year.cny_per_t)).chain([year.cny_per_equivalent]) {
            write!(out, ",{}", cell.map(|cell| cell.to_string()).unwrap_or_default())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Tonnes, pollution equivalents and costs, one line each; what does not count on a line of its own.
pub fn table(out: &mut impl Write, name: &Text, contributions: &Contributions, lang: Lang) -> io::Result<()> {
    writeln!(out, "{}  ·  {}\n", name.in_lang(lang), contributions.at)?;
    for p in Pollutant::ALL {
        write!(out, "{}", right(&tonnes_of(p, lang), 14))?;
    }
    let headings = [
        ("污染当量数", "equivalents"),
        ("投资 万元", "capital*"),
        ("年化 万元/年", "annualised*"),
        ("元/当量**", "CNY/equiv.**"),
    ];
    for (zh, en) in headings {
        write!(out, "{}", right(lang.pick(zh, en), 14))?;
    }
    writeln!(out, "  {}", heading(contributions.by, lang))?;
    for row in &contributions.rows {
        line(out, &row.share, row.name.in_lang(lang), lang)?;
    }
    line(out, &contributions.total, lang.pick("合计", "Total"), lang)?;
    let notes = match lang {
        Lang::Zh => "\n** 年化费用除以项目全部满负荷运行一年的污染当量数",
        Lang::En => {
            "\n*  10,000 CNY; annualised: 10,000 CNY/yr\n** annualised cost over the pollution equivalents of a year of full operation"
        }
    };
    writeln!(out, "{notes}")
}

/// What a row is.
fn heading(by: By, lang: Lang) -> &'static str {
    match by {
        By::Measure => lang.pick("措施", "measure"),
        By::Project => lang.pick("项目", "project"),
        By::District => lang.pick("区", "district"),
        By::Source => lang.pick("排放源", "source"),
        By::Item => lang.pick("工作安排事项", "work-plan item"),
    }
}

fn line(out: &mut impl Write, share: &Share, name: &str, lang: Lang) -> io::Result<()> {
    let any = |tonnes: &PerPollutant<f64>| tonnes.0.iter().any(|t| *t != 0.0);
    let uncounted = any(&share.uncounted_t);
    let only_uncounted = uncounted && !any(&share.counted_t);
    tonnes(out, if only_uncounted { &share.uncounted_t } else { &share.counted_t })?;
    write!(
        out,
        "{:>14}{:>14}{:>14}",
        fixed(share.equivalents, 0),
        fixed(share.capital_cny / 1e4, 0),
        fixed(share.annualised_cny / 1e4, 0)
    )?;
    match share.full_year.cny_per_equivalent {
        Some(price) => write!(out, "{:>14}", fixed(price, 2))?,
        None => write!(out, "{:>14}", "-")?,
    }
    let mark = lang.pick("（不计入）", " (not counted)");
    writeln!(out, "  {name}{}", if only_uncounted { mark } else { "" })?;
    if uncounted && !only_uncounted {
        tonnes(out, &share.uncounted_t)?;
        writeln!(out, "{:>56}  {mark}", "")?;
    }
    Ok(())
}

fn tonnes(out: &mut impl Write, tonnes: &PerPollutant<f64>) -> io::Result<()> {
    for (_, t) in tonnes.iter() {
        if *t == 0.0 { write!(out, "{:>14}", "")? } else { write!(out, "{:>14}", fixed(*t, 1))? }
    }
    Ok(())
}
