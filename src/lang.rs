//! The two languages of every text: English and Chinese.
//!
//! Knows nothing of files, rules or findings. A text the user wrote may exist in
//! one language only; what the program says itself exists in both.

mod cause;

use serde::{Deserialize, Serialize};

pub use self::cause::{SystemCause, cause};

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, simplified characters.
    Zh,
}

impl Lang {
    /// Picks one of two wordings.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }

    /// What stands between a name and what is said of it.
    pub fn colon(self) -> &'static str {
        self.pick(": ", "：")
    }

    /// What stands between two parts of a list.
    pub fn comma(self) -> &'static str {
        self.pick(", ", "，")
    }

    /// Words in brackets behind others.
    pub fn aside(self, words: &str) -> String {
        self.pick(format!(" ({words})"), format!("（{words}）"))
    }

    /// Reads a locale such as `zh_CN.UTF-8` or a plain `en`; `None` for any other language.
    ///
    /// ```
    /// use baton::lang::Lang;
    /// assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Some(Lang::Zh));
    /// assert_eq!(Lang::from_locale("fr_FR"), None);
    /// ```
    pub fn from_locale(locale: &str) -> Option<Self> {
        let tag = locale.split(['_', '-', '.', '@']).next()?;
        match tag.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" | "c" | "posix" => Some(Self::En),
            _ => None,
        }
    }
}

/// A text the user wrote: plain, or in one or both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    en: Option<Box<str>>,
    zh: Option<Box<str>>,
}

impl Text {
    /// A text whose language is not stated: it serves for both.
    pub fn plain(text: impl Into<Box<str>>) -> Self {
        Self {
            en: Some(text.into()),
            zh: None,
        }
    }

    /// A text in the given languages.
    pub fn bilingual(en: Option<Box<str>>, zh: Option<Box<str>>) -> Self {
        Self { en, zh }
    }

    /// The text in `lang`, or in the other language where it has none; empty if it has neither.
    pub fn get(&self, lang: Lang) -> &str {
        let (first, second) = lang.pick((&self.en, &self.zh), (&self.zh, &self.en));
        first.as_deref().or(second.as_deref()).unwrap_or("")
    }

    /// Every wording there is, English first.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        self.en.as_deref().into_iter().chain(self.zh.as_deref())
    }

    /// One name in either language is enough to be the same, whatever its case.
    pub fn names_the_same(&self, other: &Self) -> bool {
        let folded = |text: &str| text.trim().to_lowercase();
        self.wordings().any(|own| {
            let own = folded(own);
            other.wordings().any(|other| folded(other) == own)
        })
    }

    /// No wording has a visible character.
    pub fn is_blank(&self) -> bool {
        self.wordings().all(|text| text.trim().is_empty())
    }
}

/// A text from outside in one line: a character that would break or hide a line is a space.
pub fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
