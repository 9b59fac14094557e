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

/// A name, taken apart once: a ledger has thousands to compare.
#[derive(Debug)]
pub struct Shape {
    plain: String,
    /// What is the name's own: what tells it from others.
    own: String,
    pairs: Vec<Pair>,
    own_pairs: Vec<Pair>,
}

/// Neighbouring characters.
type Pair = (char, char);

impl Shape {
    /// The shape of `name`.
    pub fn of(name: &str) -> Self {
        let plain = plain(name);
        let own = distinguishing(&plain);
        Self { pairs: pairs(&plain), own_pairs: pairs(&own), plain, own }
    }
}

/// The one of `known`, each with all its names, that `text` is near to, and clearly nearer than to any other.
pub fn nearest<'k, T>(text: &str, known: impl IntoIterator<Item = (T, &'k [Shape])>) -> Option<T> {
    let text = Shape::of(text);
    let mut best: Option<(T, f64)> = None;
    let mut second = 0.0f64;
    for (one, names) in known {
        let like = names.iter().map(|name| likeness(name, &text)).fold(0.0, f64::max);
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
fn likeness(name: &Shape, text: &Shape) -> f64 {
    let has_it = name.own.chars().count() >= 2 && text.plain.contains(&name.own);
    let whole = if has_it { alike(&name.pairs, &text.pairs) } else { 0.0 };
    alike(&name.own_pairs, &text.own_pairs).max(whole)
}

/// A name without what many have.
fn distinguishing(name: &str) -> String {
    let own = COMMON.iter().fold(name.to_owned(), |name, common| name.replace(common, ""));
    own.trim_matches(|c: char| c.is_ascii_punctuation()).trim_end_matches(ENDS).to_owned()
}

fn pairs(text: &str) -> Vec<Pair> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// Pairs that both have, 0 to 1.
fn alike(one: &[Pair], other: &[Pair]) -> f64 {
    let all = one.len() + other.len();
    let mut other = other.to_vec();
    let mut common = 0;
    for pair in one {
        if let Some(at) = other.iter().position(|known| known == pair) {
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
        let measures = MEASURES.map(|(zh, en)| (zh, [zh, en].map(Shape::of)));
        let known = || measures.iter().map(|(zh, shapes)| (*zh, shapes.as_slice()));
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
            ["东湖高新区", "东湖风景区", "江岸区", "江夏区"].map(|name| (name, [Shape::of(name)]));
        let districts = || districts.iter().map(|(name, shapes)| (*name, shapes.as_slice()));
        assert_eq!(nearest("东湖高新技术开发区", districts()), Some("东湖高新区"));
        assert_eq!(nearest("江案区", districts()), None);
    }
}
