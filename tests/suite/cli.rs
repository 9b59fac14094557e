//! The binary as a user runs it.

use crate::folder::repository;
use jianpai::locale::fixed;
use std::fs;
use std::io::{Cursor, Write as _};
use std::process::{Command, Output, Stdio};

fn jianpai(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianpai"));
    command.current_dir(repository(".")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn run_prints_the_documented_json() {
    let output = jianpai(&["run", "scenarios/example.toml", "--format", "json"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let results: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for key in [
        "scenario",
        "months",
        "pollutants",
        "counts_unfinished",
        "over_claim_t_per_year",
        "already_in_inventory",
        "cost",
        "warnings",
    ] {
        assert!(results.get(key).is_some(), "{key} is missing");
    }
    assert!(results.get("uncertainty").is_none());
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianpai"));
    command.current_dir(repository(".")).args(["run", "wuhan-2024", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[test]
fn the_month_asked_for_is_the_month_of_the_gap() {
    let at = |month: &str| -> serde_json::Value {
        let output = jianpai(&["run", "wuhan-2024", "--at", month, "--format", "json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let (results, nox) = (at("2024-12"), "nox");
    let series = &results["pollutants"][nox];
    let gap = series["reduction_t"][47].as_f64().unwrap() - series["schedule_t"][47].as_f64().unwrap();
    assert_eq!(series["gap_t"].as_f64(), Some(gap));
}

#[test]
fn draws_and_threads_beyond_what_a_machine_has_are_refused() {
    let draws = |more: [&str; 2]| jianpai(&[&["run", "example", "--draws"], &more[..]].concat());
    for (draws, threads) in [
        (draws(["1333334", "--threads=1"]), "at most 1333333 for a plan of 60 months"),
        (draws(["18446744073709551615", "--threads=1"]), "at most 1333333"),
        (draws(["9", "--threads=0"]), "1..1024"),
        (draws(["9", "--threads=100000"]), "1..1024"),
    ] {
        let told = String::from_utf8_lossy(&draws.stderr);
        assert!(draws.status.code() == Some(2) && told.contains(threads), "{told}");
    }
}

#[test]
fn draws_do_not_depend_on_threads() {
    let draws = |threads: &str| {
        let arguments =
            ["run", "wuhan-2024", "--format", "json", "--draws", "301", "--seed", "5", "--threads", threads];
        jianpai(&arguments).stdout
    };
    let one = draws("1");
    assert!(!one.is_empty());
    assert!(one == draws("2") && one == draws("7"));
}

#[test]
fn tables_and_csv_are_for_people_and_spreadsheets() {
    let table = jianpai(&["--lang", "zh", "run", "wuhan-2024", "--at", "2024-12"]);
    assert!(text(&table.stdout).contains("武汉") && text(&table.stdout).contains("示例数据"));
    assert!(!text(&table.stdout).contains("不确定性"));
    let csv = jianpai(&["run", "wuhan-2024", "--format", "csv"]);
    assert_eq!(text(&csv.stdout).lines().count(), 1 + 5 * 60);
    // With draws, what they say.
    let drawn = |more: &[&str]| {
        jianpai(&[&["--lang", "zh", "run", "wuhan-2024", "--draws", "200"], more].concat()).stdout
    };
    let json: serde_json::Value = serde_json::from_slice(&drawn(&["--format", "json"])).unwrap();
    let bands = &json["uncertainty"]["pollutants"]["cod"];
    let (p10, chance) =
        (bands["p10"][59].as_f64().unwrap(), bands["on_schedule"]["2025-12"].as_f64().unwrap());
    let table = drawn(&[]);
    let line = text(&table).lines().filter(|line| line.starts_with("化学需氧量")).nth(1).unwrap();
    assert!(
        line.contains(&format!(" {} ", fixed(p10, 1)))
            && line.contains(&format!(" {} ", fixed(100.0 * chance, 1))),
        "{line}"
    );
    assert!(!text(&table).contains("2023年末达标"), "what is reported is no matter of chance");
    let csv = drawn(&["--format", "csv"]);
    let line = text(&csv).lines().find(|line| line.starts_with("2025-12,cod,")).unwrap();
    let cells: Vec<_> = line.split(',').collect();
    assert_eq!((cells.len(), cells[9], cells[15]), (16, &*p10.to_string(), &*chance.to_string()));
}

#[test]
fn exit_codes_tell_bad_input_from_a_bad_command() {
    let bad = std::env::temp_dir().join(format!("jianpai-cli-{}.toml", std::process::id()));
    std::fs::write(&bad, "format = 1\nid = 3\n").unwrap();
    let check = jianpai(&["check", bad.to_str().unwrap()]);
    std::fs::remove_file(&bad).unwrap();
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check.stderr).contains(".toml:"), "{}", text(&check.stderr));
    assert_eq!(jianpai(&["run", "no-such-file.toml"]).status.code(), Some(2));
    assert_eq!(jianpai(&["run", "wuhan-2024", "--at", "2019-01"]).status.code(), Some(2));
    assert_eq!(jianpai(&["run", "wuhan-2024", "--at", "Christmas"]).status.code(), Some(2));
    assert_eq!(jianpai(&["check", "wuhan-2024"]).status.code(), Some(0));
}

#[test]
fn list_names_the_built_in_scenarios() {
    let list = jianpai(&["list", "--lang", "en"]);
    assert!(text(&list.stdout).contains("wuhan-2024.toml"));
}

#[test]
fn run_by_prints_a_row_each() {
    let by = |by: &str, format: &str| {
        let output = jianpai(&["run", "wuhan-2024", "--lang", "zh", "--by", by, "--format", format]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let districts = by("district", "csv");
    let columns = districts.lines().next().unwrap().split(',').count();
    assert!(districts.lines().all(|line| line.split(',').count() == columns) && districts.contains("黄陂区"));
    assert!(by("project", "json").contains("\"status\": \"underway\""));
    assert!(by("item", "table").contains("工作安排第") && by("measure", "table").contains("合计"));
    assert_eq!(jianpai(&["run", "wuhan-2024", "--by", "item", "--draws", "9"]).status.code(), Some(2));
}

#[test]
fn run_apart_tells_what_two_measures_both_claim() {
    let apart = |format: &str| {
        let output =
            jianpai(&["run", "wuhan-2024", "--at", "2024-12", "--lang", "zh", "--apart", "--format", format]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    assert!(apart("table").contains("“城镇污水处理能力新改扩建”与“管网混错接改造”都能减的量"));
    let columns = |line: &str| line.split(',').count();
    assert!(apart("csv").lines().all(|line| columns(line) == 7));
    let overlaps: serde_json::Value = serde_json::from_str(&apart("json")).unwrap();
    assert!(overlaps["pairs"][0]["overlap_t"]["cod"].as_f64().unwrap() > 0.0);
}

#[test]
fn check_tells_what_is_wrong_with_the_ledger() {
    let check = jianpai(&["check", "tests/inspected/mistakes.toml", "--lang", "zh"]);
    assert_eq!(check.status.code(), Some(0));
    assert!(
        text(&check.stderr).contains("mistakes.csv:4: 提示: 完成时间 2025-01 早于开工时间 2025-03 [K-3]")
    );
    assert!(text(&check.stderr).contains("涉及减排量（吨/年）: 氮氧化物 400.0"));
    let json = jianpai(&["check", "tests/inspected/mistakes.toml", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert!(found.as_array().unwrap().iter().any(|finding| finding["code"] == "same-name"));
}

#[test]
fn a_ledger_says_once_what_is_wrong_in_many_cells() {
    let file = std::env::temp_dir().join(format!("{}-alike.csv", std::process::id()));
    let rows: Vec<_> =
        (1..=10).map(|i| format!("P-{i},project {i},nowhere,kiln-scr,planned,2024-{i:02},1")).collect();
    fs::write(&file, format!("id,name,district,measure,status,completion,quantity\n{}\n", rows.join("\n")))
        .unwrap();
    let read = jianpai(&["--lang", "en", "ledger", file.to_str().unwrap(), "--scenario", "example"]);
    let told: Vec<_> = text(&read.stderr).lines().filter(|line| line.contains("“nowhere”")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains(" C2, C3, C4, C5, C6, C7, C8, C9, … (10): error: district: "), "{told:?}");
}

#[test]
fn what_is_written_is_told_apart_from_what_is_printed() {
    let folder = std::env::temp_dir().join(format!("jianpai-written-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (name, arguments) in [
        ("empty.xlsx", &["template", "example"][..]),
        ("results.xlsx", &["run", "example"]),
        ("waterfall.svg", &["chart", "example", "--chart", "waterfall"]),
        ("projects.csv", &["ledger", "scenarios/example-projects.csv"]),
    ] {
        let path = folder.join(name);
        let path = path.to_str().unwrap();
        let made = jianpai(&[arguments, &["-o", path, "--lang", "en"]].concat());
        assert!(made.status.success() && made.stdout.is_empty(), "{name}: {}", text(&made.stdout));
        assert!(text(&made.stderr).ends_with(&format!("wrote {path}\n")), "{name}: {}", text(&made.stderr));
        let nowhere = jianpai(&[arguments, &["-o", &format!("{path}/none/{name}")]].concat());
        assert_eq!(nowhere.status.code(), Some(2), "{name}");
        assert!(!text(&nowhere.stderr).contains("wrote"), "{}", text(&nowhere.stderr));
    }
}

#[test]
fn sensitivity_prints_what_the_uncertainty_comes_from() {
    let sensitivity = |more: &[&str]| {
        let arguments = ["sensitivity", "example", "--samples", "60", "--draws", "300"];
        let output = jianpai(&[&arguments[..], more].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let found = sensitivity(&["--format", "json", "--seed", "3"]);
    for threads in ["2", "7"] {
        assert_eq!(found, sensitivity(&["--format", "json", "--seed", "3", "--threads", threads]));
    }
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["tornado"]["at"], "2025-12");
    assert_eq!(found["total_effects"]["groups"].as_array().map(Vec::len), Some(4));
    assert_eq!(found["riskiest"]["ranked_by"], "any");
    let zh = sensitivity(&["--lang", "zh", "--pollutant", "cod"]);
    assert!(zh.contains("方差来源") && zh.contains("化学需氧量 2025-12"), "{zh}");
    assert_eq!(jianpai(&["sensitivity", "example", "--pollutant", "pm25"]).status.code(), Some(2));
    assert_eq!(jianpai(&["sensitivity", "example", "--at", "2019-01"]).status.code(), Some(2));
    assert_eq!(jianpai(&["sensitivity", "example", "--samples", "0"]).status.code(), Some(2));
}

#[test]
fn a_run_may_be_moved() {
    let json = |arguments: &[&str]| -> serde_json::Value {
        let output = jianpai(&[arguments, &["--format", "json"]].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        serde_json::from_str(text(&output.stdout)).unwrap()
    };
    let lever = "cement-ultra-low:scale=0.5";
    let moved = json(&["run", "wuhan-2024", "--lever", lever]);
    let compared = json(&["compare", "wuhan-2024", "wuhan-2024", "--lever-b", lever]);
    let last = moved["pollutants"]["nox"]["reduction_t"].as_array().unwrap().last().unwrap();
    assert_eq!(*last, compared["reduction"]["there_t"]["nox"]);
    assert_ne!(*last, compared["reduction"]["here_t"]["nox"]);
    let few = ["sensitivity", "wuhan-2024", "--samples", "2", "--draws", "1", "--lever", lever];
    let (sensitivity, wanted) = (json(&few), last.as_f64().unwrap());
    assert!((sensitivity["tornado"]["central_t"].as_f64().unwrap() - wanted).abs() <= 1e-9 * wanted);
    let paragraph = jianpai(&["run", "wuhan-2024", "--lever", lever, "--paragraph", "--lang", "zh"]);
    assert!(text(&paragraph.stdout).contains("调整了水泥超低排放改造1项措施"));
    assert_eq!(jianpai(&["run", "wuhan-2024", "--lever", "cement:scale=3"]).status.code(), Some(1));
    assert_eq!(jianpai(&["run", "wuhan-2024", "--lever", "cement"]).status.code(), Some(2));
}

#[test]
fn compare_tells_what_a_variant_changes() {
    let compare = |arguments: &[&str]| {
        let output = jianpai(&[&["compare", "wuhan-2024", "--lang", "zh"], arguments].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    assert!(compare(&["wuhan-2024-late"]).contains("推迟  水泥超低排放改造"));
    assert!(compare(&["wuhan-2024-on-time"]).contains("中心结果没有差别"));
    let half = ["wuhan-2024", "--lever-b", "cement-ultra-low:scale=0.5", "--at", "2025-06"];
    let halved = compare(&half);
    assert!(halved.contains("规模或效果调整  水泥超低排放改造"));
    let alike: Vec<_> = halved.lines().take(2).map(|line| line.split("  ").nth(2)).collect();
    assert_eq!(alike, [Some("(wuhan-2024)"), Some("(wuhan-2024, cement-ultra-low:scale=0.5)")]);
    assert!(!compare(&["wuhan-2024-late"]).contains("(wuhan-2024"), "names that differ are enough");
    let csv = compare(&["wuhan-2024-firm", "--format", "csv"]);
    assert!(csv.lines().all(|line| line.split(',').count() == 22) && csv.contains("dropped"));
    let json: serde_json::Value =
        serde_json::from_str(&compare(&["wuhan-2024-late", "--format", "json"])).unwrap();
    assert_eq!(json["projects"][0]["kind"], "delayed");
    for wrong in [&["--lever-b", "cement"][..], &["--lever-b", "cement:size=3"], &["--at", "2031-01"]] {
        let arguments = [&["compare", "wuhan-2024", "wuhan-2024"], wrong].concat();
        assert_eq!(jianpai(&arguments).status.code(), Some(2), "{wrong:?}");
    }
    let unknown = ["compare", "wuhan-2024", "wuhan-2024", "--lever-b", "cement:scale=3"];
    assert_eq!(jianpai(&unknown).status.code(), Some(1));
}

#[test]
fn a_chart_goes_to_the_file_asked_for() {
    let folder = std::env::temp_dir().join(format!("jianpai-chart-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("waterfall.svg");
    let path = file.to_str().unwrap();
    let chart = |name: &str, path: &str| {
        jianpai(&["--lang", "en", "chart", "wuhan-2024", "--chart", name, "--at", "2024-12", "-o", path])
    };
    let output = chart("waterfall", path);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let svg = std::fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("Dec 2024"));
    let bitmap = folder.join("waterfall.bmp");
    let refused = chart("waterfall", bitmap.to_str().unwrap());
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains(".svg or .png"), "{}", text(&refused.stderr));
    let unknown = chart("pie", path);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("cost-curve"), "{}", text(&unknown.stderr));
    let both =
        jianpai(&["--lang", "zh", "chart", "example", "--chart", "all", "-o", folder.to_str().unwrap()]);
    assert!(both.status.success(), "{}", text(&both.stderr));
    for name in ["progress-nox.svg", "progress-nox.png", "multiples.svg", "districts-nox.png"] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_picture_is_verified_by_running_what_it_was_drawn_from() {
    let folder = std::env::temp_dir().join(format!("jianpai-verify-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let own = folder.join("own.toml");
    let toml = std::fs::read_to_string("scenarios/example.toml").unwrap();
    std::fs::write(&own, &toml).unwrap();
    std::fs::copy("scenarios/example-projects.csv", folder.join("example-projects.csv")).unwrap();
    let (svg, png) = (folder.join("own.svg"), folder.join("site.png"));
    let (svg, png) = (svg.to_str().unwrap(), png.to_str().unwrap());
    let lever = "cement-ultra-low:delay_months=6";
    let site = ["chart", "wuhan-2024", "--chart", "progress", "--lever", lever, "--draws", "200", "-o", png];
    assert!(jianpai(&site).status.success());
    let drawn = jianpai(&["chart", own.to_str().unwrap(), "--chart", "waterfall", "-o", svg]);
    assert!(drawn.status.success(), "{}", text(&drawn.stderr));
    // The picture carries what it was drawn from.
    std::fs::remove_file(&own).unwrap();
    for picture in [svg, png] {
        let found = jianpai(&["--lang", "en", "verify", picture]);
        assert!(found.status.success(), "{}{}", text(&found.stdout), text(&found.stderr));
        assert!(text(&found.stdout).ends_with("reproduced\n"));
    }
    let changed = std::fs::read_to_string(svg).unwrap().replacen("#ffffff", "#fffffe", 1);
    std::fs::write(svg, changed).unwrap();
    let found = jianpai(&["--lang", "zh", "verify", svg]);
    assert_eq!(found.status.code(), Some(1));
    assert!(text(&found.stdout).contains("改动") && text(&found.stdout).ends_with("复算不一致\n"));
    let other = jianpai(&["--lang", "en", "verify", png, "--scenario", "wuhan-2024-late", "--json"]);
    assert_eq!(other.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&other.stdout).unwrap();
    let kinds: Vec<_> =
        report["differences"].as_array().unwrap().iter().map(|d| d["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"figure") && kinds.contains(&"file"), "{kinds:?}");
    let foreign = jianpai(&["--lang", "en", "verify", "README.md"]);
    assert_eq!(foreign.status.code(), Some(2));
    assert!(text(&foreign.stderr).contains("no SVG or PNG picture"), "{}", text(&foreign.stderr));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_brief_has_the_numbers_of_the_run() {
    let folder = std::env::temp_dir().join(format!("jianpai-brief-{}", std::process::id()));
    let path = folder.to_str().unwrap();
    let made =
        jianpai(&["--lang", "en", "brief", "example", "--at", "2024-06", "--draws", "100", "-o", path]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let run = jianpai(&["run", "example", "--at", "2024-06", "--draws", "100", "--format", "json"]);
    let run: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let told: serde_json::Value = serde_json::from_str(&read("results.json")).unwrap();
    assert_eq!(told["uncertainty"], run["uncertainty"]);
    let named = |p: &str| match p {
        "nox" => "NOx".to_owned(),
        "vocs" => "VOCs".to_owned(),
        "nh3n" => "NH3-N".to_owned(),
        other => other.to_uppercase(),
    };
    let month = run["months"].as_array().unwrap().iter().position(|month| month == "2024-06").unwrap();
    let page = read("brief.html");
    for p in ["nox", "vocs", "cod", "nh3n", "tp"] {
        let series = &run["pollutants"][p];
        assert_eq!(told["pollutants"][p]["reduction_t"], series["reduction_t"]);
        if series["target_t"].is_number() {
            let counted = series["reduction_t"][month].as_f64().unwrap();
            let (_, row) = page.split_once(&format!("<tr><td>{}</td><td>", named(p))).unwrap();
            let cell = row.split('<').next().unwrap();
            let decimals = cell.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let told: f64 = cell.replace(',', "").parse().unwrap();
            let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap());
            assert!((told - counted).abs() <= half * (1.0 + 1e-9), "{p}: {cell}, {counted}");
            assert_eq!(cell.contains(','), counted >= 1000.0, "{p}: {cell}");
        }
    }
    let (_, svg) = page.split_once("<svg").unwrap();
    assert!(!svg.contains("<text"), "words are outlines");
    // Nothing is fetched: names of namespaces and sources are no requests.
    for request in ["src=", "href=\"http", "url(", "<link", "<script", "@import"] {
        assert!(!page.contains(request), "{request}");
    }
    for name in ["paragraph.txt", "results.csv", "measures.csv", "projects.csv", "districts.csv"] {
        assert!(read(name).starts_with('\u{feff}'), "{name}");
    }
    assert!(std::fs::read(folder.join("results.xlsx")).unwrap().starts_with(b"PK"));
    for picture in ["pictures/multiples.svg", "pictures/progress-nox.png"] {
        let picture = folder.join(picture);
        let found = jianpai(&["--lang", "en", "verify", picture.to_str().unwrap()]);
        assert!(text(&found.stdout).ends_with("reproduced\n"), "{}", text(&found.stdout));
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// An archive of `files` in a temporary folder.
fn packed(name: &str, files: &[(&str, Vec<u8>)]) -> String {
    let path = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    fs::write(&path, archive.finish().unwrap().into_inner()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn example(name: &str) -> Vec<u8> {
    fs::read(repository("scenarios").join(name)).unwrap()
}

#[test]
fn a_scenario_in_one_file_is_run_as_it_was_saved() {
    let about = r#"{ "format": 1, "scenario": "example.toml", "levers": [{ "measure": "kiln-scr", "scale": 0.5, "enabled": true }] }"#;
    let files = [
        ("example.toml", example("example.toml")),
        ("example-projects.csv", example("example-projects.csv")),
    ];
    let saved = packed(
        "a.jianpai.zip",
        &[&files[..], &[("jianpai.json", about.into()), ("last-valid/x.csv", vec![])]].concat(),
    );
    let output = jianpai(&["run", &saved, "--format", "json"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let variant = b"base = \"example.toml\"\n[[lever]]\nmeasure = \"kiln-scr\"\nscale = 0.5\n".to_vec();
    let moved = packed("variant.zip", &[&files[..], &[("half.toml", variant)]].concat());
    assert_eq!(text(&output.stdout), text(&jianpai(&["run", &moved, "--format", "json"]).stdout));
    // Without a description it is the folder that was packed.
    let folder = packed(
        "folder.zip",
        &[("../out.toml", vec![]), ("__MACOSX/._example.toml", vec![]), files[0].clone(), files[1].clone()],
    );
    let plain = jianpai(&["run", &folder, "--format", "json"]);
    assert_ne!(text(&output.stdout), text(&plain.stdout), "the levers count");
    assert_eq!(text(&plain.stdout), text(&jianpai(&["run", "example", "--format", "json"]).stdout));
    assert!(jianpai(&["check", &saved]).status.success());
    let none = jianpai(&["run", &packed("none.zip", &[("a.csv", vec![])])]);
    assert!(!none.status.success() && text(&none.stderr).contains("no scenario"), "{}", text(&none.stderr));
    fs::write(&folder, b"PK broken").unwrap();
    assert!(text(&jianpai(&["run", &folder]).stderr).contains("no whole ZIP"));
}

#[test]
fn a_ledger_may_be_a_workbook() {
    let toml = String::from_utf8(example("example.toml")).unwrap();
    assert!(toml.contains("file = \"example-projects.csv\""));
    let toml = toml.replace("example-projects.csv", "book.xlsx").into_bytes();
    let book = std::env::temp_dir().join(format!("{}-book.xlsx", std::process::id()));
    let made = jianpai(&[
        "ledger",
        "scenarios/example-projects.csv",
        "--scenario",
        "example",
        "-o",
        book.to_str().unwrap(),
    ]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let with =
        |book: Vec<u8>| packed("with-book.zip", &[("example.toml", toml.clone()), ("book.xlsx", book)]);
    let run = jianpai(&["run", &with(fs::read(&book).unwrap()), "--format", "csv"]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    assert_eq!(text(&run.stdout), text(&jianpai(&["run", "example", "--format", "csv"]).stdout));
    let broken = jianpai(&["--lang", "en", "run", &with(b"PK\x03\x04 and nothing".to_vec())]);
    assert!(
        text(&broken.stderr).contains("book.xlsx") && text(&broken.stderr).contains("damaged"),
        "{}",
        text(&broken.stderr)
    );
}

#[test]
fn a_command_that_is_wrong_is_told_so_in_the_readers_language() {
    let told = |lang: &str, arguments: &[&str]| {
        let found = jianpai(&[&["--lang", lang], arguments].concat());
        assert_eq!(found.status.code(), Some(2), "{arguments:?}");
        text(&found.stderr).lines().next().unwrap().to_owned()
    };
    for (arguments, zh) in [
        (&["rum"][..], "jianpai: 没有 rum 这个命令"),
        (&["run"], "jianpai: 缺少 <SCENARIO>"),
        (&["run", "example", "--drawz", "3"], "jianpai: 没有 --drawz 这个参数"),
        (&["run", "example", "--draws"], "jianpai: --draws <NUMBER> 后面缺少值"),
        (&["run", "example", "--draws", "x"], "jianpai: “x”不能用作 --draws <NUMBER>：应为不小于0的整数"),
        (&["run", "example", "--at", "2030"], "jianpai: “2030”不能用作 --at <YYYY-MM>：应为年月，如 2024-09"),
        (&["run", "example", "--at", "2030-01"], "jianpai: --at 2030-01 不在规划期 2021-01 至 2025-12 之内"),
        (&["run", "example", "--format", "xml"], "jianpai: “xml”不能用作 --format <FORMAT>"),
        (&["run", "example", "--apart", "--apart"], "jianpai: --apart 只能写一次"),
        (&["run", "example", "--lever", "kiln-scr"], "jianpai: --lever kiln-scr：应写作 措施编号:键=值,…"),
    ] {
        assert!(told("zh", arguments).starts_with(zh), "{arguments:?}: {}", told("zh", arguments));
        assert!(told("en", arguments).chars().all(|c| c < '\u{2e80}'), "{arguments:?}");
    }
    let help = jianpai(&["--lang", "zh", "run", "--help"]);
    assert_eq!(help.status.code(), Some(0));
}
