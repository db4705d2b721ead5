//! Real databases, damaged: never a panic, never without end.

use baton::events::file::Format;
use baton::events::mapping::Mapping;
use baton::events::ocel;

use crate::shared;

fn is_read(bytes: &[u8]) -> bool {
    ocel::read(Format::OcelSqlite, bytes, &Mapping::default()).is_ok()
}

#[test]
fn a_damaged_database_never_panics() {
    let Some(path) = shared::path("ocel/pm4py-example_log.sqlite") else {
        return;
    };
    let whole = std::fs::read(path).unwrap();
    assert!(is_read(&whole));
    for end in (0..whole.len()).step_by(97) {
        assert!(!is_read(&whole[..end]), "{end}");
    }
    // Every byte that is not empty, in three ways; what comes out may be wrong, but ends.
    for at in (0..whole.len()).filter(|at| whole[*at] != 0).step_by(3) {
        for wrong in [0, 0xFF, whole[at] ^ 0x10] {
            let mut damaged = whole.clone();
            damaged[at] = wrong;
            let _ = is_read(&damaged);
        }
    }
}

#[test]
fn a_page_that_leads_to_itself_is_refused() {
    let Some(path) = shared::path("ocel/ocpa-logistics.sqlite") else {
        return;
    };
    let mut whole = std::fs::read(path).unwrap();
    let size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    for page in 1..whole.len() / size {
        let begin = page * size;
        if whole[begin] == 0x05 {
            let itself = u32::try_from(page + 1).unwrap().to_be_bytes();
            whole[begin + 8..begin + 12].copy_from_slice(&itself);
        }
    }
    assert!(!is_read(&whole));
}
