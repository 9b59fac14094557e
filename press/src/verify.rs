//! A picture's record against a new run.

use crate::record::{Headline, Record};
use crate::words::{Text, pollutant};
use serde::Serialize;

/// Something that is not what it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// What kind of thing: `version`, `file`, `figure`, `results`, `chance` or `chances`.
    pub kind: &'static str,
    /// The pollutant of a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pollutant: Option<String>,
    /// In words.
    pub message: Text,
}

/// What is not as it was when the picture was drawn. Only another `version` still reproduces it.
pub fn differences(then: &Record, now: &Record) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut say = |kind, pollutant: Option<&str>, message| {
        found.push(Difference { kind, pollutant: pollutant.map(str::to_owned), message });
    };
    if then.version != now.version {
        let (was, is) = (&then.version, &now.version);
        say(
            "version",
            None,
            Text::new(
                format!("图片由 {was} 版程序生成，现为 {is} 版。"),
                format!("The picture was made by version {was}; this is {is}."),
            ),
        );
    }
    let (was, is) = (&then.scenario.hashes, &now.scenario.hashes);
    for name in was.keys().chain(is.keys().filter(|name| !was.contains_key(*name))) {
        if was.get(name) != is.get(name) {
            let message = match (was.contains_key(name), is.contains_key(name)) {
                (true, true) => Text::new(
                    format!("情景文件 {name} 在出图后有改动。"),
                    format!("The scenario's file {name} was changed after the picture was made."),
                ),
                (true, false) => Text::new(
                    format!("情景现在不用文件 {name}。"),
                    format!("The scenario no longer uses the file {name}."),
                ),
                _ => Text::new(
                    format!("情景现在多用一个文件 {name}。"),
                    format!("The scenario now uses the file {name}, too."),
                ),
            };
            say("file", None, message);
        }
    }
    let mut figures_differ = false;
    for (id, was) in &then.figures {
        let name = pollutant(id);
        for message in
            now.figures.get(id).map_or_else(|| vec![lost(&name)], |is| changed(&name, then, was, is))
        {
            figures_differ = true;
            say("figure", Some(id), message);
        }
    }
    if then.results != now.results && !figures_differ {
        say(
            "results",
            None,
            Text::new(
                "核算减排量与目标一致，其他结果（排放、分措施贡献或费用）有差异。",
                "Counted reductions and targets are the same; other results (emissions, contributions or costs) differ.",
            ),
        );
    }
    if let Some(was) = &then.chances {
        match &now.chances {
            Some(is) if was.all.to_bits() != is.all.to_bits() => {
                let (was, is) = (100.0 * was.all, 100.0 * is.all);
                say(
                    "chance",
                    None,
                    Text::new(
                        format!("全部达标概率：图中 {was:.1}%，现为 {is:.1}%。"),
                        format!("Chance that all are on schedule: {was:.1}% in the picture, {is:.1}% now."),
                    ),
                );
            }
            Some(is) if *was == *is => {}
            _ => say(
                "chances",
                None,
                Text::new("概率区间与图中不同。", "The bands are not those of the picture."),
            ),
        }
    }
    found
}

fn lost(name: &Text) -> Text {
    Text::new(format!("{}：现无此项结果。", name.zh), format!("{}: no such results now.", name.en))
}

/// The figures of one pollutant that are not what they were.
fn changed(name: &Text, then: &Record, was: &Headline, is: &Headline) -> Vec<Text> {
    let at = &then.at;
    let figures = [
        (
            format!("截至 {at} 的核算减排量"),
            format!("counted reduction by {at}"),
            Some(was.counted_t),
            Some(is.counted_t),
        ),
        (
            "规划期末核算减排量".to_owned(),
            "counted reduction by the plan's end".to_owned(),
            Some(was.at_the_end_t),
            Some(is.at_the_end_t),
        ),
        (format!("截至 {at} 的时序进度"), format!("schedule by {at}"), was.due_t, is.due_t),
        ("目标".to_owned(), "target".to_owned(), was.target_t, is.target_t),
    ];
    let differing =
        figures.into_iter().filter(|(_, _, was, is)| was.map(f64::to_bits) != is.map(f64::to_bits));
    differing
        .map(|(zh, en, was, is)| {
            let change = was.zip(is).map(|(was, is)| is - was);
            Text::new(
                format!(
                    "{}{zh}：图中 {}，现为 {}{}。",
                    name.zh,
                    tonnes(was, "吨", "无"),
                    tonnes(is, "吨", "无"),
                    change.map(|t| format!("（{t:+.3} 吨）")).unwrap_or_default()
                ),
                format!(
                    "{}, {en}: {} in the picture, {} now{}.",
                    name.en,
                    tonnes(was, "t", "none"),
                    tonnes(is, "t", "none"),
                    change.map(|t| format!(" ({t:+.3} t)")).unwrap_or_default()
                ),
            )
        })
        .collect()
}

fn tonnes(value: Option<f64>, unit: &str, none: &str) -> String {
    value.map_or_else(|| none.to_owned(), |value| format!("{value:.3} {unit}"))
}
