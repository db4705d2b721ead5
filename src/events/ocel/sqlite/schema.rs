//! Which tables a database has, and which columns they have: SQLite keeps the statements that
//! made them.

use super::database::{Damage, Database};
use super::record::Value;

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    /// The page where its rows begin.
    pub(super) root: usize,
    pub(super) columns: Vec<Column>,
}

/// A column of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    /// It stands for the number of the row, and is not kept.
    pub(super) is_row_id: bool,
}

/// All tables.
pub(super) fn tables(database: &Database<'_>) -> Result<Vec<Table>, Damage> {
    let mut tables = Vec::new();
    database.rows(1, &mut |_, values: &[Value]| {
        if let [
            Value::Text(kind),
            Value::Text(name),
            _,
            Value::Integer(root),
            Value::Text(sql),
        ] = values
            && kind == "table"
            && let Ok(root) = usize::try_from(*root)
        {
            tables.push(Table {
                name: name.clone(),
                root,
                columns: columns(sql),
            });
        }
        true
    })?;
    Ok(tables)
}

/// The columns of a `CREATE TABLE` statement.
fn columns(sql: &str) -> Vec<Column> {
    let (mut columns, mut depth, mut begin) = (Vec::new(), 0_usize, 0);
    let mut quote = None;
    for (at, c) in sql.char_indices() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'' | '`', None) => quote = Some(c),
            ('[', None) => quote = Some(']'),
            ('(', None) => {
                depth += 1;
                if depth == 1 {
                    begin = at + 1;
                }
            }
            (',', None) if depth == 1 => {
                columns.extend(column(&sql[begin..at]));
                begin = at + 1;
            }
            (')', None) => {
                if depth == 1 {
                    columns.extend(column(&sql[begin..at]));
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    columns
}

/// The column that a definition makes; a constraint makes none.
fn column(definition: &str) -> Option<Column> {
    let definition = definition.trim();
    let first = definition.chars().next()?;
    let close = match first {
        '"' | '\'' | '`' => Some(first),
        '[' => Some(']'),
        _ => None,
    };
    let Some(close) = close else {
        let end = definition.find(|c: char| c.is_whitespace() || c == '(');
        let name = &definition[..end.unwrap_or(definition.len())];
        let is_constraint = CONSTRAINTS
            .iter()
            .any(|word| name.eq_ignore_ascii_case(word));
        return (!is_constraint).then(|| made(name.to_owned(), &definition[name.len()..]));
    };
    let mut name = String::new();
    let mut rest = &definition[1..];
    loop {
        let (part, after) = rest.split_once(close)?;
        name.push_str(part);
        // A quote inside of a name is doubled.
        let Some(after_pair) = after.strip_prefix(close) else {
            return Some(made(name, after));
        };
        name.push(close);
        rest = after_pair;
    }
}

const CONSTRAINTS: [&str; 5] = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

fn made(name: String, rest: &str) -> Column {
    let words: Vec<String> = rest
        .split_whitespace()
        .map(str::to_ascii_uppercase)
        .collect();
    Column {
        name,
        is_row_id: words.starts_with(&["INTEGER".into(), "PRIMARY".into(), "KEY".into()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_whatever_stands_around_them() {
        let sql = "CREATE TABLE \"a(b\" (`x y` TEXT DEFAULT ',', [z] NUM, \"q\"\"r\" DECIMAL(1, 2), \
                   id integer primary key, plain, PRIMARY KEY(`x y`), FOREIGN KEY(z) REFERENCES t(u))";
        let names: Vec<_> = columns(sql)
            .into_iter()
            .map(|column| (column.name, column.is_row_id))
            .collect();
        let expected = [
            ("x y", false),
            ("z", false),
            ("q\"r", false),
            ("id", true),
            ("plain", false),
        ];
        assert_eq!(names, expected.map(|(name, is)| (name.to_owned(), is)));
    }
}
