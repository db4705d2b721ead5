//! Why a file could not be read, in words.

use crate::lang::{Lang, cause};
use crate::source::UnreadableReason;

impl UnreadableReason {
    pub(super) fn message(&self, lang: Lang) -> String {
        let say = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
        match self {
            Self::Missing => say("there is no such file or folder", "没有这个文件或文件夹"),
            Self::Forbidden => say("access is denied", "没有访问权限"),
            Self::LinkLoop => say("its links lead in a circle", "链接循环指向自己"),
            Self::Folder => say("it is a folder, not a file", "这是文件夹，不是文件"),
            Self::TooLarge(bytes) => {
                let size = bytes / 1_048_576;
                lang.pick(
                    format!("it has {size} MiB, more than a model file can have"),
                    format!("文件有 {size} MiB，超出模型文件的上限"),
                )
            }
            Self::NotUtf8(at) => lang.pick(
                format!("it is not UTF-8 text (byte {at})"),
                format!("不是 UTF-8 文本（第 {at} 字节）"),
            ),
            Self::Other(error) => cause(error, lang),
        }
    }

    pub(super) fn hint(&self, lang: Lang) -> String {
        let say = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
        match self {
            Self::Missing => say("check the spelling of the path", "请检查路径是否写对"),
            Self::Forbidden => say("ask for the right to read it", "请申请读取权限"),
            Self::LinkLoop => say("remove the link", "请删除该链接"),
            Self::Folder => say(
                "rename the folder, or name a file inside it",
                "请给文件夹改名，或指明其中的文件",
            ),
            Self::TooLarge(_) => say("split it: one process a file", "请拆分：一个文件一个流程"),
            Self::NotUtf8(_) => say(
                "save it again with the encoding UTF-8 (not GBK or UTF-16)",
                "请用 UTF-8 编码另存（不要用 GBK 或 UTF-16）",
            ),
            Self::Other(_) => say("try again", "请再试一次"),
        }
    }
}
