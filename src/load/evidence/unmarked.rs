//! Which encoding a text is in that is not UTF-8 and does not say: Chinese or Western European.
//!
//! Nearly any text of the one can be decoded as the other, so what decodes sensibly decides. Of
//! Chinese text nearly every pair of bytes is one of the characters that everybody uses; in Western
//! text an accented letter stands alone, beside letters that are ASCII.

use std::ops::RangeInclusive;

use encoding_rs::{Encoding, GB18030, WINDOWS_1252};

/// The first bytes of the most frequent Chinese characters, and of Chinese punctuation.
const USUAL: [RangeInclusive<u8>; 2] = [0xB0..=0xD7, 0xA1..=0xA3];

/// So many times as much must speak for Western text as for Chinese before it is taken for that:
/// it never was before, so in doubt somebody has to say.
const CLEARLY: usize = 4;

/// The encoding that makes sense of a text; `None` if none does, or both could.
pub fn unmarked(bytes: &[u8]) -> Option<&'static Encoding> {
    let letters = letters(bytes);
    let could_be_chinese = could_be_chinese(bytes);
    let others = if could_be_chinese {
        usual_pairs(bytes)
    } else {
        usual_pairs(bytes).max(of_utf8(bytes))
    };
    if letters > CLEARLY * others {
        return Some(WINDOWS_1252);
    }
    (could_be_chinese && others >= letters).then_some(GB18030)
}

/// Whether nothing in it contradicts GB18030; a character may be cut at the end.
pub fn could_be_chinese(bytes: &[u8]) -> bool {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut room = vec![0; bytes.len() * 3 + 16];
    let (_, _, _, had_errors) = decoder.decode_to_utf8(bytes, &mut room, false);
    !had_errors
}

/// Pairs of bytes that are Chinese characters or punctuation in everyday use.
fn usual_pairs(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    let mut count = 0;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first < 0x81 {
            continue;
        }
        if let [second, after @ ..] = after
            && *second >= 0x40
        {
            let is_usual = USUAL.iter().any(|usual| usual.contains(first));
            count += usize::from(is_usual && *second >= 0xA1);
            rest = after;
        }
    }
    count
}

/// Accented letters of Western text: alone or in twos, beside letters that are ASCII.
fn letters(bytes: &[u8]) -> usize {
    let is_ascii = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphabetic);
    let is_accented = |byte: &u8| matches!(byte, 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0xFF);
    let mut count = 0;
    let mut at = 0_usize;
    for run in bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(at + run.len());
        at += run.len();
        let beside = usize::from(is_ascii(before)) + usize::from(is_ascii(after));
        // Two accented letters, as in `Größe`, are one Chinese character: only inside a word.
        if run.len() <= 2 && beside >= run.len() && run.iter().all(is_accented) {
            count += run.len();
        }
    }
    count
}

/// Characters of more than one byte that are sound UTF-8: then the text is that, and damaged.
fn of_utf8(bytes: &[u8]) -> usize {
    let sound = bytes.utf8_chunks().map(|chunk| chunk.valid());
    sound
        .map(|text| text.chars().filter(|one| !one.is_ascii()).count())
        .sum()
}

#[cfg(test)]
mod tests {
    use encoding_rs::GBK;

    use super::*;

    fn western(text: &str) -> Vec<u8> {
        let (bytes, _, lost) = WINDOWS_1252.encode(text);
        assert!(!lost, "{text}");
        bytes.into_owned()
    }

    fn chinese(text: &str) -> Vec<u8> {
        let (bytes, _, lost) = GBK.encode(text);
        assert!(!lost, "{text}");
        bytes.into_owned()
    }

    #[test]
    fn accented_letters_alone_in_words_are_western() {
        for text in [
            "Müller",
            "Größe",
            "Name,Größe\nMüller,3\n",
            "café,1\n",
            "Fall;Tätigkeit;Ende\n1;Prüfen;2026-06-30\n",
            "créée,naïve,Français",
            "Señor Núñez;Ångström;Smørrebrød",
            "GRÖSSE;MÜLLER",
            "Übergabe",
            "Prüfung für 5 € – “fertig”, 20 °C\n",
        ] {
            assert_eq!(unmarked(&western(text)), Some(WINDOWS_1252), "{text}");
        }
    }

    #[test]
    fn chinese_headings_and_names_stay_chinese() {
        for text in [
            "案例,活动,时间",
            "单号,工序,完成时间,操作人\n1,焊接,2026-06-30,张三\n",
            "工单号\t活动名称\n",
            "收",
            // Characters beyond the everyday ones, some with an ASCII letter as second byte.
            "姓名,朱镕基\n姓名,陶喆\n",
            "操作人,喆\n1,珺\n2,镕\n",
            "大學生,電話,車門,國家標準",
            "A类,B类,客户（VIP）",
        ] {
            let bytes = chinese(text);
            let found = unmarked(&bytes);
            assert_eq!(found, Some(GB18030), "{text}");
        }
    }

    #[test]
    fn damaged_text_and_text_that_could_be_either_are_left_open() {
        let mut damaged = "工序,收货,检验,Müller\n".as_bytes().to_vec();
        damaged.extend(b"M\xFCller\n");
        assert_eq!(unmarked(&damaged), None);
        let mut damaged = chinese("工序,收货,检验\n");
        damaged.push(0xFF);
        damaged.extend(b"\n");
        assert_eq!(unmarked(&damaged), None);
        let mut both = western("Müller,Größe\n");
        both.extend(chinese("收货"));
        assert_eq!(unmarked(&both), None);
    }

    #[test]
    fn every_character_of_everyday_chinese_is_taken_for_chinese_in_any_cell() {
        for first in 0xB0..=0xD7_u8 {
            for second in 0xA1..=0xFE_u8 {
                let cell = [b',', first, second, b'\n'];
                if could_be_chinese(&cell) {
                    assert_eq!(unmarked(&cell), Some(GB18030), "{first:x} {second:x}");
                }
            }
        }
    }
}
