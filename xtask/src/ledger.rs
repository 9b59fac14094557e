//! The illustrative ledger of Wuhan's 2024 work plan: `scenarios/wuhan-2024-projects.csv`.
//!
//! The plan names programmes (500 air projects, 183 villages, 53 rural black-odorous water bodies,
//! outfalls …) but publishes no project list. This module deals each programme's documented total out
//! over a plausible number of projects, districts and months, so that the scenario has a ledger of
//! the size and shape a bureau would keep. No row describes a real project: every name begins with
//! 示例 and every note says so.
//!
//! The totals are [`PROGRAMMES`]; where they come from is in `docs/data.md`. The rest is chance, from
//! one fixed seed a programme, in integers only ([`Dice`] is `SplitMix64`), without clock or locale:
//! the file is the same to the byte on every machine. A changed programme moves no other's rows.
//!
//! * Quantity: weights of 60 to 140 a row, rounded cumulatively to the programme's step, so that the
//!   rows add up to the total exactly.
//! * District: drawn with the weights of the programme's [`Place`] list.
//! * Completion: the rows of a programme lie evenly over its window of months, each moved by chance
//!   within its slot. What can be done in a year is due in 2024 or spills into spring 2025; large
//!   retrofits and works reach further into 2025.
//! * Status, as seen in March 2024 when the plan was issued: complete when finished by then; under way
//!   when no more months are left than its kind takes to build, give or take two; else planned.

use std::fmt::Write as _;
use std::path::Path;

/// Where the file lies below the repository's root.
pub const FILE: &str = "scenarios/wuhan-2024-projects.csv";

/// Columns of the ledger format that the file fills.
const HEADER: &str = "id,name,district,measure,status,completion,quantity,note";

/// What every row's note says.
const NOTE: &str = "示例 (illustrative)";

/// Months from January 2024 to March 2024, the month the plan was issued.
const PLAN_ISSUED: u64 = 2;

