//! What a rule says of itself: its literal `META`, read without running anything.

use rhai::{Array, Dynamic, Map};
use serde::Serialize;

use super::params::Value;
use crate::finding::{Level, Profile, SubjectKind};
use crate::lang::Lang;

/// Which of the eight questions of a handoff a rule helps to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Question {
    /// Is it known who receives what?
    Known,
    /// Was the receiver asked?
    Asked,
    /// Are the criteria agreed, and as strict as the need?
    Agreed,
    /// Does the giver check before release?
    Checked,
    /// Is it delivered on time and in full?
    Delivered,
    /// Can the receiver use it as it is?
    Accepted,
    /// Is the receiver heard, and may it refuse?
    Heard,
    /// Does something close the gap?
    Improved,
}

impl Question {
    /// All eight, in the order a handoff passes them.
    pub const ALL: [Self; 8] = [
        Self::Known,
        Self::Asked,
        Self::Agreed,
        Self::Checked,
        Self::Delivered,
        Self::Accepted,
        Self::Heard,
        Self::Improved,
    ];

    /// Its name in META.
    pub fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Checked => "checked",
            Self::Delivered => "delivered",
            Self::Accepted => "accepted",
            Self::Heard => "heard",
            Self::Improved => "improved",
        }
    }

    /// The word of either language.
    pub fn word(self, lang: Lang) -> &'static str {
        let zh = match self {
            Self::Known => "知道",
            Self::Asked => "问过",
            Self::Agreed => "约定",
            Self::Checked => "自检",
            Self::Delivered => "准时",
            Self::Accepted => "可用",
            Self::Heard => "倾听",
            Self::Improved => "改进",
        };
        lang.pick(self.name(), zh)
    }
}

/// A parameter of a rule.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name, a constant in the script and a key in `baton.toml`.
    pub name: String,
    /// Its value unless set.
    pub default: Value,
    /// The least number it may be; zero unless META says another.
    pub least: Option<Value>,
    /// The greatest number it may be.
    pub greatest: Option<Value>,
    /// What it is, in English.
    pub en: String,
    /// What it is, in Chinese.
    pub zh: String,
}

/// The wording of a rule in one language.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// What is wrong; `{names}` are filled.
    pub finding: String,
    /// What the next process suffers.
    pub effect: String,
    /// What to do now.
    pub advice: String,
    /// What would decide it, for a rule that can say so itself.
    pub undetermined: String,
}

/// What a rule says of itself.
#[derive(Debug, Clone)]
pub struct RuleMeta {
    /// Family and name, from its path: `handoff/no-due-time`.
    pub id: String,
    /// How much its findings matter.
    pub level: Level,
    /// What it looks at.
    pub looks_at: SubjectKind,
    /// The question of a handoff it helps to answer.
    pub question: Option<Question>,
    /// The least profile that runs it.
    pub profile: Profile,
    /// A waiver may accept its findings.
    pub waivable: bool,
    /// The version it came with.
    pub since: String,
    /// Rules whose finding is the cause of this one's.
    pub after: Vec<String>,
    /// Clauses it supports, each with its edition.
    pub refs: Vec<String>,
    /// Its parameters.
    pub params: Vec<Parameter>,
    /// Its wording in English.
    pub en: Wording,
    /// Its wording in Chinese.
    pub zh: Wording,
}

impl RuleMeta {
    /// The wording in a language.
    pub fn wording(&self, lang: Lang) -> &Wording {
        lang.pick(&self.en, &self.zh)
    }

    /// Reads the literal META map of the rule `id`; every problem of it is one text.
    ///
    /// # Errors
    /// If a key is missing, unknown or of the wrong type, or the languages disagree.
    pub fn read(id: &str, map: Map) -> Result<Self, Vec<String>> {
        let mut reader = Reader {
            map,
            errors: Vec::new(),
        };
        let meta = Self {
            id: id.to_owned(),
            level: reader.named(
                "level",
                Level::from_name,
                "note, warning or error",
                Level::Note,
            ),
            looks_at: reader.named(
                "looks_at",
                |name| {
                    SubjectKind::ALL
                        .into_iter()
                        .find(|kind| kind.name() == name)
                },
                "chain, process, step, handoff, goal, value_sheet, measure, action, objective, customer, benchmark, practice, weakness, asset, voice, waiver, survey, complaint, loss, assessment or log",
                SubjectKind::Chain,
            ),
            question: reader.question(),
            profile: reader.profile(),
            waivable: reader.take("waivable", false).unwrap_or(true),
            since: reader.text("since", true),
            after: reader.texts("after"),
            refs: reader.texts("refs"),
            params: reader.params(),
            en: reader.wording("en"),
            zh: reader.wording("zh"),
        };
        reader.leftovers();
        reader.compare(&meta.en, &meta.zh);
        if reader.errors.is_empty() {
            Ok(meta)
        } else {
            Err(reader.errors)
        }
    }
}

struct Reader {
    map: Map,
    errors: Vec<String>,
}

