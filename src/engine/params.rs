//! Values of rule parameters: from META, overridden from `baton.toml`.

use rhai::{Array, Dynamic};

use super::meta::Parameter;
use super::views::Words;
use crate::lang::Lang;

pub(super) use crate::load::settings::ParameterValue as Value;

impl Value {
    /// From a script's literal; `None` for anything a parameter cannot be.
    pub(super) fn from_script(value: &Dynamic) -> Option<Self> {
        if let Ok(number) = value.as_int() {
            return Some(Self::Integer(number));
        }
        if let Ok(number) = value.as_float() {
            return number.is_finite().then_some(Self::Number(number));
        }
        if let Ok(flag) = value.as_bool() {
            return Some(Self::Boolean(flag));
        }
        if let Some(items) = value.read_lock::<Array>() {
            let text = |item: &Dynamic| item.clone().into_string().ok();
            let texts: Option<_> = items.iter().map(text).collect();
            return texts.map(Self::Texts);
        }
        value.clone().into_string().ok().map(Self::Text)
    }

    /// As a script's constant.
    pub(super) fn to_script(&self) -> Dynamic {
        match self {
            Self::Integer(number) => (*number).into(),
            Self::Number(number) => (*number).into(),
            Self::Boolean(flag) => (*flag).into(),
            Self::Text(text) => text.as_str().into(),
            Self::Texts(texts) => Dynamic::from(Words::new(texts)),
        }
    }

    /// `value` as a value of the same type as this one, if it is or can be.
    #[expect(clippy::cast_precision_loss, reason = "parameters are small numbers")]
    pub(super) fn accept(&self, value: &Self) -> Option<Self> {
        match (self, value) {
            (Self::Number(_), Self::Integer(number)) => Some(Self::Number(*number as f64)),
            (Self::Number(_), Self::Number(number)) if !number.is_finite() => None,
            (own, value) => {
                let same = std::mem::discriminant(own) == std::mem::discriminant(value);
                same.then(|| value.clone())
            }
        }
    }
}

impl Value {
    /// The number it is.
    #[expect(clippy::cast_precision_loss, reason = "parameters are small numbers")]
    fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Zero, for a number that is not below it: counts, days and shares never are.
    pub(super) fn not_negative(&self) -> Option<Self> {
        let number = self.number()?;
        (number >= 0.0).then_some(Self::Integer(0))
    }
}

impl Parameter {
    /// Whether a value lies between the least and the greatest; what is no number does.
    pub fn admits(&self, value: &Value) -> bool {
        let Some(number) = value.number() else {
            return true;
        };
        let bound = |bound: &Option<Value>| bound.as_ref().and_then(Value::number);
        bound(&self.least).is_none_or(|least| number >= least)
            && bound(&self.greatest).is_none_or(|greatest| number <= greatest)
    }

    /// Between what it must lie, in words; `None` if nothing bounds it.
    pub fn range(&self, lang: Lang) -> Option<String> {
        match (&self.least, &self.greatest) {
            (Some(least), Some(most)) => Some(lang.pick(
                format!("between {least} and {most}"),
                format!("在 {least} 到 {most} 之间"),
            )),
            (Some(least), None) => {
                Some(lang.pick(format!("{least} or more"), format!("不小于 {least}")))
            }
            (None, Some(most)) => {
                Some(lang.pick(format!("{most} or less"), format!("不大于 {most}")))
            }
            (None, None) => None,
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number:?}"),
            Self::Boolean(flag) => write!(f, "{flag}"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Texts(texts) => write!(f, "{texts:?}"),
        }
    }
}
