//! Customer value sheets with their holes.

use super::body::Page;
use super::section::Section;

/// `None` until value sheets are drawn.
pub(super) fn section(_page: &Page<'_>) -> Option<Section> {
    None
}
