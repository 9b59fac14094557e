//! Ledgers in workbooks: in as bureaus have them, out and in again unchanged, broken ones refused.

use crate::folder::{Folder, repository};
use jianpai::Engine;
use jianpai::locale::Lang;
use jianpai::workbook::{self, Import, Known, Layout, Names, Settings, Use};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::sync::LazyLock;

/// What the shipped scenario knows; it is loaded once.
fn known() -> Known {
    static KNOWN: LazyLock<Known> = LazyLock::new(|| {
        let engine = Engine::load(&Folder(repository("scenarios")), "wuhan-2024.toml").unwrap();
        Known::from(&engine.outline())
    });
    KNOWN.clone()
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(repository("tests/workbooks").join(name)).unwrap()
}

fn read(name: &str, bytes: &[u8], settings: &Settings) -> Import {
    Import::read(&workbook::open(name, bytes).unwrap(), settings, &known())
}

fn told(import: &Import) -> String {
    import.problems.iter().fold(String::new(), |mut text, problem| {
        let _ = writeln!(text, "{}", problem.diagnostic().render(Lang::Zh));
        let _ = writeln!(text, "{}", problem.diagnostic().render(Lang::En));
        text
    })
}

/// The shipped ledger as the product writes it: quantities without a needless `.0`.
fn shipped() -> String {
    fs::read_to_string(repository("scenarios/wuhan-2024-projects.csv")).unwrap().replace(".0,", ",")
}

/// Its rows by id.
fn by_id(csv: &str) -> BTreeMap<String, String> {
    csv.lines().skip(1).map(|line| (line.split(',').next().unwrap().to_owned(), line.to_owned())).collect()
}

#[test]
fn the_shipped_ledger_comes_back_unchanged() {
    let known = known();
    let canonical = read("l.csv", shipped().as_bytes(), &Settings::default()).csv();
    assert_eq!(canonical, shipped());
    for lang in [Lang::Zh, Lang::En] {
        let bytes = workbook::ledger(&canonical, &known, lang).unwrap();
        let again = read("l.xlsx", &bytes, &Settings::default());
        assert_eq!(told(&again), "");
        assert_eq!(again.csv(), canonical);
        assert_eq!(again.left_out.len(), 0);
        assert_eq!(workbook::ledger(&canonical, &known, lang).unwrap(), bytes, "the same file each time");
    }
}

/// Each made by another program: see tests/workbooks/README.md.
#[test]
fn bureaus_ledgers_are_read_from_every_kind_of_workbook() {
    let expected = by_id(&shipped());
    for (name, rows) in
        [("openpyxl.xlsx", 740), ("libreoffice.xlsx", 740), ("libreoffice.ods", 60), ("libreoffice.xls", 60)]
    {
        let import = read(name, &fixture(name), &Settings::default());
        let codes: Vec<_> = import.problems.iter().map(|problem| problem.code).collect();
        let untold: &[&str] = if name == "libreoffice.xls" { &["hides-untold"] } else { &[] };
        assert_eq!(codes, untold, "{name}");
        let found = by_id(&import.csv());
        assert_eq!(found.len(), rows, "{name}");
        for (id, row) in &found {
            assert_eq!(Some(row), expected.get(id), "{name}");
        }
        assert!(import.left_out.iter().any(|row| row.text == "合计" && row.reason == "total"), "{name}");
        assert!(import.left_out.iter().any(|row| row.reason == "remark"), "{name}");
    }
}

#[test]
fn encodings_and_copied_cells_make_no_difference() {
    let text = shipped();
    let expected = read("l.csv", text.as_bytes(), &Settings::default()).csv();
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&text);
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let copied = text.replace(',', "\t").replace('\n', "\r\n");
    for bytes in [gb18030.as_ref(), &utf16, copied.as_bytes()] {
        assert_eq!(read("l.txt", bytes, &Settings::default()).csv(), expected);
    }
}

