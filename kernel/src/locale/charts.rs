//! Words of charts.

use super::{Lang, Text, fixed};

/// A fixed word in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    zh: &'static str,
    en: &'static str,
}

impl Word {
    const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The word in `lang`.
    pub const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// The line a plan's target draws over its months.
pub const SCHEDULE: Word = Word::new("时序进度", "Schedule");
/// What the plan asks for by its end.
pub const TARGET: Word = Word::new("目标", "Target");
/// What the run gives.
pub const PROJECTED: Word = Word::new("测算", "Projected");
/// The run before levers moved.
pub const BEFORE: Word = Word::new("原方案", "Before");
/// From the 10 % to the 90 % quantile of the draws.
pub const BAND_80: Word = Word::new("80%区间", "80% range");
/// From the 25 % to the 75 % quantile of the draws.
pub const BAND_50: Word = Word::new("50%区间", "50% range");
/// What earlier projects, outside the ledger, had achieved.
pub const OPENING: Word = Word::new("前期累计", "Earlier projects");
/// Not a published figure.
pub const ESTIMATE: Word = Word::new("估算", "estimate");
/// The plan names no amount.
pub const NO_TARGET: Word = Word::new("未设目标", "No target");
/// Within half a point of the schedule.
pub const LEVEL: Word = Word::new("与时序进度基本持平", "level with the schedule");
/// As [`LEVEL`], where there is little room.
pub const LEVEL_SHORT: Word = Word::new("基本持平", "level");

/// Whether a share of a target is level with the schedule, `points` beyond or short of it: half a point either side.
/// What is `behind` is not: in a plan's first months half a point is much of what is due.
pub fn is_level(points: f64, behind: bool) -> bool {
    points.abs() <= 0.5 && !behind
}

/// Share of a target beyond or short of the schedule, in points: 超过时序进度4.2个百分点; or that it [`is_level`].
pub fn against_schedule(points: f64, behind: bool, lang: Lang) -> String {
    if is_level(points, behind) {
        return LEVEL.in_lang(lang).to_owned();
    }
    let size = fixed(points.abs(), 1);
    match (lang, points < 0.0) {
        (Lang::Zh, false) => format!("超过时序进度{size}个百分点"),
        (Lang::Zh, true) => format!("低于时序进度{size}个百分点"),
        (Lang::En, false) => format!("{size} points ahead of schedule"),
        (Lang::En, true) => format!("{size} points behind schedule"),
    }
}

/// As [`against_schedule`], where there is little room.
pub fn against_schedule_short(points: f64, behind: bool, lang: Lang) -> String {
    if is_level(points, behind) {
        return LEVEL_SHORT.in_lang(lang).to_owned();
    }
    let (sign, size) = (if points < 0.0 { "−" } else { "+" }, fixed(points.abs(), 1));
    match lang {
        Lang::Zh => format!("{sign}{size}个百分点"),
        Lang::En => format!("{sign}{size} points"),
    }
}

/// As [`against_schedule_short`], where there is hardly any.
pub fn against_schedule_shortest(points: f64, behind: bool, lang: Lang) -> String {
    if is_level(points, behind) {
        return LEVEL_SHORT.in_lang(lang).to_owned();
    }
    let sign = if points < 0.0 { "−" } else { "+" };
    format!("{sign}{}{}", fixed(points.abs(), 1), lang.pick("点", " pts"))
}

/// 截至2024年12月底.
pub fn by_the_end_of(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("截至{month}底"),
        Lang::En => format!("End of {month}"),
    }
}

/// `text`(估算).
pub fn estimated(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{text}（{}）", ESTIMATE.zh),
        Lang::En => format!("{text} ({})", ESTIMATE.en),
    }
}

/// 7,389吨，完成目标73.9%.
pub fn of_target(amount: &str, share: &str, lang: Lang) -> String {
    listed(&[amount, &target_done(share, lang)], lang)
}

/// 完成目标73.9%.
pub fn target_done(share: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("完成目标{share}"),
        Lang::En => format!("{share} of the target"),
    }
}

