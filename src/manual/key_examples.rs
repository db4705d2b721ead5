//! Examples of keys that say more than an example of their type would.

use crate::load::schema::Shape;

/// What stands behind `key =` in the manual, by table and key; any table where none is named.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("organization", "name", "\"Northern Foods\""),
    ("process", "available", "\"7.5 working h\""),
    ("process", "demand", "\"120 pieces / working day\""),
    ("process", "class", "\"pcf:4.0\""),
    ("step", "changeover", "\"30 min\""),
    ("step", "availability", "\"90 %\""),
    ("step", "servers", "2"),
    ("handoff", "from", "\"batch\""),
    ("handoff", "to", "\"inspect\""),
    ("handoff", "wait", "\"4 h\""),
    ("handoff", "stock", "\"7000 pieces\""),
    ("handoff", "at_most", "3"),
    ("handoff.on_reject", "return_to", "\"weld\""),
    ("handoff.on_reject", "at_most", "2"),
    ("handoff.customer", "importance", "4"),
    ("handoff.customer", "ratings", "24"),
    ("measure", "id", "\"usable-lots\""),
    ("measure", "every", "\"1 month\""),
    ("measure", "percentile", "\"90 %\""),
    ("goal", "id", "\"fewer-claims\""),
    ("goal", "measure", "\"usable-lots\""),
    ("goal", "floor", "\"90 %\""),
    ("goal", "stretch", "\"98 %\""),
    ("goal", "supports", "[\"on-time-for-all\"]"),
    ("goal.actual", "k", "228"),
    ("goal.actual", "n", "240"),
    ("lever", "changes", "\"kit\""),
    ("lever", "least", "\"85 %\""),
    ("lever", "most", "\"97 %\""),
    ("lever", "per", "\"1 pp\""),
    ("step", "release_every", "\"1 week\""),
    ("step", "cost", "\"5 CNY\""),
    ("handoff", "share", "\"30 %\""),
    ("benchmark", "measure", "\"usable-lots\""),
    ("value_sheet.touchpoint", "handoff", "\"lot\""),
    (
        "value_sheet.touchpoint.actions",
        "within",
        "\"1 working day\"",
    ),
    ("loss", "handoff", "\"goods\""),
    ("loss", "process", "\"delivery\""),
    ("loss", "reason", "\"delivery\""),
    ("loss", "yearly", "\"120000 CNY\""),
    ("assessment", "on", "\"lot\""),
    ("assessment", "score", "4"),
    ("assessment", "scale", "[1, 5]"),
    ("assessment", "measure", "\"usable-lots\""),
    ("", "review_every", "\"3 months\""),
    ("", "urgent_within", "\"2 h\""),
    ("", "helps", "[\"fewer-claims\"]"),
    ("", "blocks", "[\"fewer-claims\"]"),
];

/// An example of `key` in `table`.
pub(super) fn example(table: &str, key: &str, shape: &Shape) -> String {
    let told = EXAMPLES
        .iter()
        .find(|(of, name, _)| *name == key && (of.is_empty() || *of == table));
    told.map_or_else(|| first(shape), |(_, _, example)| (*example).to_owned())
}

/// One example where the table of types gives several.
fn first(shape: &Shape) -> String {
    match shape {
        Shape::Value(_) => {
            let example = shape.example();
            let end = example.find("\", \"");
            end.map_or_else(|| example.clone(), |end| example[..=end].to_owned())
        }
        Shape::List(item) => format!("[{}]", first(item)),
        Shape::Table(table) => {
            let key = table.keys.iter().find(|key| key.required);
            key.or(table.keys.first()).map_or_else(
                || "{ }".to_owned(),
                |key| {
                    let inner = example(table.name, key.name, &(key.shape)());
                    format!("{{ {} = {inner} }}", key.name)
                },
            )
        }
        _ => shape.example(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manual::tables::all;

    #[test]
    fn every_example_is_of_a_key_there_is() {
        let tables = all();
        for (of, name, _) in EXAMPLES {
            let mut those = tables
                .iter()
                .filter(|(_, table)| of.is_empty() || table.name == *of);
            assert!(
                those.any(|(_, table)| table.key(name).is_some()),
                "{of} {name}"
            );
        }
    }
}