#[test]
fn every_mistake_is_told_at_its_cell() {
    let import = read("mistakes.csv", &fixture("mistakes.csv"), &Settings::default());
    let path = repository("tests/workbooks/mistakes.txt");
    let mut text = told(&import);
    for row in &import.left_out {
        let _ = writeln!(text, "left out: row {}, {} ({})", row.row, row.text, row.reason);
    }
    if std::env::var_os("RENEW").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap());
    // Rows 4 to 33 have a mistake each; nothing of them is taken, and nothing else is told as an error.
    let rows: Vec<usize> = import
        .problems
        .iter()
        .filter(|p| p.diagnostic().severity == jianpai::diagnostic::Severity::Error)
        .map(|p| p.row)
        .collect();
    assert_eq!(rows, (4..=33).collect::<Vec<_>>());
    assert_eq!((import.good, import.bad), (3, 30));
}

#[test]
fn what_the_reader_settles_is_followed() {
    let text = "甲,乙,丙,丁\n1,旧窑,开着,2024-09\n2,新窑,开着,2024-10\n";
    let as_column = |key: &str| Some(Use { column: key.to_owned(), shift: 0, unit: String::new() });
    let columns = vec![as_column("id"), as_column("measure"), as_column("status"), as_column("completion")];
    let mut settings =
        Settings { layout: Some(Layout { first: 0, last: 0, columns }), ..Settings::default() };
    let import = read("l.csv", text.as_bytes(), &settings);
    assert_eq!((import.good, import.bad, import.unknown.len()), (0, 2, 3));
    let meant =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    settings
        .values
        .insert("measure".into(), meant(&[("旧窑", "cement-ultra-low"), ("新窑", "cement-ultra-low")]));
    settings.values.insert("status".into(), meant(&[("开着", "underway")]));
    settings.fixed.insert("district".into(), "青山区".into());
    let import = read("l.csv", text.as_bytes(), &settings);
    assert_eq!(told(&import), "");
    assert!(import.csv().ends_with("2,,青山区,cement-ultra-low,underway,2024-10,\n"));
}

#[test]
fn rows_that_are_not_wanted_are_left_out() {
    let text = "编号,措施,状态,完成时间\nA-1,水泥超低排放改造,完成,2024-09\nA-2,烟气余热综合利用,完成,2024-09\nA-3,烟气余热综合利用,完成,2024-10\n";
    let mut settings = Settings::default();
    let import = read("l.csv", text.as_bytes(), &settings);
    assert_eq!((import.good, import.bad, import.unknown.len()), (1, 2, 1));
    assert_eq!(import.unknown[0].suggestion, None, "秸秆禁烧与综合利用 is another measure");
    settings.unwanted.insert("measure".into(), ["烟气余热综合利用".to_owned()].into());
    let import = read("l.csv", text.as_bytes(), &settings);
    assert_eq!(told(&import), "");
    assert_eq!((import.good, import.bad, import.unknown[0].rows), (1, 0, 2));
    let left: Vec<_> = import.left_out.iter().map(|row| (row.row, row.reason)).collect();
    assert_eq!(left, [(3, "unwanted"), (4, "unwanted")]);
}

#[test]
fn rows_are_added_to_a_ledger_and_ids_it_has_are_told() {
    let ledger = "编号;措施;状态;完成时间;备注\nA-1;cement-ultra-low;complete;2024-01;\"two\nlines\"\n";
    let text = "编号,措施,状态,完成时间\nA-1,水泥超低排放改造,完成,2024-09\nA-2,水泥超低排放改造,完成,2024-10\n,水泥超低排放改造,完成,2024-11\n";
    let known = Known { ledger: ledger.to_owned(), adds: true, ..known() };
    let book = workbook::open("l.csv", text.as_bytes()).unwrap();
    let import = Import::read(&book, &Settings::default(), &known);
    let found: Vec<_> = import.problems.iter().map(|p| (p.code, p.cell.as_str())).collect();
    assert_eq!(found, [("made-id", ""), ("taken-id", "A2")]);
    assert_eq!(
        import.csv(),
        "id,name,district,measure,status,completion,quantity,note\n\
         A-1,,,cement-ultra-low,complete,2024-01,,\"two\nlines\"\n\
         A-2,,,cement-ultra-low,complete,2024-10,,\nP-0003,,,cement-ultra-low,complete,2024-11,,\n"
    );
    let origin = import.origin();
    assert_eq!(origin.rows, [(4, 3), (5, 4)], "lines of the CSV, rows of the sheet");
    assert_eq!(origin.columns["completion"], "D");
}

