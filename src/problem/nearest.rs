//! The known name probably meant by one that is not known.

/// The name nearest to `written`, if it is near enough to be a slip: a third of its letters
/// may differ, and always one. Of names equally near, the first.
///
/// # Complexity
/// O(names · letters²).
pub fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .filter(|(distance, name)| *distance <= 1.max(name.chars().count() / 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
