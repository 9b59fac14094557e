//! What is wrong with how a command was given, in Chinese; in English clap says it.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Says it; `None` where only clap has words for it.
pub fn in_chinese(error: &Error) -> Option<String> {
    let given = |kind| error.get(kind).map(listed);
    let argument = given(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = given(ContextKind::InvalidValue).unwrap_or_default();
            let why =
                std::error::Error::source(error).map(|why| reason(&why.to_string())).unwrap_or_default();
            match (argument?, value.as_str()) {
                (argument, "") => format!("{argument} 后面缺少值"),
                (argument, value) => format!("“{value}”不能用作 {argument}{why}"),
            }
        }
        ErrorKind::UnknownArgument => format!("没有 {} 这个参数", argument?),
        ErrorKind::InvalidSubcommand => format!("没有 {} 这个命令", given(ContextKind::InvalidSubcommand)?),
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", argument?),
        ErrorKind::ArgumentConflict => {
            match given(ContextKind::PriorArg).filter(|prior| Some(prior) != argument.as_ref()) {
                Some(prior) => format!("{} 不能与 {prior} 同时使用", argument?),
                None => format!("{} 只能写一次", argument?),
            }
        }
        _ => return None,
    };
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let meant = meant.into_iter().find_map(given).map(|meant| format!("\n  是否想写：{meant}"));
    let valid = given(ContextKind::ValidValue).filter(|valid| !valid.is_empty());
    let valid = valid.map(|valid| format!("\n  可用：{valid}"));
    let help = "\n  用 jianpai 命令 --help 查看用法（英文）";
    Some([what, meant.unwrap_or_default(), valid.unwrap_or_default(), help.to_owned()].concat())
}

/// Why a value is none, in Chinese where it is known, for what follows it.
fn reason(english: &str) -> String {
    let known = [
        ("not a month", "应为年月，如 2024-09"),
        ("one of nox", "应为 nox、vocs、cod、nh3n 或 tp"),
        ("width and height", "应为120至8000的宽和高，如 960x540"),
        ("a number from 1 to 4", "应为1至4的数"),
        ("invalid digit", "应为不小于0的整数"),
        ("cannot parse integer from empty", "应为整数"),
    ];
    let found =
        known.iter().find(|(begins, _)| english.starts_with(begins)).map(|(_, why)| (*why).to_owned());
    let choices =
        || english.strip_prefix("there are ").map(|all| format!("可用：{}", all.replace(", ", "、")));
    let range = || english.split_once(" is not in ").map(|(_, range)| format!("应在 {range} 之内"));
    format!("：{}", found.or_else(choices).or_else(range).unwrap_or_else(|| english.to_owned()))
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join("、"),
        other => other.to_string(),
    }
}
