//! How alike two names are in what tells them from others: 综合利用 and 改造 are in many names and say nothing.

use super::spellings::plain;

/// From how alike on, 0 to 1, a name is near.
const NEAR: f64 = 0.5;
/// By so much it must be more alike than any other.
const MARGIN: f64 = 0.15;

/// What names of measures and districts have in common, the longest first.
const COMMON: [&str; 62] = [
    "economicdevelopmentzone",
    "infrastructure",
    "rectification",
    "construction",
    "technology",
    "replacement",
    "development",
    "retirement",
    "correction",
    "treatment",
    "emissions",
    "ultra-low",
    "emission",
    "district",
    "facilities",
    "facility",
    "projects",
    "project",
    "retrofit",
    "renewal",
    "control",
    "upgrade",
    "county",
    "works",
    "vocs",
    "voc",
    "nox",
    "cod",
    "tp",
    "技术开发区",
    "经济开发区",
    "挥发性有机物",
    "化学需氧量",
    "氮氧化物",
    "超低排放",
    "综合利用",
    "综合整治",
    "综合治理",
    "深度治理",
    "源头替代",
    "提标改造",
    "有限公司",
    "新改扩建",
    "开发区",
    "总磷",
    "氨氮",
    "改造",
    "治理",
    "整治",
    "工程",
    "项目",
    "建设",
    "升级",
    "提升",
    "更新",
    "更换",
    "淘汰",
    "提标",
    "处理",
    "设施",
    "利用",
    "减排",
];

/// Where 区 and the like end a district's name, they say nothing either.
const ENDS: [char; 3] = ['区', '县', '市'];

/// The one of `known`, each with all its names, that `text` is near to, and clearly nearer than to any other.
pub fn nearest<'k, T>(text: &str, known: impl Iterator<Item = (T, Vec<&'k str>)>) -> Option<T> {
    let mut best: Option<(T, f64)> = None;
    let mut second = 0.0f64;
    for (one, names) in known {
        let like = names.into_iter().map(|name| likeness(name, text)).fold(0.0, f64::max);
        match &best {
            Some((_, most)) if like <= *most => second = second.max(like),
            _ => {
                second = best.map_or(second, |(_, most)| second.max(most));
                best = Some((one, like));
            }
        }
    }
    best.filter(|(_, like)| *like >= NEAR && like - second >= MARGIN).map(|(one, _)| one)
}

/// How alike a known name and a text are, 0 to 1, in what is theirs; in all of it where the text has all that is the
/// name's own, so that a slip elsewhere does no harm.
fn likeness(name: &str, text: &str) -> f64 {
    let (name, text) = (plain(name), plain(text));
    let own = distinguishing(&name);
    let has_it = own.chars().count() >= 2 && text.contains(&own);
    let whole = if has_it { alike(&name, &text) } else { 0.0 };
    alike(&own, &distinguishing(&text)).max(whole)
}

/// A name without what many have.
fn distinguishing(name: &str) -> String {
    let own = COMMON.iter().fold(name.to_owned(), |name, common| name.replace(common, ""));
    own.trim_matches(|c: char| c.is_ascii_punctuation()).trim_end_matches(ENDS).to_owned()
}

/// Pairs of neighbouring characters that both have, 0 to 1.
fn alike(one: &str, other: &str) -> f64 {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let characters: Vec<char> = text.chars().collect();
        characters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (one, mut other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    let mut common = 0;
    for pair in one {
        if let Some(at) = other.iter().position(|known| *known == pair) {
            other.swap_remove(at);
            common += 1;
        }
    }
    if all == 0 { 0.0 } else { 2.0 * f64::from(common) / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURES: [(&str, &str); 10] = [
        ("水泥超低排放改造", "Cement ultra-low-emission retrofit"),
        ("焦化超低排放改造", "Coking ultra-low-emission retrofit"),
        ("重点行业绩效B级提升", "Grade-B performance upgrade of key industries"),
        ("钢结构涂装VOCs源头替代", "VOC source substitution, steel-structure coating"),
        ("秸秆综合利用", "Straw-burning control"),
        ("秸秆禁烧与综合利用", "Straw-burning control"),
        ("农村生活污水治理", "Village sewage treatment"),
        ("农村黑臭水体治理", "Rural black-odorous water bodies"),
        ("城镇污水处理能力新改扩建", "Urban sewage treatment capacity"),
        ("生物质锅炉深度治理", "Deep treatment of biomass boilers"),
    ];

    #[test]
    fn only_what_is_truly_near_is_suggested() {
        let known = || MEASURES.iter().map(|(zh, en)| (*zh, vec![*zh, *en]));
        for (text, expected) in [
            ("水泥窑改造", Some("水泥超低排放改造")),
            ("水泥超底排放改造", Some("水泥超低排放改造")),
            ("Cement retrofit", Some("水泥超低排放改造")),
            ("重点行业绩效提升", Some("重点行业绩效B级提升")),
            ("农村污水治理", Some("农村生活污水治理")),
            ("生物质锅炉治理项目", Some("生物质锅炉深度治理")),
            ("钢结构涂装源头替代", Some("钢结构涂装VOCs源头替代")),
            ("烟气余热综合利用", None),
            ("钢铁超低排放改造", None),
            ("汽车涂装VOCs源头替代", None),
            ("Steel ultra-low-emission retrofit", None),
            ("燃煤锅炉淘汰", None),
            ("污水治理", None),
            ("改造", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, known()), expected, "{text}");
        }
        let districts =
            || ["东湖高新区", "东湖风景区", "江岸区", "江夏区"].map(|name| (name, vec![name])).into_iter();
        assert_eq!(nearest("东湖高新技术开发区", districts()), Some("东湖高新区"));
        assert_eq!(nearest("江案区", districts()), None);
    }
}