#[test]
fn projects_that_the_ledger_has_are_counted_by_id_or_by_name_and_district() {
    let ledger = "编号,项目名称,区,措施,状态,完成时间\nP-0002,一号窑,青山区,cement-ultra-low,complete,2024-01\nA-1,二号窑,青山区,cement-ultra-low,complete,2024-01\n";
    let text = "编号,项目名称,区,措施,状态,完成时间\nX-1,一号窑,青山,水泥超低排放改造,完成,2024-09\n,,,水泥超低排放改造,完成,2024-09\nX-2,二号窑,汉阳区,水泥超低排放改造,完成,2024-09\nA-1,,,水泥超低排放改造,完成,2024-09\n";
    let known = Known { ledger: ledger.to_owned(), ..known() };
    let import =
        Import::read(&workbook::open("l.csv", text.as_bytes()).unwrap(), &Settings::default(), &known);
    let ids: Vec<_> =
        import.csv().lines().skip(1).map(|row| row[..row.find(',').unwrap()].to_owned()).collect();
    assert_eq!(ids, ["X-1", "P-0002", "X-2", "A-1"], "an id that was made is no sign");
    assert_eq!((import.good, import.present), (4, 2));
}

/// Every office counts from 1: that a ledger has a 1, too, says nothing about the project.
#[test]
fn running_numbers_of_another_office_get_new_ids() {
    let ledger = "编号,项目名称,区,措施,状态,完成时间\n1,一号窑,青山区,cement-ultra-low,complete,2024-01\n2,二号窑,青山区,cement-ultra-low,complete,2024-01\n";
    let text = "序号,项目名称,区,措施,状态,完成时间\n1,甲窑,蔡甸区,水泥超低排放改造,完成,2024-09\n2,乙窑,蔡甸区,水泥超低排放改造,完成,2024-09\n3,丙窑,蔡甸区,水泥超低排放改造,完成,2024-09\n";
    let read = |text: &str, adds| {
        let known = Known { ledger: ledger.to_owned(), adds, ..known() };
        Import::read(&workbook::open("l.csv", text.as_bytes()).unwrap(), &Settings::default(), &known)
    };
    assert_eq!(read(text, false).present, 0);
    let import = read(text, true);
    assert_eq!((import.good, import.bad, import.present), (3, 0, 0));
    let found: Vec<_> = import.problems.iter().map(|p| (p.code, p.message.zh.as_str())).collect();
    assert_eq!(found, [("renumbered", "现有台账已用这些序号：2 个项目另编为 P-0001 等")]);
    let ids = |import: &Import| -> Vec<String> {
        import.csv().lines().skip(1).map(|row| row[..row.find(',').unwrap()].to_owned()).collect()
    };
    assert_eq!(ids(&import), ["1", "2", "P-0001", "P-0002", "3"]);
    // The same projects once more are told, whatever their numbers.
    let again = text.replace("甲窑,蔡甸区", "二号窑,青山区");
    let import = read(&again, true);
    let found: Vec<_> = import.problems.iter().map(|p| (p.code, p.cell.as_str())).collect();
    assert_eq!(found, [("renumbered", ""), ("taken-id", "A2")]);
    assert_eq!(
        (read(&again, false).present, ids(&import)),
        (1, ["1", "2", "P-0002", "3"].map(String::from).into())
    );
    // Without names it is the number, where all else is the same.
    let nameless = "编号,区,措施,状态,完成时间\n1,青山区,cement-ultra-low,complete,2024-01\n";
    let known = Known { ledger: nameless.to_owned(), ..known() };
    let present = |text: &str| {
        Import::read(&workbook::open("l.csv", text.as_bytes()).unwrap(), &Settings::default(), &known).present
    };
    assert_eq!((present(nameless), present(&nameless.replace("青山区", "蔡甸区"))), (1, 0));
    // An id that is made is none that comes further down.
    let below = read(
        "编号,措施,状态,完成时间\n,水泥超低排放改造,完成,2024-09\nP-0001,水泥超低排放改造,完成,2024-09\n",
        false,
    );
    assert_eq!((below.bad, ids(&below)), (0, vec!["P-0002".to_owned(), "P-0001".to_owned()]));
}

