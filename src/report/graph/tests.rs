//! What pictures show, on the shipped example and on made-up chains.

use crate::audit::{Audit, Options, audit};
use crate::lang::Lang;

use super::Seen;

fn shipped() -> Audit {
    let options = Options {
        paths: vec!["processes".into()],
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

#[test]
fn a_picture_is_well_formed_in_both_languages() {
    let audit = shipped();
    let checked = audit.checked.as_ref().expect("the example is sound");
    for lang in [Lang::En, Lang::Zh] {
        let seen = Seen::judged(checked, &audit.rules, lang);
        for picture in [seen.overview(), seen.everything()] {
            let svg = picture.standalone().expect("it is small");
            let read = roxmltree::Document::parse(&svg).expect("it is well formed");
            assert!(read.descendants().any(|one| one.has_tag_name("rect")));
        }
    }
}
