//! What measures do apart, as a table for people and as CSV for spreadsheets.

use super::output::{name_of, quoted, right};
use jianpai::locale::{Lang, Text, fixed};
use jianpai::results::{ApartRow, Overlaps};
use jianpai::units::Pollutant;
use std::io::{self, Write};

/// One row a measure and pollutant, then one a pair and pollutant.
pub fn csv(out: &mut impl Write, overlaps: &Overlaps) -> io::Result<()> {
    writeln!(out, "measure,other,pollutant,fair_t,alone_t,leave_one_out_t,overlap_t")?;
    for row in &overlaps.measures {
        for p in Pollutant::ALL {
            let (fair, alone, last) = (row.fair_t[p], row.alone_t[p], row.leave_one_out_t[p]);
            writeln!(out, "{},,{},{fair},{alone},{last},", quoted(&row.id), p.id())?;
        }
    }
    for pair in &overlaps.pairs {
        for (p, t) in pair.overlap_t.iter() {
            writeln!(out, "{},{},{},,,,{t}", quoted(&pair.one), quoted(&pair.other), p.id())?;
        }
    }
    Ok(())
}

/// A block a pollutant: what each measure brings fairly, alone, and what is lost without it; then the pairs.
pub fn table(out: &mut impl Write, name: &Text, overlaps: &Overlaps, lang: Lang) -> io::Result<()> {
    writeln!(out, "{}  ·  {}", name.in_lang(lang), overlaps.at)?;
    let measure =
        |id: &str| overlaps.measures.iter().find(|row| row.id == id).map_or("", |row| row.name.in_lang(lang));
    for p in Pollutant::ALL {
        let acts = |row: &&ApartRow| row.fair_t[p] != 0.0 || row.alone_t[p] != 0.0;
        writeln!(out)?;
        let pollutant = name_of(p, lang);
        let headings = [
            (pollutant.as_str(), pollutant.as_str()),
            ("分摊 t", "fair t"),
            ("单独实施 t", "alone t"),
            ("撤掉即失 t", "lost without t"),
        ];
        for ((zh, en), width) in headings.into_iter().zip([10, 12, 14, 16]) {
            write!(out, "{}", right(lang.pick(zh, en), width))?;
        }
        writeln!(out)?;
        for row in overlaps.measures.iter().filter(acts) {
            let mark = if row.counts { "" } else { lang.pick("（不计入）", " (not counted)") };
            let [fair, alone, last] =
                [row.fair_t[p], row.alone_t[p], row.leave_one_out_t[p]].map(|t| fixed(t, 1));
            writeln!(out, "{fair:>22}{alone:>14}{last:>16}  {}{mark}", row.name.in_lang(lang))?;
        }
        for pair in overlaps.pairs.iter().filter(|pair| pair.overlap_t[p].abs() >= 0.05) {
            let (t, one, other) = (pair.overlap_t[p], measure(&pair.one), measure(&pair.other));
            let (t, both) = (fixed(t, 1), t > 0.0);
            match (lang, both) {
                (Lang::Zh, true) => writeln!(out, "{t:>22}  “{one}”与“{other}”都能减的量")?,
                (Lang::En, true) => writeln!(out, "{t:>22}  claimed by both {one} and {other}")?,
                (Lang::Zh, false) => writeln!(out, "{t:>22}  “{one}”与“{other}”合起来多减的量")?,
                (Lang::En, false) => writeln!(out, "{t:>22}  {one} and {other} cut more together")?,
            }
        }
    }
    Ok(())
}