#[test]
fn lines_that_are_signed_are_no_projects() {
    let text = "序号,项目名称,措施,状态,完成时间\n1,一号窑,水泥超低排放改造,完成,2024-09\n\
        填报单位（盖章）：,,蔡甸区分局,,填报日期：2024年12月30日\n填表人：张三,,审核人：李四,单位负责人：王五,\n\
        联系电话：,027-12345678,,,\n,,填 表 人：,张三,\n审核,二号窑,水泥超低排放改造,完成,2024-09\n";
    let import = read("l.csv", text.as_bytes(), &Settings::default());
    assert_eq!(told(&import), "");
    let left: Vec<_> = import.left_out.iter().map(|row| (row.row, row.reason)).collect();
    assert_eq!(left, [(3, "remark"), (4, "remark"), (5, "remark"), (6, "remark")]);
    assert_eq!((import.good, import.unknown.len()), (2, 0));
}

/// What stands for an amount without a unit may be ten thousand times as much.
#[test]
fn columns_without_a_unit_are_told_once() {
    let read = |heading: &str, second: &str| {
        let text = format!(
            "编号,措施,状态,完成时间,{heading},NOx减排量\nA-1,水泥超低排放改造,完成,2024-09,350,\n\
            A-2,水泥超低排放改造,完成,2024-09,{second},12\nA-3,水泥超低排放改造,完成,2024-09,0,3吨\n"
        );
        let import = read("l.csv", text.as_bytes(), &Settings::default());
        assert_eq!(import.errors, 0);
        let told = |p: &workbook::Problem| format!("{} {} {}", p.code, p.cell, p.message.zh);
        import.problems.iter().map(told).collect::<Vec<_>>()
    };
    let nox = "no-unit F3 没有写单位的按吨/年读入：“12”即 12 吨/年，而同列有“3吨”";
    assert_eq!(read("总投资", "400"), ["no-unit E2 这一列没有写单位，按元读入：“350”即 350 元", nox]);
    assert_eq!(
        read("总投资", "1200万元"),
        ["no-unit E2 没有写单位的按元读入：“350”即 350 元，而同列有“1200万元”", nox]
    );
    for heading in ["总投资（万元）", "投资(元)", "capital_cny"] {
        assert_eq!(read(heading, "400"), [nox]);
    }
    assert_eq!(read("总投资", "400")[..1], read("投资额", "")[..1]);
}

#[test]
fn rows_of_totals_are_held_against_their_rows() {
    let read_without = |refused: &[usize], totals: [&str; 3], third: &str| {
        let [first, second, all] = totals;
        let text = format!(
            "编号,措施,状态,完成时间,数量（万吨）,总投资（万元）\n\
            A-1,水泥超低排放改造,完成,2024-09,10,100.4\nA-2,水泥超低排放改造,完成,2024-09,20.5,200\n小计,,,,{first}\n\
            A-3,{third},完成,2024-09,30,300\n小计,,,,{second}\n合计,,,,{all}\n填表人：张三\n"
        );
        let settings = Settings { refused: refused.iter().copied().collect(), ..Settings::default() };
        let import = read("l.csv", text.as_bytes(), &settings);
        let found: Vec<_> =
            import.problems.iter().map(|p| (p.code, p.cell.clone(), p.message.zh.clone())).collect();
        found
    };
    let read = |totals, third: &str| read_without(&[], totals, third);
    let cement = "水泥超低排放改造";
    assert_eq!(read(["30.5,300", "30,300", "60.5,600"], cement), []);
    assert_eq!(read(["30.5,300", ",300.0", "61,602"], cement), [], "rounded, or not said");
    let differs = |cell: &str, message: &str| ("total-differs", cell.to_owned(), message.to_owned());
    assert_eq!(
        read(["30.5,300.4", "30,300", "65.5,1200"], cement),
        [
            differs("E7", "合计行写的是 65.5，各行之和是 60.5"),
            differs("F7", "合计行写的是 1200，各行之和是 600.4")
        ]
    );
    assert_eq!(
        read(["30.5,400万元", "30,300", "60.5,600"], cement),
        [differs("F4", "合计行写的是 400万元，各行之和是 300.4万元")]
    );
    // Quantities of several measures don't add up, nor do rows that are not taken.
    assert_eq!(read(["1,300", "2,300", "3,600"], "焦化超低排放改造"), []);
    let codes: Vec<_> = read(["1,1", "2,2", "3,3"], "没有的措施").iter().map(|found| found.0).collect();
    assert_eq!(codes, ["unknown-measure"]);
    assert_eq!(read_without(&[5], ["30.5,300", "30,300", "60.5,600"], cement), []);
}

