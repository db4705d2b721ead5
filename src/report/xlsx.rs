//! wip
use super::format::{Request, Unwritten};
pub(super) fn render(_request: &Request<'_>) -> Result<Vec<u8>, Unwritten> {
    Ok(Vec::new())
}