/// The name of an opening point: 前期累计（估算）.
pub fn opening(estimate: bool, lang: Lang) -> String {
    let name = OPENING.in_lang(lang);
    if estimate { estimated(name, lang) } else { name.to_owned() }
}

/// 2021–2025年.
pub fn years(first: i32, last: i32, lang: Lang) -> String {
    match (lang, first == last) {
        (Lang::Zh, true) => format!("{first}年"),
        (Lang::Zh, false) => format!("{first}–{last}年"),
        (Lang::En, true) => format!("{first}"),
        (Lang::En, false) => format!("{first}–{last}"),
    }
}

/// Parts of a title's second half: 吨，2021–2025年.
pub fn listed(parts: &[&str], lang: Lang) -> String {
    parts.join(lang.pick("，", ", "))
}

/// The notes under a chart as one text: 注：……；…….
pub fn notes(parts: &[String], lang: Lang) -> String {
    if parts.is_empty() {
        return String::new();
    }
    format!("{}{}", lang.pick("注：", "Note: "), parts.join(lang.pick("；", "; ")))
}

/// Where the figures come from: 目标来源：…….
pub fn source(text: &str, lang: Lang) -> String {
    format!("{}{text}", lang.pick("目标来源：", "Source of the target: "))
}

/// A note: the target is an estimate.
pub const TARGET_IS_ESTIMATE: Word = Word::new("目标值为估算", "the target is an estimate");
/// A note: the ledger's rows are examples.
pub const LEDGER_IS_EXAMPLE: Word = Word::new("台账为示例数据，不作为考核依据", "the ledger is illustrative");
/// A note: why the line may leave the band that is drawn around it.
pub const BAND_NOTE: Word = Word::new(
    "测算线假定项目全部如期投运，区间计入拖期与落空，故可低于测算线",
    "the line has all projects on time; the band allows for delays, so it may lie below",
);
/// Emission under all measures.
pub const WITH_MEASURES: Word = Word::new("落实措施", "With measures");
/// Emission without any measure.
pub const NO_ACTION: Word = Word::new("不采取措施", "No action");

/// An amount or a unit, a year: 吨/年.
pub fn a_year(amount: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{amount}/年"),
        Lang::En => format!("{amount}/yr"),
    }
}

/// How far an emission is below that without measures.
pub fn below_no_action(share: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("比不采取措施少{share}"),
        Lang::En => format!("{share} less than without action"),
    }
}

/// The smaller ones of a list, taken together.
pub fn others(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("其他{count}项"),
        Lang::En => format!("{count} others"),
    }
}

/// Title of the emission chart, at length and short.
pub fn emission_titles(pollutant: &Text, lang: Lang) -> [String; 2] {
    let name = pollutant.in_lang(lang);
    match lang {
        Lang::Zh => [format!("{name}排放量：按排放源，与不采取措施对比"), format!("{name}排放量")],
        Lang::En => [format!("{name} emissions by source, against no action"), format!("{name} emissions")],
    }
}

/// What the emission chart shows at the end of a month, for those who can't see it.
pub fn emission_described(month: &str, with: &str, without: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{month}{with}，不采取措施为{without}"),
        Lang::En => format!("{month} {with}, {without} without action"),
    }
}

/// What the plan counts: earlier projects and measures, less what is set aside.
pub const COUNTED: Word = Word::new("核算减排量", "Counted reduction");
/// What really goes less into air and water than without measures.
pub const PHYSICAL: Word = Word::new("实际削减量", "Physical reduction");
/// The measures of the ledger that the plan counts.
pub const COUNTED_MEASURES: Word = Word::new("计入核算的措施", "Measures that count");
/// Tonnes set aside for new plants.
pub const OFFSET: Word = Word::new("区域削减替代", "Offsets");
/// What the schedule asks beyond the counted reduction.
pub const MISSING: Word = Word::new("距时序进度还差", "Short of schedule by");
/// What the counted reduction has beyond the schedule.
pub const BEYOND: Word = Word::new("超出时序进度", "Beyond schedule by");
/// A number's meaning in the chart of all pollutants.
pub const SHARE_OF_TARGET: Word =
    Word::new("占目标的百分比（灰线为时序进度）", "per cent of target (grey line: schedule)");