#[test]
fn a_line_above_the_table_gives_the_unit_of_money() {
    let read_with = |line: &str, cell: &str| {
        let text = format!(
            "江夏区重点工程台账,,,,\n填报单位：江夏分局,,,,{line}\n编号,措施,状态,完成时间,总投资\nA-1,水泥超低排放改造,完成,2024-09,{cell}\n"
        );
        let import = read("l.csv", text.as_bytes(), &Settings::default());
        let told = import.problems.iter().any(|problem| problem.code == "no-unit");
        (import.csv().lines().nth(1).unwrap().split(',').next_back().unwrap().to_owned(), told)
    };
    assert_eq!(read_with("单位：万元", "350"), ("3500000".to_owned(), false));
    assert_eq!(read_with("（金额单位: 人民币 万元）", "350"), ("3500000".to_owned(), false));
    assert_eq!(read_with("单位：元", "350"), ("350".to_owned(), false));
    assert_eq!(read_with("单位：万元", "1.2亿元"), ("120000000".to_owned(), false));
    assert_eq!(read_with("单位：万元区公司", "350"), ("350".to_owned(), true));
    assert_eq!(read_with("", "350"), ("350".to_owned(), true));
}

#[test]
fn a_unit_in_a_column_of_its_own_is_the_quantitys() {
    let text = "编号,措施,状态,完成时间,数量,单位\n\
        A-1,水泥超低排放改造,完成,2024-09,109,万吨/年\nA-2,水泥超低排放改造,完成,2024-09,500吨,万吨\n\
        A-3,国四及以下公交车淘汰,完成,2024-09,50,辆\nA-4,水泥超低排放改造,完成,2024-09,5000,台\n\
        A-5,水泥超低排放改造,完成,2024-09,7,\n小计,,,,170,\n";
    let import = read("l.csv", text.as_bytes(), &Settings::default());
    let found: Vec<_> = import.problems.iter().map(|p| (p.code, p.cell.as_str())).collect();
    assert_eq!(found, [("bad-unit", "E5")], "what the measure does not count in");
    assert!(import.problems[0].message.zh.contains("5000台"), "{}", import.problems[0].message.zh);
    let quantities: Vec<_> =
        import.csv().lines().skip(1).map(|line| line.rsplit(',').next().unwrap().to_owned()).collect();
    assert_eq!(quantities, ["1090000", "500", "50", "7"]);
    // 单位 may be an office, too.
    let offices = text
        .replace("万吨/年", "武汉水泥厂")
        .replace("万吨\n", "二号窑公司\n")
        .replace("辆", "公交集团")
        .replace("台", "三厂");
    let import = read("l.csv", offices.as_bytes(), &Settings::default());
    assert_eq!((import.good, import.csv().contains("2024-09,109\n")), (5, true));
    // Set by hand it is taken, or not.
    let mut layout = import.settings.layout.clone().unwrap();
    assert_eq!(layout.columns[5], None);
    layout.columns[5] = Some(workbook::Use { column: "unit".to_owned(), shift: 0, unit: String::new() });
    let settings = Settings { layout: Some(layout), ..Settings::default() };
    assert!(read("l.csv", text.as_bytes(), &settings).csv().contains("2024-09,1090000\n"));
    for heading in ["计量单位", "规模单位", "Unit of measure"] {
        let import =
            read("l.csv", text.replace(",单位\n", &format!(",{heading}\n")).as_bytes(), &Settings::default());
        assert!(import.csv().contains("2024-09,1090000\n"), "{heading}");
    }
}

