//! Levers on the command line: `cement-ultra-low:delay_months=6,scale=0.8`.

use super::Failure;
use jianpai::locale::Text;
use jianpai::model::{Lever, Model};
use jianpai::scenario::{self, LeverInput};

/// The levers that `texts` write on `model`.
pub fn read(model: &Model, texts: &[String]) -> Result<Vec<Lever>, Failure> {
    scenario::levers(model, &parsed(texts)?).map_err(Failure::Input)
}

/// The levers that `texts` write, on any model.
pub fn parsed(texts: &[String]) -> Result<Vec<LeverInput>, Failure> {
    texts.iter().map(|text| parse(text)).collect()
}

fn parse(text: &str) -> Result<LeverInput, Failure> {
    let wrong = || {
        Failure::Refused(Text::new(
            format!(
                "--lever {text}：应写作 措施编号:键=值,…，键为 scale、delay_months、enabled、effectiveness、to 或 reduce，如 cement-ultra-low:scale=0.8,delay_months=6"
            ),
            format!(
                "--lever {text}: write MEASURE:KEY=VALUE,…, with scale, delay_months, enabled, effectiveness, to or reduce, such as cement-ultra-low:scale=0.8,delay_months=6"
            ),
        ))
    };
    let (measure, keys) = text.split_once(':').ok_or_else(wrong)?;
    let mut lever = LeverInput { measure: measure.trim().to_owned(), ..LeverInput::default() };
    for key in keys.split(',') {
        let (key, value) = key.split_once('=').ok_or_else(wrong)?;
        let value = value.trim();
        let number = || value.parse().map(Some).map_err(|_| wrong());
        match key.trim() {
            "scale" => lever.scale = number()?,
            "delay_months" => lever.delay_months = number()?,
            "enabled" => lever.enabled = Some(value.parse().map_err(|_| wrong())?),
            "effectiveness" => lever.effectiveness = number()?,
            "to" => lever.to = number()?,
            "reduce" => lever.reduce = number()?,
            _ => return Err(wrong()),
        }
    }
    Ok(lever)
}
