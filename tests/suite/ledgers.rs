//! The ledger in the encodings, headings and spellings of people's spreadsheets.

use crate::folder::{Folder, InMemory, good, repository};
use crate::refused::rendered;
use jianpai::model::{Project, Size, Status};
use jianpai::scenario::{LedgerEdit, load};
use jianpai::units::{Month, Pollutant};
use jianpai::{edit_ledger, ledger_workbook};

/// The projects of the scenario without fault, with the ledger `bytes`.
fn projects(bytes: impl Into<Vec<u8>>) -> Vec<Project> {
    let loaded =
        load(&good().with("good.csv", bytes), "good.toml").map_err(|errors| rendered(&errors)).unwrap();
    assert_eq!(loaded.warnings.0, []);
    loaded.model.projects
}

const CHINESE: &str =
    "编号,项目名称,区,措施,状态,完成时间,数量,达产月数,化学需氧量减排量(吨/年),投资(元),备注
P-1,一号窑SCR,东区,水泥窑SCR脱硝,完成,2024年3月,\"900,000\",,,17500000,
P-2,二号窑SCR,西区,SCR on kilns,在建,2024/9,６０００００,4,,,示例
P-4,某镇污水治理,东区,village-works,计划,2025-06-30,,,60,,
";

#[test]
fn headings_states_and_measures_may_be_chinese() {
    let projects = projects(CHINESE);
    let [first, second, third] = &projects[..] else { panic!("{projects:?}") };
    assert_eq!((first.id.as_str(), first.name.as_str()), ("P-1", "一号窑SCR"));
    assert_eq!((first.status, first.measure, first.line), (Status::Complete, 0, 2));
    assert_eq!((first.size, first.capital_cny), (Size::Quantity(900_000.0), Some(17_500_000.0)));
    assert_eq!(Some(first.completion), Month::new(2024, 3));
    // Its own ramp, or that of its measure.
    assert_eq!((first.ramp_months, second.ramp_months, third.ramp_months), (3, 4, 1));
    assert_eq!(
        (second.status, second.measure, second.size),
        (Status::Underway, 0, Size::Quantity(600_000.0))
    );
    assert_eq!((second.district, second.note.as_str()), (Some(1), "示例"));
    let Size::Declared(tonnes) = third.size else { panic!("{third:?}") };
    assert_eq!((tonnes[Pollutant::Cod], tonnes[Pollutant::Nox]), (Some(60.0), None));
}

#[test]
fn encodings_make_no_difference() {
    let expected = projects(CHINESE);
    let (gb18030, _, _) = encoding_rs::GB18030.encode(CHINESE);
    assert_eq!(projects(gb18030), expected, "GB 18030");
    assert_eq!(projects(format!("\u{feff}{CHINESE}")), expected, "UTF-8 with a mark");
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{CHINESE}").encode_utf16().flat_map(bytes).collect()
    };
    assert_eq!(projects(utf16(u16::to_le_bytes)), expected, "what Excel calls Unicode text");
    assert_eq!(projects(utf16(u16::to_be_bytes)), expected, "UTF-16, big end first");
    assert_eq!(projects(CHINESE.replace('\n', "\r\n")), expected, "line ends of Windows");
}

#[test]
fn delimiters_and_headings_are_recognised() {
    let expected = projects(CHINESE);
    let by = |delimiter: &str| CHINESE.replace("\"900,000\"", "900000").replace(',', delimiter);
    assert_eq!(projects(by("\t")), expected, "tabs");
    assert_eq!(projects(by(";")), expected, "semicolons");
    let wide = CHINESE.replace("(吨/年)", "（吨／年）").replace("(元)", " （元） ").replace("编号", " 编号");
    assert_eq!(projects(wide), expected, "full-width brackets");
    let english =
        "ID,Name,District,Measure,Status,Completion,Quantity,RAMP_MONTHS,declared_cod_t,capital_cny,note";
    let (_, rows) = CHINESE.split_once('\n').unwrap();
    assert_eq!(projects(format!("{english}\n{rows}")), expected, "English");
}

#[test]
fn dates_are_read_as_people_spell_them() {
    for date in
        ["2024年3月", "2024-03", "2024-3", "2024/3", "2024.3", "2024-03-31", "2024/3/31", "45382", "Mar-24"]
    {
        let projects = projects(CHINESE.replace("2024年3月", date));
        assert_eq!(Some(projects[0].completion), Month::new(2024, 3), "{date}");
    }
}

#[test]
fn blank_rows_and_columns_are_left_out_and_lines_are_those_of_the_file() {
    let ledger = CHINESE.replace("备注\n", "备注,,\n\n,,,,,,,,,,,,\n").replace("示例\n", "\"两\n行\"\n\n\n");
    let rows: Vec<usize> = projects(ledger).iter().map(|project| project.line).collect();
    assert_eq!(rows, [4, 5, 9]);
}

