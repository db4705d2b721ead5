//! Which rule of the XES standard a log breaks.

use crate::lang::Lang;

/// Which rule of the XES standard is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deviation {
    /// An element that XES does not have.
    Unknown {
        /// The element.
        element: String,
    },
    /// An element stands where it cannot be.
    Misplaced {
        /// The element.
        element: String,
        /// Where it stands.
        inside: String,
    },
    /// An element stands behind one that must come after it.
    TooLate {
        /// The element.
        element: String,
        /// Where it stands.
        inside: String,
    },
    /// An element lacks an attribute that it must have.
    Lacks {
        /// The element.
        element: String,
        /// The attribute.
        attribute: &'static str,
    },
    /// An element has an attribute that it cannot have.
    TooMuch {
        /// The element.
        element: String,
        /// The attribute.
        attribute: String,
    },
    /// A value is not of the type of its element.
    BadValue {
        /// The element.
        element: String,
        /// The value.
        value: String,
    },
    /// A scope is neither that of events nor that of traces.
    BadScope {
        /// The scope.
        scope: String,
    },
    /// The extension of a key is not declared.
    NotDeclared {
        /// The key.
        key: String,
    },
    /// The extension does not have this key.
    NoSuchKey {
        /// The key.
        key: String,
    },
    /// The extension does not have this key here.
    WrongLevel {
        /// The key.
        key: String,
    },
    /// The extension has this key with another type.
    WrongType {
        /// The key.
        key: String,
        /// Its type.
        expected: &'static str,
    },
    /// One element has two attributes with the same key.
    KeyTwice {
        /// The key.
        key: String,
    },
    /// An attribute has attributes, and the log does not declare that.
    Nested {
        /// The inner key.
        key: String,
    },
    /// A classifier uses a key that is not global.
    NotGlobal {
        /// The key.
        key: String,
    },
    /// A classifier has no keys.
    NoKeys,
    /// A global declares nothing.
    NothingGlobal,
    /// A list has no `<values>`.
    NoValues,
    /// Text stands where only elements may.
    Text {
        /// Where.
        inside: String,
    },
}

impl Deviation {
    /// The rule and how it is broken, in one sentence without an end.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unknown { element } => lang.pick(
                format!("XES has no element `<{element}>`"),
                format!("XES 中没有 <{element}> 元素"),
            ),
            Self::Misplaced { element, inside } => lang.pick(
                format!("`<{element}>` cannot stand inside `<{inside}>`"),
                format!("<{inside}> 内不能有 <{element}>"),
            ),
            Self::TooLate { element, inside } => lang.pick(
                format!("`<{element}>` must stand earlier inside `<{inside}>`"),
                format!("<{inside}> 内的 <{element}> 应放在更前面"),
            ),
            Self::Lacks { element, attribute } => lang.pick(
                format!("`<{element}>` must have `{attribute}`"),
                format!("<{element}> 必须有“{attribute}”"),
            ),
            Self::TooMuch { element, attribute } => lang.pick(
                format!("`<{element}>` cannot have `{attribute}`"),
                format!("<{element}> 不能有“{attribute}”"),
            ),
            Self::BadValue { element, value } => lang.pick(
                format!("`{value}` is no value of the type `{element}`"),
                format!("“{value}”不是 {element} 类型的值"),
            ),
            Self::BadScope { scope } => lang.pick(
                format!("the scope is `event` or `trace`, not `{scope}`"),
                format!("scope 只能是 event 或 trace，不能是“{scope}”"),
            ),
            Self::Nested { key } => lang.pick(
                format!("`{key}` stands inside another attribute, and `xes.features` does not say `nested-attributes`"),
                format!("“{key}”位于另一属性之内，而 xes.features 中没有 nested-attributes"),
            ),
            Self::NoKeys => lang
                .pick("a classifier must name attributes in `keys`", "classifier 的 keys 必须写明属性")
                .to_owned(),
            Self::NothingGlobal => lang
                .pick("a `<global>` must declare attributes", "<global> 必须声明属性")
                .to_owned(),
            Self::NoValues => lang
                .pick("a `<list>` must have `<values>`", "<list> 必须有 <values>")
                .to_owned(),
            Self::Text { inside } => lang.pick(
                format!("text cannot stand inside `<{inside}>`"),
                format!("<{inside}> 内不能有文字"),
            ),
            key => key.message_of_key(lang),
        }
    }

    /// What is wrong with the key of an attribute.
    fn message_of_key(&self, lang: Lang) -> String {
        match self {
            Self::NotDeclared { key } => lang.pick(
                format!("no `<extension>` declares the prefix of `{key}`"),
                format!("没有 <extension> 声明“{key}”的前缀"),
            ),
            Self::NoSuchKey { key } => lang.pick(
                format!("its extension has no key `{key}`"),
                format!("该扩展中没有“{key}”"),
            ),
            Self::WrongLevel { key } => lang.pick(
                format!("its extension does not have `{key}` at this level"),
                format!("该扩展中的“{key}”不能用在这一层"),
            ),
            Self::WrongType { key, expected } => lang.pick(
                format!("`{key}` must be of the type `{expected}`"),
                format!("“{key}”必须是 {expected} 类型"),
            ),
            Self::KeyTwice { key } => lang.pick(
                format!("two attributes have the key `{key}`"),
                format!("有两个属性的键都是“{key}”"),
            ),
            Self::NotGlobal { key } => lang.pick(
                format!("a classifier uses `{key}`, which no `<global>` declares"),
                format!("classifier 用到“{key}”，而没有 <global> 声明它"),
            ),
            _ => String::new(),
        }
    }
}