/// A district and its weight in the draw.
type Place = (&'static str, u64);

/// Heavy industry: along the river in Qingshan, and in the outer districts.
const HEAVY: &[Place] = &[("青山区", 5), ("新洲区", 3), ("江夏区", 1), ("黄陂区", 1)];

/// Manufacturing: the zones and the outer districts.
const FACTORIES: &[Place] = &[
    ("青山区", 3),
    ("东西湖区", 5),
    ("蔡甸区", 4),
    ("江夏区", 4),
    ("黄陂区", 4),
    ("新洲区", 4),
    ("武汉经开区", 6),
    ("东湖高新区", 4),
    ("洪山区", 1),
    ("长江新区", 1),
];

/// The whole city.
const CITY: &[Place] = &[
    ("江岸区", 3),
    ("江汉区", 2),
    ("硚口区", 2),
    ("汉阳区", 3),
    ("武昌区", 3),
    ("青山区", 3),
    ("洪山区", 4),
    ("东西湖区", 4),
    ("蔡甸区", 3),
    ("江夏区", 4),
    ("黄陂区", 4),
    ("新洲区", 4),
    ("武汉经开区", 4),
    ("东湖高新区", 4),
    ("东湖风景区", 1),
    ("长江新区", 2),
];

/// The countryside.
const RURAL: &[Place] = &[
    ("黄陂区", 8),
    ("新洲区", 8),
    ("江夏区", 6),
    ("蔡甸区", 5),
    ("武汉经开区", 2),
    ("东西湖区", 1),
    ("长江新区", 1),
    ("东湖高新区", 1),
];

/// Districts on the Yangtze and the Han.
const RIVERSIDE: &[Place] = &[
    ("江岸区", 2),
    ("硚口区", 1),
    ("汉阳区", 2),
    ("武昌区", 2),
    ("青山区", 2),
    ("洪山区", 2),
    ("江夏区", 2),
    ("新洲区", 2),
    ("武汉经开区", 2),
];

/// A programme of the plan, as the ledger shows it.
struct Programme {
    /// Air (`A`) or water (`W`): the middle of the ids.
    medium: char,
    /// The measure's id in the scenario.
    measure: &'static str,
    /// What a project of it is called.
    name: &'static str,
    /// How many projects.
    rows: u64,
    /// The sum of their quantities, in the measure's basis unit, times `per_unit`.
    total: u64,
    /// Quantities are multiples of this, on the same scale as `total`.
    step: u64,
    /// 1 for whole units, 10 for tenths.
    per_unit: u64,
    /// First and last month of completion, counted from January 2024.
    window: (u64, u64),
    /// Months that such a project takes to build, 2 or more.
    build: u64,
    /// Where its projects may lie.
    places: &'static [Place],
}

/// Short form of a programme whose quantities are whole basis units.
const fn whole(
    medium: char,
    measure: &'static str,
    name: &'static str,
    (rows, total, step): (u64, u64, u64),
    (first, last, build): (u64, u64, u64),
    places: &'static [Place],
) -> Programme {
    Programme { medium, measure, name, rows, total, step, per_unit: 1, window: (first, last), build, places }
}

/// Short form of a programme whose quantities are in tenths of the basis unit.
const fn tenths(
    medium: char,
    measure: &'static str,
    name: &'static str,
    (rows, total): (u64, u64),
    (first, last, build): (u64, u64, u64),
    places: &'static [Place],
) -> Programme {
    Programme {
        medium,
        measure,
        name,
        rows,
        total,
        step: 1,
        per_unit: 10,
        window: (first, last),
        build,
        places,
    }
}

/// All programmes, in file order: 500 air projects, then water.
const PROGRAMMES: &[Programme] = &[
    whole('A', "cement-ultra-low", "水泥窑超低排放改造", (3, 2_400_000, 10_000), (8, 22, 12), HEAVY),
    whole('A', "coking-ultra-low", "焦炉超低排放改造", (5, 3_300_000, 10_000), (6, 22, 12), HEAVY),
    whole('A', "glass-upgrade", "玻璃熔窑提标改造", (3, 640_000, 10_000), (4, 14, 9), HEAVY),
    whole('A', "grade-b", "重点行业绩效B级提升", (48, 48, 1), (3, 16, 8), FACTORIES),
    tenths('A', "voc-treatment", "低效失效VOCs治理设施更换", (118, 3_300), (1, 14, 6), FACTORIES),
    whole('A', "coating-steel", "钢结构涂装低VOCs涂料替代", (44, 1_900, 5), (2, 14, 5), FACTORIES),
    whole('A', "coating-furniture", "家具涂装低VOCs涂料替代", (36, 1_180, 5), (2, 14, 5), FACTORIES),
    tenths('A', "voc-shared", "VOCs绿岛共享治理中心", (10, 1_100), (8, 22, 12), FACTORIES),
    whole('A', "biomass-boilers", "生物质锅炉深度治理", (34, 350, 1), (2, 13, 6), FACTORIES),
    whole('A', "old-buses", "国四及以下公交车淘汰", (16, 450, 5), (3, 13, 6), CITY),
    whole(
        'A',
        "inspection-maintenance",
        "机动车检验与维护（I/M）闭环管理",
        (26, 120_000, 500),
        (2, 11, 6),
        CITY,
    ),
    whole('A', "nonroad-zone", "非道路机械低排放区与编码登记", (34, 3_000, 10), (1, 11, 5), CITY),
    whole('A', "nonroad-renewal", "老旧非道路机械更新", (20, 480, 1), (4, 16, 6), CITY),
    whole('A', "green-logistics", "绿色物流老旧重型货车更新", (30, 2_600, 5), (4, 17, 6), CITY),
    whole('A', "green-delivery", "绿色物流城市配送车新能源化", (21, 3_200, 10), (3, 16, 6), CITY),
    whole('A', "straw-burning", "秸秆禁烧与综合利用", (22, 9_000, 50), (4, 10, 4), RURAL),
    whole('A', "clean-production", "强制性清洁生产审核", (30, 30, 1), (5, 17, 10), FACTORIES),
    whole('W', "village-sewage", "农村生活污水治理（示例村）", (183, 202_200, 10), (3, 11, 8), RURAL),
    whole('W', "rural-black-odorous", "农村黑臭水体治理", (53, 53, 1), (3, 11, 7), RURAL),
    whole('W', "yangtze-outfalls", "长江入河排污口整治", (14, 51, 1), (1, 11, 8), RIVERSIDE),
    whole('W', "lake-outfalls", "湖泊排污口整治", (24, 1_007, 1), (2, 11, 8), CITY),
    tenths('W', "sewage-capacity", "城镇污水处理能力新改扩建", (8, 400), (2, 16, 20), CITY),
    whole('W', "misconnections", "管网混错接改造", (15, 896, 1), (1, 11, 5), CITY),
    tenths('W', "park-sewage", "工业园区污水提标", (10, 65), (5, 20, 14), FACTORIES),
    whole('W', "aquaculture-tailwater", "水产养殖尾水治理", (26, 4_000, 10), (3, 16, 8), RURAL),
    whole('W', "buffer-strips", "生态缓冲带与截污塘坝", (14, 5_000, 50), (4, 16, 8), RURAL),
    whole('W', "small-watersheds", "小流域综合治理", (12, 12, 1), (8, 23, 12), RURAL),
    tenths('W', "reclaimed-water", "再生水利用", (6, 120), (6, 21, 12), CITY),
];

/// `SplitMix64` (Steele, Lea and Flood 2014): small, and exact on every machine.
struct Dice(u64);

impl Dice {
    /// A die of its own for each measure: the FNV-1a hash of its id.
    fn new(measure: &str) -> Self {
        Self(measure.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// A whole number from 0 to `sides - 1`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

impl Programme {
    /// `total` dealt out over the rows in multiples of `step`, summing to it exactly, none of them 0.
    fn quantities(&self, dice: &mut Dice) -> Vec<u64> {
        let weights: Vec<u64> = (0..self.rows).map(|_| 60 + dice.roll(81)).collect();
        let all: u64 = weights.iter().sum();
        // Each row has one step for sure; what is left goes by weight.
        let left = self.total / self.step - self.rows;
        let mut before = 0;
        weights
            .iter()
            .map(|weight| {
                let after = before + weight;
                let share = left * after / all - left * before / all;
                before = after;
                (1 + share) * self.step
            })
            .collect()
    }

    /// A district, by weight.
    fn place(&self, dice: &mut Dice) -> &'static str {
        let mut point = dice.roll(self.places.iter().map(|(_, weight)| weight).sum());
        for &(name, weight) in self.places {
            if point < weight {
                return name;
            }
            point -= weight;
        }
        unreachable!("the point is below the sum of the weights")
    }

    /// The month of completion of row `row`, counted from January 2024.
    fn completion(&self, row: u64, dice: &mut Dice) -> u64 {
        let (first, last) = self.window;
        let months = last - first + 1;
        // Hundredths of a month keep slots narrower than a month apart.
        let (from, to) = (100 * months * row / self.rows, 100 * months * (row + 1) / self.rows);
        first + (from + dice.roll(to - from)) / 100
    }

    /// The quantity as the file writes it.
    fn quantity(&self, quantity: u64) -> String {
        if self.per_unit == 1 {
            quantity.to_string()
        } else {
            format!("{}.{}", quantity / self.per_unit, quantity % self.per_unit)
        }
    }
}

/// How far a project is in March 2024, when it ends in month `completion`.
fn status(completion: u64, build: u64, dice: &mut Dice) -> &'static str {
    let takes = build + dice.roll(5) - 2;
    match completion.saturating_sub(PLAN_ISSUED) {
        0 => "complete",
        left if left <= takes => "underway",
        _ => "planned",
    }
}

/// The text of the ledger.
pub fn generate() -> String {
    let mut text = format!("{HEADER}\n");
    let (mut air, mut water) = (0, 0);
    for programme in PROGRAMMES {
        let mut dice = Dice::new(programme.measure);
        for (row, quantity) in (0..).zip(programme.quantities(&mut dice)) {
            let number = if programme.medium == 'A' { &mut air } else { &mut water };
            *number += 1;
            let place = programme.place(&mut dice);
            let completion = programme.completion(row, &mut dice);
            let status = status(completion, programme.build, &mut dice);
            writeln!(
                text,
                "W24-{}-{number:03},示例-{place}{}-{:03},{place},{},{status},{}-{:02},{},{NOTE}",
                programme.medium,
                programme.name,
                row + 1,
                programme.measure,
                2024 + completion / 12,
                completion % 12 + 1,
                programme.quantity(quantity),
            )
            .expect("writing to a string");
        }
    }
    text
}

/// Writes the ledger into the repository at `root`.
pub fn write(root: &Path) -> std::io::Result<()> {
    std::fs::write(root.join(FILE), generate())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_add_up_to_the_programmes() {
        let text = generate();
        let mut air = 0;
        for programme in PROGRAMMES {
            let rows: Vec<Vec<&str>> = text
                .lines()
                .map(|line| line.split(',').collect::<Vec<_>>())
                .filter(|cells| cells[3] == programme.measure)
                .collect();
            // Tenths have one decimal, so the point may simply go.
            let sum: u64 = rows.iter().map(|row| row[6].replace('.', "").parse::<u64>().unwrap()).sum();
            assert_eq!((rows.len() as u64, sum), (programme.rows, programme.total), "{}", programme.measure);
            air += if programme.medium == 'A' { rows.len() } else { 0 };
        }
        assert_eq!(air, 500);
    }

    #[test]
    fn the_committed_file_is_current() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let committed = std::fs::read_to_string(root.join(FILE)).unwrap();
        assert!(committed == generate(), "renew {FILE} with `cargo xtask ledger`");
    }
}