#[test]
fn a_cell_of_several_lines_moves_lines_but_not_rows() {
    let files = good().with("good.csv", CHINESE.replace("示例", "\"两\n行\"").replace("计划", "打算"));
    let errors = load(&files, "good.toml").unwrap_err();
    let place = &errors.0[0].place;
    assert_eq!((place.line, place.cell.as_deref()), (Some(5), Some("E4")));
}

#[test]
fn tables_of_the_scenario_are_rows_too() {
    let table = "[[project]]\nid = \"P-9\"\nmeasure = \"SCR on kilns\"\nstatus = \"在建\"\ncompletion = 2024-09-30\nquantity = 5\n";
    let files = good();
    let text = files.text("good.toml") + table;
    let line = text.lines().position(|line| line == "[[project]]").unwrap() + 1;
    let loaded = load(&files.with("good.toml", text), "good.toml").unwrap();
    let project = loaded.model.projects.last().unwrap();
    assert_eq!((project.id.as_str(), project.name.as_str(), project.line), ("P-9", "P-9", line));
    assert_eq!((Some(project.completion), project.size), (Month::new(2024, 9), Size::Quantity(5.0)));
}

/// A ledger of `rows` rows that are alike but for their ids.
fn long(rows: usize, rest: &str) -> InMemory {
    let heading = "id,district,measure,status,completion,quantity".to_owned();
    let rows = (0..rows).map(|row| format!("P-{row}{rest}"));
    let lines: Vec<String> = std::iter::once(heading).chain(rows).collect();
    good().with("good.csv", lines.join("\n"))
}

#[test]
fn ledgers_are_long_but_not_endless() {
    let most = load(&long(200_000, ",东区,kiln-scr,planned,2025-01,1"), "good.toml").unwrap();
    assert_eq!(most.model.projects.len(), 200_000);
    let errors = load(&long(200_001, ",东区,kiln-scr,planned,2025-01,1"), "good.toml").unwrap_err();
    assert_eq!(
        rendered(&errors),
        "good.csv:200002: 错误: 台账超过 200000 行\n\ngood.csv:200002: error: the ledger has more than 200000 rows\n"
    );
}

#[test]
fn errors_beyond_counting_are_counted() {
    let errors = load(&long(100_000, ",南区,kiln,plan,2025-00,x"), "good.toml").unwrap_err();
    assert_eq!(errors.0.len(), 501);
    assert_eq!(errors.0[500].message.en, "and 499500 more errors; correct those above first");
}

#[test]
fn what_a_file_says_of_its_ledger_is_edited_and_nothing_else() {
    let whole = good().text("good.toml");
    let own = |text: &str| {
        let files = good().with("city/good.toml", text).with("variant.toml", "base = \"city/good.toml\"\n");
        let edit = LedgerEdit { illustrative: Some(false), ..LedgerEdit::default() };
        edit_ledger(&files, "variant.toml", &edit).remove("city/good.toml")
    };
    assert_eq!(own(&whole), None, "it is no example");
    let marked = |mark: &str| {
        let text = whole.replacen("file = \"good.csv\"", &format!("file = \"good.csv\"{mark}"), 1);
        assert_ne!(text, whole);
        text
    };
    let mark = marked("\nillustrative = true  # no row is real");
    assert_eq!(own(&mark), Some(mark.replace("true  # no row is real", "false")));
    // In braces, and in the text of a note that only looks like it.
    let inline = "# illustrative = true\nledger = { illustrative = true, file = \"good.csv\" }\n";
    assert_eq!(own(inline), Some(inline.replace("{ illustrative = true", "{ illustrative = false")));
    let files = InMemory::default().with("city/good.toml", whole.clone());
    let edit = LedgerEdit { file: Some("city/台账.csv".to_owned()), ..LedgerEdit::default() };
    let changed = edit_ledger(&files, "city/good.toml", &edit);
    assert_eq!(changed["city/good.toml"], whole.replace("\"good.csv\"", "\"台账.csv\""));
}

#[test]
fn a_ledger_that_is_a_workbook_is_found_with_what_the_scenario_knows() {
    let shipped = Folder(repository("scenarios"));
    assert_eq!(ledger_workbook(&shipped, "wuhan-2024.toml").map(|(file, _)| file), None, "a text");
    let files = good().with("good.csv", b"PK\x03\x04 and so on");
    let (file, outline) = ledger_workbook(&files, "good.toml").unwrap();
    assert_eq!((file.as_str(), outline.projects), ("good.csv", 0));
    assert!(!outline.measures.is_empty());
}
