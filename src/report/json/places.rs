//! Places in files, as JSON.

use serde::Serialize;

use crate::source::{Sources, Spot};

#[derive(Debug, Serialize)]
pub(super) struct PlaceOut {
    file: String,
    line: u32,
    column: u32,
    role: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    path: String,
}

pub(super) fn place_out(
    sources: &Sources,
    spot: Spot,
    role: &'static str,
    path: String,
) -> PlaceOut {
    let at = sources.line_column(spot);
    PlaceOut {
        file: sources.get(spot.source).name.clone(),
        line: at.line,
        column: at.column,
        role,
        path,
    }
}