impl Reader {
    fn take<T: Clone + Send + Sync + 'static>(&mut self, key: &str, required: bool) -> Option<T> {
        let Some(value) = self.map.remove(key) else {
            if required {
                self.errors.push(format!("META lacks `{key}`"));
            }
            return None;
        };
        let found = value.type_name();
        let taken = value.try_cast::<T>();
        if taken.is_none() {
            self.errors
                .push(format!("META `{key}` cannot be a {found}"));
        }
        taken
    }

    fn text(&mut self, key: &str, required: bool) -> String {
        let text: Option<rhai::ImmutableString> = self.take(key, required);
        text.map(String::from).unwrap_or_default()
    }

    fn texts(&mut self, key: &str) -> Vec<String> {
        let items: Array = self.take(key, false).unwrap_or_default();
        let count = items.len();
        let texts: Vec<_> = items
            .into_iter()
            .filter_map(|item| item.into_string().ok())
            .collect();
        if texts.len() < count {
            self.errors
                .push(format!("META `{key}` must be a list of texts"));
        }
        texts
    }

    fn named<T>(
        &mut self,
        key: &str,
        find: impl Fn(&str) -> Option<T>,
        choices: &str,
        placeholder: T,
    ) -> T {
        let name = self.text(key, true);
        find(&name).unwrap_or_else(|| {
            self.errors
                .push(format!("META `{key}` must be {choices}, not `{name}`"));
            placeholder
        })
    }

    fn question(&mut self) -> Option<Question> {
        let name = self.text("question", false);
        if name.is_empty() {
            return None;
        }
        let found = Question::ALL
            .into_iter()
            .find(|question| question.name() == name);
        if found.is_none() {
            let all = Question::ALL.map(Question::name).join(", ");
            self.errors.push(format!(
                "META `question` must be one of {all}, not `{name}`"
            ));
        }
        found
    }

    fn profile(&mut self) -> Profile {
        let name = self.text("profile", false);
        if name.is_empty() {
            return Profile::default();
        }
        Profile::from_name(&name).unwrap_or_else(|| {
            let all = Profile::ALL.map(Profile::name).join(", ");
            self.errors
                .push(format!("META `profile` must be one of {all}, not `{name}`"));
            Profile::default()
        })
    }

    fn params(&mut self) -> Vec<Parameter> {
        let params: Map = self.take("params", false).unwrap_or_default();
        let mut read = Vec::new();
        for (name, spec) in params {
            let Some(mut spec) = spec.try_cast::<Map>() else {
                self.errors
                    .push(format!("parameter `{name}` must be a map"));
                continue;
            };
            let mut value = |key| {
                spec.remove(key)
                    .and_then(|value| Value::from_script(&value))
            };
            let (default, least, greatest) = (value("value"), value("least"), value("greatest"));
            let mut words = |key| {
                spec.remove(key)
                    .and_then(|text: Dynamic| text.into_string().ok())
                    .filter(|text| !text.is_empty())
            };
            match (default, words("en"), words("zh")) {
                (Some(default), Some(en), Some(zh)) => read.push(Parameter {
                    name: name.to_string(),
                    least: least.or_else(|| default.not_negative()),
                    greatest,
                    default,
                    en,
                    zh,
                }),
                _ => self.errors.push(format!(
                    "parameter `{name}` needs `value` (text, number, true/false or a list of texts), `en` and `zh`"
                )),
            }
        }
        for parameter in &read {
            let Parameter { name, default, .. } = parameter;
            if !parameter.admits(default) {
                let range = parameter.range(Lang::En).unwrap_or_default();
                self.errors
                    .push(format!("parameter `{name}`: its value must be {range}"));
            }
        }
        read
    }

    fn wording(&mut self, lang: &str) -> Wording {
        let Some(map) = self.take::<Map>(lang, true) else {
            return Wording::default();
        };
        let mut inner = Self {
            map,
            errors: Vec::new(),
        };
        let wording = Wording {
            finding: inner.text("finding", true),
            effect: inner.text("effect", true),
            advice: inner.text("advice", true),
            undetermined: inner.text("undetermined", false),
        };
        inner.leftovers();
        self.errors.extend(
            inner
                .errors
                .into_iter()
                .map(|error| format!("{error} in `{lang}`")),
        );
        wording
    }

    fn leftovers(&mut self) {
        let unknown: Vec<_> = self.map.keys().map(ToString::to_string).collect();
        self.errors
            .extend(unknown.iter().map(|key| format!("META has no key `{key}`")));
    }

    /// Both languages must speak of the same things.
    fn compare(&mut self, en: &Wording, zh: &Wording) {
        let texts = [
            ("finding", &en.finding, &zh.finding),
            ("effect", &en.effect, &zh.effect),
            ("advice", &en.advice, &zh.advice),
            ("undetermined", &en.undetermined, &zh.undetermined),
        ];
        for (key, en, zh) in texts {
            if en.is_empty() != zh.is_empty() {
                self.errors
                    .push(format!("META `{key}` is written in one language only"));
            } else if placeholders(en) != placeholders(zh) {
                self.errors
                    .push(format!("META `{key}` has other {{names}} in en than in zh"));
            }
        }
    }
}

/// The `{names}` of a template, each once.
pub fn placeholders(template: &str) -> std::collections::BTreeSet<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}