#[test]
fn a_row_that_numbers_the_columns_is_a_heading_and_rough_figures_are_told() {
    let text = "序号,措施,状态,完成时间,数量\n（1）,（2）,（3）,（4）,（5）\n1,水泥超低排放改造,在建(85%),2024年上半年,120左右\n\
        2,水泥超低排放改造,80%,24年第三季度,≥1万吨\n";
    let import = read("l.csv", text.as_bytes(), &Settings::default());
    let left: Vec<_> = import.left_out.iter().map(|row| (row.row, row.reason)).collect();
    assert_eq!((left, import.bad), (vec![(2, "heading")], 0));
    let rows: Vec<_> = import
        .csv()
        .lines()
        .skip(1)
        .map(|line| line.split(',').skip(4).collect::<Vec<_>>().join(","))
        .collect();
    assert_eq!(rows, ["underway,2024-06,120", "underway,2024-09,10000"]);
    let told: Vec<_> = import.problems.iter().map(|p| (p.code, p.cell.as_str())).collect();
    assert_eq!(
        told,
        [("assumed-month", "D3"), ("approximate", "E3"), ("assumed-month", "D4"), ("approximate", "E4")]
    );
}

#[test]
fn a_title_tells_the_district_where_no_column_does() {
    let table = "编号,措施,状态,完成时间,数量\nA-1,水泥超低排放改造,完成,2024-09,109\n";
    let districts = |name: &str, text: &str, settings: &Settings| {
        let import = read(name, text.as_bytes(), settings);
        let told = import.problems.iter().any(|p| p.code == "district-of-title");
        (import.csv().lines().nth(1).unwrap().split(',').nth(2).unwrap().to_owned(), told)
    };
    let none = Settings::default();
    assert_eq!(districts("江夏区2024年台账.csv", table, &none), ("江夏区".to_owned(), true));
    assert_eq!(
        districts("江夏.csv", &format!("青山区重点工程台账,,,,\n{table}"), &none),
        ("青山区".to_owned(), true)
    );
    assert_eq!(districts("江夏区、青山区.csv", table, &none), (String::new(), false));
    assert_eq!(districts("ledger.csv", table, &none), (String::new(), false));
    let fixed =
        Settings { fixed: [("district".to_owned(), "洪山区".to_owned())].into(), ..Settings::default() };
    assert_eq!(districts("江夏区.csv", table, &fixed), ("洪山区".to_owned(), false));
}

#[test]
fn a_headings_unit_is_for_measures_that_count_in_it() {
    let text = "编号,措施,状态,完成时间,规模（万吨）\n\
        A-1,水泥超低排放改造,完成,2024-09,109\nA-2,国四及以下公交车淘汰,完成,2024-09,50\nA-3,国四及以下公交车淘汰,完成,2024-09,50辆\n";
    let import = read("l.csv", text.as_bytes(), &Settings::default());
    let found: Vec<_> = import.problems.iter().map(|p| (p.code, p.cell.as_str())).collect();
    assert_eq!(found, [("heading-unit", "E3")]);
    assert!(
        import.csv().contains("2024-09,1090000\n")
            && import.csv().contains("A-3,,,old-buses,complete,2024-09,50\n")
    );
}

