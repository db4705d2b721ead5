//! What the operating system says went wrong with a file, in both languages.
//!
//! In English the system speaks for itself. In Chinese each usual kind of failure has words here,
//! and only here; of any other kind the system's own text stands.

use std::io;

use super::Lang;

/// Why the system could not do something, as it can be told and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemCause {
    chinese: Option<&'static str>,
    said: Box<str>,
}

impl SystemCause {
    /// In words, without an end.
    pub fn words(&self, lang: Lang) -> &str {
        match (lang, self.chinese) {
            (Lang::Zh, Some(chinese)) => chinese,
            _ => &self.said,
        }
    }
}

impl From<&io::Error> for SystemCause {
    fn from(error: &io::Error) -> Self {
        let by_number = error.raw_os_error().and_then(numbered);
        Self {
            chinese: by_number.or_else(|| chinese(error.kind())),
            said: error.to_string().into(),
        }
    }
}

impl From<io::Error> for SystemCause {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}

/// What the system says of an error, in words without an end.
pub fn cause(error: &io::Error, lang: Lang) -> String {
    SystemCause::from(error).words(lang).to_owned()
}

/// Failures that have a number on every Unix and no stable kind.
fn numbered(number: i32) -> Option<&'static str> {
    const LINKS: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };
    match number {
        _ if !cfg!(unix) => None,
        5 => Some("读写设备出错"),
        23 | 24 => Some("打开的文件太多"),
        LINKS => Some("链接循环指向自己"),
        _ => None,
    }
}

fn chinese(kind: io::ErrorKind) -> Option<&'static str> {
    use io::ErrorKind as Kind;
    Some(match kind {
        Kind::NotFound => "没有这个文件或文件夹",
        Kind::PermissionDenied => "没有访问权限",
        Kind::AlreadyExists => "文件已存在",
        Kind::IsADirectory => "这是文件夹，不是文件",
        Kind::NotADirectory => "路径中有一段不是文件夹",
        Kind::DirectoryNotEmpty => "文件夹不是空的",
        Kind::StorageFull => "存储空间已满",
        Kind::QuotaExceeded => "超出存储配额",
        Kind::FileTooLarge => "文件太大",
        Kind::ReadOnlyFilesystem => "文件系统是只读的",
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "文件正被其他程序使用",
        Kind::CrossesDevices => "不能跨设备移动",
        Kind::TooManyLinks => "链接太多",
        Kind::InvalidFilename => "文件名无效或太长",
        Kind::StaleNetworkFileHandle => "网络文件已失效",
        Kind::NotSeekable => "该文件只能从头读到尾",
        Kind::Interrupted => "操作被中断",
        Kind::UnexpectedEof => "内容提前结束",
        Kind::WriteZero => "没有全部写完",
        Kind::BrokenPipe => "接收输出的程序已关闭",
        Kind::TimedOut => "操作超时",
        Kind::WouldBlock => "资源暂时不可用",
        Kind::InvalidData => "数据无效",
        Kind::InvalidInput => "参数无效",
        Kind::Unsupported => "系统不支持此操作",
        Kind::OutOfMemory => "内存不足",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::{Error, ErrorKind as Kind};

    use super::*;

    const USUAL: [Kind; 26] = [
        Kind::NotFound,
        Kind::PermissionDenied,
        Kind::AlreadyExists,
        Kind::IsADirectory,
        Kind::NotADirectory,
        Kind::DirectoryNotEmpty,
        Kind::StorageFull,
        Kind::QuotaExceeded,
        Kind::FileTooLarge,
        Kind::ReadOnlyFilesystem,
        Kind::ResourceBusy,
        Kind::CrossesDevices,
        Kind::TooManyLinks,
        Kind::InvalidFilename,
        Kind::StaleNetworkFileHandle,
        Kind::NotSeekable,
        Kind::Interrupted,
        Kind::UnexpectedEof,
        Kind::WriteZero,
        Kind::BrokenPipe,
        Kind::TimedOut,
        Kind::WouldBlock,
        Kind::InvalidData,
        Kind::InvalidInput,
        Kind::Unsupported,
        Kind::OutOfMemory,
    ];

    #[test]
    fn every_usual_kind_has_chinese_words_of_its_own_without_a_latin_letter() {
        let mut said = BTreeSet::new();
        for kind in USUAL {
            let error = Error::new(kind, "what a system says");
            let text = cause(&error, Lang::Zh);
            assert!(text.chars().all(|c| !c.is_ascii()), "{kind:?}: {text}");
            assert!(said.insert(text), "{kind:?} has the words of another");
            assert_eq!(cause(&error, Lang::En), "what a system says");
        }
    }

    #[test]
    fn another_kind_keeps_the_text_of_the_system() {
        for kind in [Kind::Other, Kind::ConnectionRefused, Kind::Deadlock] {
            let error = Error::new(kind, "as the system says");
            assert_eq!(cause(&error, Lang::Zh), "as the system says");
        }
    }

    /// No number, and no English word, behind what a Chinese reader is told.
    #[cfg(unix)]
    #[test]
    fn numbers_of_the_system_are_known_by_what_they_mean() {
        for (number, zh) in [
            (2, "没有这个文件或文件夹"),
            (5, "读写设备出错"),
            (13, "没有访问权限"),
            (24, "打开的文件太多"),
            (28, "存储空间已满"),
        ] {
            let error = Error::from_raw_os_error(number);
            assert_eq!(cause(&error, Lang::Zh), zh);
            assert!(cause(&error, Lang::En).contains("os error"));
        }
    }
}
