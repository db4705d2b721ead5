//! Objects named on the command line: in full, or by their own id where only one has it.

use super::gap::meant;
use crate::lang::Lang;

/// The position of the object named, in full or by its own id where only one has it.
pub(super) fn find(
    option: &str,
    written: &str,
    names: Vec<String>,
    lang: Lang,
) -> Result<usize, String> {
    if let Some(at) = names.iter().position(|name| name == written) {
        return Ok(at);
    }
    let own = |name: &String| name.rsplit_once('/').is_some_and(|(_, own)| own == written);
    let mut short = names.iter().enumerate().filter(|(_, name)| own(name));
    match (short.next(), short.next()) {
        (Some((at, _)), None) => return Ok(at),
        (Some((_, one)), Some((_, other))) => {
            return Err(lang.pick(
                format!("{option}: `{written}` may be `{one}` or `{other}`; write it in full"),
                format!("{option}：`{written}` 可能是 `{one}` 或 `{other}`；请写全"),
            ));
        }
        _ => {}
    }
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let near = meant(written, &known).map(|meant| {
        lang.pick(
            format!("; did you mean `{meant}`?"),
            format!("；是不是 `{meant}`？"),
        )
    });
    let said = lang.pick(
        format!("{option}: there is no `{written}`"),
        format!("{option}：找不到 `{written}`"),
    );
    Err(format!("{said}{}", near.unwrap_or_default()))
}
