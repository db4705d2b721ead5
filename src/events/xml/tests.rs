//! XML as other readers read it, and XML that nobody should.

use proptest::prelude::*;

use super::*;

/// Everything in a text, a line each.
fn told(text: &[u8]) -> Result<Vec<String>, Fault> {
    let mut scanner = Scanner::new(text, &[]);
    let mut lines = Vec::new();
    while let Some(token) = scanner.next()? {
        match token {
            Token::Open { name, closed } => {
                lines.push(format!("<{}", String::from_utf8_lossy(name)));
                for attribute in &scanner.attributes {
                    let value = decode(attribute.value)?;
                    assert_eq!(attribute.encoded, attribute.value.contains(&b'&'));
                    let name = String::from_utf8_lossy(attribute.name);
                    lines.push(format!(
                        "{name}={}",
                        plain(&String::from_utf8_lossy(&value))
                    ));
                }
                lines.extend(closed.then(|| ">".to_owned()));
            }
            Token::Close => lines.push(">".to_owned()),
            Token::Text(_) | Token::Verbatim(_) => {}
        }
    }
    if scanner.depth() > 0 {
        return Err(Fault::Cut);
    }
    Ok(lines)
}

/// The other reader turns line ends in values to spaces.
fn plain(value: &str) -> String {
    value.replace("\r\n", " ").replace(['\n', '\t', '\r'], " ")
}

fn told_by_another(text: &str) -> Option<Vec<String>> {
    fn tell(node: roxmltree::Node<'_, '_>, lines: &mut Vec<String>) {
        lines.push(format!("<{}", node.tag_name().name()));
        for attribute in node.attributes() {
            lines.push(format!("{}={}", attribute.name(), plain(attribute.value())));
        }
        for child in node.children().filter(roxmltree::Node::is_element) {
            tell(child, lines);
        }
        lines.push(">".to_owned());
    }
    let document = roxmltree::Document::parse(text).ok()?;
    let mut lines = Vec::new();
    tell(document.root_element(), &mut lines);
    Some(lines)
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<a>",
        "</a>",
        "<b ",
        "<b>",
        "</b>",
        "</b >",
        "/>",
        ">",
        "k=\"v\"",
        " k2 = '\"'",
        " ",
        "\n",
        "x=\"&amp;&#65;&#x4e2d;\"",
        "<!-- </a> -->",
        "<![CDATA[</a>]]>",
        "<?p </a>?>",
        "text",
        "&lt;",
        "数=\"量\"",
        "<é/>",
        "<c d=\"1\"/>",
        "&",
        "<",
        "\"",
        "=",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_another_reader_accepts_is_read_the_same(inner in pieces()) {
        let text = format!("<r>{inner}</r>");
        if let Some(expected) = told_by_another(&text) {
            prop_assert_eq!(told(text.as_bytes()), Ok(expected));
        }
    }

    #[test]
    fn any_bytes_end_in_tokens_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = told(&bytes);
    }
}

#[test]
fn a_text_cut_anywhere_is_cut() {
    let text = "<r a=\"1\"><!-- c --><b x='&lt;'/><![CDATA[ ]]></r>";
    assert!(told(text.as_bytes()).is_ok());
    for end in 1..text.len() {
        assert_eq!(
            told(&text.as_bytes()[..end]),
            Err(Fault::Cut),
            "{}",
            &text[..end]
        );
    }
}

#[test]
fn what_is_no_xml_is_refused() {
    for (text, expected) in [
        (
            "<a><b></a>",
            XmlFault::Close {
                closed: "a".into(),
                open: Some("b".into()),
            },
        ),
        (
            "</a>",
            XmlFault::Close {
                closed: "a".into(),
                open: None,
            },
        ),
        ("<a k=1/>", XmlFault::NoValue("k".into())),
        ("<a k/>", XmlFault::NoValue("k".into())),
        ("<a k='1' k='2'/>", XmlFault::Twice("k".into())),
        ("<a k='&boom;'/>", XmlFault::Entity("boom".into())),
        ("<a k='&#0;'/>", XmlFault::Entity("#0".into())),
        ("<a k='<'/>", XmlFault::Unexpected('<')),
        (
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>",
            XmlFault::DocumentType,
        ),
        ("<1/>", XmlFault::Unexpected('1')),
        ("<a k='1'l='2'/>", XmlFault::Unexpected('l')),
    ] {
        assert_eq!(told(text.as_bytes()), Err(Fault::Xml(expected)), "{text}");
    }
}