/// Said where no measure has a cost.
pub const NO_COSTS: Word = Word::new("没有可比较的费用", "No costs to compare");
/// A note: how a tonne's cost is reckoned.
pub const COST_NOTE: Word = Word::new(
    "每吨费用为措施的全部年化费用除以满负荷年对该污染物的减排量，未在多种污染物之间分摊；不计入核算的措施未列出",
    "a tonne's cost is all of a measure's annualised cost over what it cuts of this pollutant in that year, not \
     shared among pollutants; measures that don't count are left out",
);
/// What costs of a tonne are reckoned by.
pub const FULL_YEAR: Word =
    Word::new("台账项目全部满负荷运行的一年", "a year with every project in full operation");
/// A note: why what counts is more than what is cut.
pub const OPENING_NOTE: Word = Word::new(
    "前期累计不在清单基准年之后的削减之内",
    "earlier projects are not among the cuts since the inventory year",
);
/// A note: why what is cut is more than what counts.
pub const UNCOUNTED_NOTE: Word =
    Word::new("部分措施有实际削减但不计入核算", "some measures cut load but are not counted");

/// Title of the chart of all pollutants, at length and short.
pub fn multiples_titles(lang: Lang) -> [String; 2] {
    match lang {
        Lang::Zh => ["五项污染物累计减排进度与时序进度".to_owned(), "五项污染物减排进度".to_owned()],
        Lang::En => ["Five pollutants against their schedules".to_owned(), "Five pollutants".to_owned()],
    }
}

/// Title of the waterfall, at length and short.
pub fn waterfall_titles(pollutant: &Text, lang: Lang) -> [String; 2] {
    let name = pollutant.in_lang(lang);
    match lang {
        Lang::Zh => [format!("{name}累计减排量由哪些措施贡献"), format!("{name}减排贡献")],
        Lang::En => [format!("What brings the {name} reductions"), format!("{name} by measure")],
    }
}

/// Title of the wedges, at length and short.
pub fn wedges_titles(pollutant: &Text, lang: Lang) -> [String; 2] {
    let name = pollutant.in_lang(lang);
    match lang {
        Lang::Zh => [format!("{name}累计减排量逐月由哪些措施形成"), format!("{name}逐月贡献")],
        Lang::En => [format!("How the {name} reductions build up"), format!("{name} by month")],
    }
}

/// Title of the chart of districts, at length and short.
pub fn districts_titles(pollutant: &Text, lang: Lang) -> [String; 2] {
    let name = pollutant.in_lang(lang);
    match lang {
        Lang::Zh => [format!("各区{name}核算减排量：由高到低"), format!("各区{name}减排量")],
        Lang::En => [format!("{name} reductions by district, highest first"), format!("{name} by district")],
    }
}

/// What has no district.
pub const NO_DISTRICT: Word = Word::new("未注明", "Not stated");
/// Said where no project of the ledger brings any.
pub const NO_PROJECTS: Word =
    Word::new("台账中没有项目削减该污染物", "No project of the ledger cuts this pollutant");

/// An amount and its share: 84.3（21.7%）.
pub fn with_share(amount: &str, share: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{amount}（{share}）"),
        Lang::En => format!("{amount} ({share})"),
    }
}

/// A note: what all districts together bring.
pub fn of_projects(amount: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("台账项目合计{amount}，不含前期累计；同一设施上多项措施的减排量按公平份额分摊"),
        Lang::En => format!(
            "the ledger's projects bring {amount}, earlier ones not included; where measures meet on one plant, each gets its fair share"
        ),
    }
}

/// Title of the tornado, at length and short.
pub fn tornado_titles(pollutant: &Text, lang: Lang) -> [String; 2] {
    let name = pollutant.in_lang(lang);
    match lang {
        Lang::Zh => [format!("哪些参数对{name}累计减排量影响最大"), format!("{name}关键参数")],
        Lang::En => [format!("What matters most to the {name} reductions"), format!("Key figures: {name}")],
    }
}