#[test]
fn districts_are_known_in_either_language() {
    let known = known();
    let names = Names::of(&known);
    for (text, found) in [
        ("青山区", "青山区"),
        ("武汉市青山", "青山区"),
        ("Qingshan", "Qingshan"),
        ("qingshan district", "Qingshan"),
        ("Jiangan District", "Jiang'an"),
        ("East Lake High-tech", "East Lake High-tech"),
    ] {
        assert_eq!(names.district(text), Some(found), "{text}");
    }
    for (text, near) in [
        ("East Lake High-tech Development Zone", Some("东湖高新区")),
        ("Qingshann", Some("青山区")),
        ("East Lake", None),
        ("Chaoyang", None),
    ] {
        let row =
            format!("id,district,measure,status,completion\nA-1,{text},cement-ultra-low,complete,2024-09\n");
        let unknown = read("l.csv", row.as_bytes(), &Settings::default()).unknown;
        assert_eq!(unknown[0].suggestion.as_deref(), near, "{text}");
    }
    let text = "id,district,measure,status,completion\nA-1,Qingshan,cement-ultra-low,complete,2024-09\nA-2,Qingshan District,cement-ultra-low,complete,2024-09\n";
    let import = read("l.csv", text.as_bytes(), &Settings::default());
    assert_eq!(told(&import), "");
    assert!(import.csv().contains("A-1,,Qingshan,") && import.csv().contains("A-2,,Qingshan,"));
}

#[test]
fn a_template_is_a_ledger_without_projects() {
    let bytes = workbook::template(&known(), Lang::Zh).unwrap();
    let import = read("t.xlsx", &bytes, &Settings::default());
    assert_eq!(import.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["no-rows"]);
    assert_eq!(import.settings.layout.unwrap().found(), 16);
}

#[test]
fn broken_workbooks_are_refused() {
    let of = |name| (name, fixture(name));
    for (name, whole) in ["openpyxl.xlsx", "libreoffice.xls", "libreoffice.ods"].map(of) {
        for cut in (0..24).map(|i| whole.len() * i / 24) {
            if let Ok(book) = workbook::open(name, &whole[..cut]) {
                Import::read(&book, &Settings::default(), &Known::default());
            }
        }
        // Bytes turned over throughout the file.
        for start in 0..24 {
            let mut bytes = whole.clone();
            for at in (start * 97..bytes.len()).step_by(whole.len() / 40) {
                bytes[at] = bytes[at].wrapping_add(129);
            }
            if let Ok(book) = workbook::open(name, &bytes) {
                Import::read(&book, &Settings::default(), &Known::default());
            }
        }
    }
    let broken = workbook::open("l.xlsx", b"PK\x03\x04 and then nothing").unwrap_err();
    assert_eq!(broken.code, "broken-workbook");
    assert_eq!(workbook::open("l.csv", &[0xff, 0xff, 0x80]).unwrap_err().code, "unknown-encoding");
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9_项目 ,;\"'=+<>&\n。-]{0,12}".prop_map(|text| text.trim().to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Canonical CSV to XLSX to CSV is the identity, byte by byte.
    #[test]
    fn what_goes_out_comes_in_unchanged(rows in prop::collection::vec(
        (text(), 0..12usize, 0..3usize, 2021..2026i32, 1..13u32, prop::option::of(0.0..1e12f64), prop::option::of(any::<u32>()), text()),
        1..12,
    ), chinese in any::<bool>()) {
        let known = known();
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(["id", "name", "measure", "status", "completion", "quantity", "capital_cny", "note"]).unwrap();
        for (n, (name, measure, status, year, month, quantity, capital, note)) in rows.iter().enumerate() {
            let measure = &known.measures[measure % known.measures.len()].id;
            let number = |value: Option<String>| value.unwrap_or_default();
            csv.write_record([
                &format!("{n:03}"), name, measure, ["planned", "underway", "complete"][*status],
                &format!("{year}-{month:02}"), &number(quantity.map(|q| q.to_string())),
                &number(capital.map(|c| c.to_string())), note,
            ]).unwrap();
        }
        let written = csv.into_inner().unwrap();
        let first = read("l.csv", &written, &Settings::default());
        prop_assert_eq!(told(&first), "");
        let canonical = first.csv();
        let lang = if chinese { Lang::Zh } else { Lang::En };
        let bytes = workbook::ledger(&canonical, &known, lang).unwrap();
        let again = read("l.xlsx", &bytes, &Settings::default());
        prop_assert_eq!(told(&again), "");
        prop_assert_eq!(again.csv(), canonical);
    }
}
