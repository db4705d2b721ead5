//! Texts of the user inside other languages: XML, Markdown, workflow commands, tables, URIs.
//!
//! A text may hold anything; what comes out means that text and nothing else.

/// Marks that turn the direction of what follows: with them a text can look like another.
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with what cannot be seen made visible: no control character but line feed and
/// tab, no mark that turns the direction of reading.
pub(super) fn visible(text: &str) -> String {
    let hidden = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c);
    let unwritable = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    let text = text.replace("\r\n", "\n");
    text.replace(|c| hidden(c) || unwritable(c), "\u{fffd}")
}

/// The visible text in one line.
pub(super) fn one_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

/// A text as XML shows it, in an element or between quotes.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            // XML 1.0 has no way to write these.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if turns(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A text in one line of Markdown, also in a cell: no markup, no HTML, nobody called, no link.
pub(super) fn markdown(text: &str) -> String {
    /// Seen by no reader, but what calls people and makes links does not look across it.
    const GAP: &str = "&#8203;";
    let text = one_line(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '$' => out.push_str("&#36;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '@' => {
                out.push('@');
                out.push_str(GAP);
            }
            ':' if rest.starts_with("//") => {
                out.push(':');
                out.push_str(GAP);
            }
            '.' if before.eq_ignore_ascii_case(&'w') => {
                out.push_str(GAP);
                out.push('.');
            }
            '#' | '!' if rest.starts_with(|c: char| c.is_ascii_digit()) => {
                out.push(c);
                out.push_str(GAP);
            }
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// A text inside HTML that stands in Markdown: no markup, nobody called, no link.
pub(super) fn html(text: &str) -> String {
    let text = xml(&one_line(text));
    text.replace('@', "@&#8203;").replace("://", ":&#8203;//")
}

/// The message of a workflow command: one line, whatever stands in it.
pub(super) fn command(text: &str) -> String {
    let text = visible(text).replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
pub(super) fn command_property(text: &str) -> String {
    command(text).replace(':', "%3A").replace(',', "%2C")
}

/// A text as a field of a table: in quotes where it must be, and never a formula, also where
/// a spreadsheet takes full-width signs for the plain ones.
pub(super) fn cell(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let text = if text.starts_with(formula) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r', ';']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// A shown path as a reference of a URI: relative as it is, absolute with its scheme.
pub(super) fn uri(path: &str) -> String {
    let has_drive =
        path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let (scheme, path) = match path {
        path if has_drive => ("file:///", path),
        path if path.starts_with('/') => ("file://", path),
        path => ("", path.strip_prefix("./").unwrap_or(path)),
    };
    let mut out = scheme.to_owned();
    for (at, byte) in path.bytes().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if is_plain || (has_drive && at == 1) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_made_visible() {
        assert_eq!(visible("a\u{202e}b\u{7}c\r\nd"), "a\u{fffd}b\u{fffd}c\nd");
        assert_eq!(one_line("a\nb\tc"), "a b c");
    }

    #[test]
    fn markdown_has_no_markup_no_link_and_calls_nobody() {
        assert_eq!(markdown("a|b`c`"), r"a\|b\`c\`");
        assert_eq!(markdown("<img src=x>"), "&lt;img src=x&gt;");
        assert_eq!(markdown("[x](y) **b**"), r"\[x\](y) \*\*b\*\*");
        assert_eq!(markdown("@all #12"), "@&#8203;all #&#8203;12");
        assert_eq!(
            markdown("https://a.b www.c.d"),
            "https:&#8203;//a.b www&#8203;.c.d"
        );
        assert_eq!(markdown("a\n\n# b"), "a  # b");
    }

    #[test]
    fn a_command_stays_one_command() {
        assert_eq!(command("50 %\n::error::x"), "50 %25%0A::error::x");
        assert_eq!(command_property("a:b,c"), "a%3Ab%2Cc");
    }

    #[test]
    fn a_name_is_one_field_and_no_formula() {
        assert_eq!(cell("Pack"), "Pack");
        assert_eq!(cell("pick, \"sort\""), "\"pick, \"\"sort\"\"\"");
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"] {
            assert!(cell(formula).starts_with('\''), "{formula}");
        }
        assert_eq!(cell("\r=1"), "\"'\r=1\"");
    }

    #[test]
    fn a_path_is_a_reference_in_plain_letters() {
        assert_eq!(uri("./a b/原料.toml"), "a%20b/%E5%8E%9F%E6%96%99.toml");
        assert_eq!(uri("/x/a:b.toml"), "file:///x/a%3Ab.toml");
        assert_eq!(uri("C:/x.toml"), "file:///C:/x.toml");
    }
}