/// What the changes of a tornado are counted from.
pub fn against_projection(month: &str, amount: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("与{month}底测算值{amount}之差"),
        Lang::En => format!("change of the {amount} projected by the end of {month}"),
    }
}

/// What a figure's low and high, and the reduction there, are.
pub fn from_low_to_high(low: (&str, &str), high: (&str, &str), lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("取{}时{}，取{}时{}", low.0, low.1, high.0, high.1),
        Lang::En => format!("{} at {}, {} at {}", low.1, low.0, high.1, high.0),
    }
}

/// What figures there is no room for.
pub fn smaller(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("其余{count}项影响更小"),
        Lang::En => format!("{count} more matter less"),
    }
}

/// How far the reduction moves between a figure's low and its high, as a heading: 变幅（吨）.
pub fn span_in(unit: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("变幅（{unit}）"),
        Lang::En => format!("Span, {unit}"),
    }
}

/// A figure at its low.
pub const AT_LOW: Word = Word::new("取低值", "at its low");
/// A figure at its high.
pub const AT_HIGH: Word = Word::new("取高值", "at its high");
/// Said where no figure's range reaches the reduction.
pub const NOTHING_UNCERTAIN: Word =
    Word::new("没有影响该污染物测算的不确定参数", "No uncertain figure matters to this pollutant");
/// A note: how the bars of a tornado come about.
pub const TORNADO_NOTE: Word = Word::new(
    "逐一取低值、高值，其余取众值，推迟取0",
    "each figure at its low and its high, the rest at their mode, delays at none",
);

/// Title of the cost curve, at length and short.
pub fn cost_titles(pollutant: &Text, lang: Lang) -> [String; 2] {
    let name = pollutant.in_lang(lang);
    match lang {
        Lang::Zh => [format!("{name}减排成本曲线：由低到高"), format!("{name}减排成本")],
        Lang::En => [format!("What a tonne of {name} costs, cheapest first"), format!("Cost of {name}")],
    }
}

/// Title of the chart of both sums, at length and short.
pub fn counted_titles(pollutant: &Text, lang: Lang) -> [String; 2] {
    let name = pollutant.in_lang(lang);
    match lang {
        Lang::Zh => [format!("{name}核算减排量与实际削减量"), format!("{name}核算与实际")],
        Lang::En => [format!("{name}: counted and physical reduction"), format!("{name}: counted, physical")],
    }
}

/// What the cost axis measures.
pub fn cost_axis(money: &str, tonne: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("年化费用，{money}/{tonne}"),
        Lang::En => format!("Annualised cost, {money}/{tonne}"),
    }
}

/// What the amount axis measures.
pub fn amount_axis(unit: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("累计减排量，{unit}"),
        Lang::En => format!("Cumulative cut, {unit}"),
    }
}

/// Title of the progress chart, at length and short.
pub fn progress_titles(pollutant: &Text, lang: Lang) -> [String; 2] {
    let name = pollutant.in_lang(lang);
    match lang {
        Lang::Zh => [format!("{name}重点工程累计减排量与时序进度"), format!("{name}累计减排量")],
        Lang::En => [
            format!("{name} reductions counted against the schedule"),
            format!("{name} reductions, cumulative"),
        ],
    }
}

/// What the progress chart shows at the end of a month, for those who can't see it.
pub fn progress_described(month: &str, amount: &str, due: Option<&str>, lang: Lang) -> String {
    match (lang, due) {
        (Lang::Zh, Some(due)) => format!("{month}底{amount}，时序进度{due}"),
        (Lang::Zh, None) => format!("{month}底{amount}"),
        (Lang::En, Some(due)) => format!("End of {month} {amount} against a schedule of {due}"),
        (Lang::En, None) => format!("End of {month} {amount}"),
    }
}

/// Parts of a description as one text.
pub fn sentences(parts: &[String], lang: Lang) -> String {
    let end = lang.pick("。", ".");
    // A source is a sentence of its own.
    let parts: Vec<_> = parts.iter().map(|part| part.strip_suffix(end).unwrap_or(part)).collect();
    parts.join(lang.pick("；", "; ")) + end
}
