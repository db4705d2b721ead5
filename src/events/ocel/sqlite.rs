//! Object-centric logs as databases of SQLite, of either version.

mod database;
mod record;
mod schema;

use std::collections::HashMap;

use self::database::Database;
use self::record::Value;
use super::table::Builder;
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::Fault;

/// Reads a log of either version.
pub(super) fn read(bytes: &[u8], builder: &mut Builder) -> Result<(), LogError> {
    let damaged = |what| LogError::whole(LogErrorKind::Damaged(Fault::Sqlite(what)));
    let database = Database::open(bytes).map_err(damaged)?;
    let tables = Tables {
        database: &database,
        tables: schema::tables(&database).map_err(damaged)?,
    };
    if tables.has("EVENTS") && tables.has("RELATIONS") {
        tables.first_version(builder)
    } else {
        tables.second_version(builder)
    }
}

/// The tables of a database.
struct Tables<'d> {
    database: &'d Database<'d>,
    tables: Vec<schema::Table>,
}

/// The values of the wanted columns of a row, as text; and all values, by column.
type Row<'r> = (&'r [String], &'r [(&'r str, String)]);

impl Tables<'_> {
    fn has(&self, name: &str) -> bool {
        self.tables.iter().any(|table| table.name == name)
    }

    /// Shows the rows of a table: the columns asked for first.
    fn rows(
        &self,
        name: &str,
        lacks: &'static str,
        columns: &[&str],
        mut show: impl FnMut(Row<'_>) -> Result<(), LogErrorKind>,
    ) -> Result<(), LogError> {
        let table = self.tables.iter().find(|table| table.name == name);
        let lacking = || LogError::whole(LogErrorKind::Damaged(Fault::OcelLacks(lacks)));
        let table = table.ok_or_else(lacking)?;
        let place = |column: &&str| {
            let mut known = table.columns.iter();
            known.position(|known| known.name.eq_ignore_ascii_case(column))
        };
        let places: Option<Vec<usize>> = columns.iter().map(place).collect();
        let places = places.ok_or_else(lacking)?;
        let (mut number, mut refused) = (0, None);
        let shown = self
            .database
            .rows(table.root, &mut |row_id, values: &[Value]| {
                number += 1;
                let text = |at: usize| match values.get(at) {
                    None | Some(Value::Null) if table.columns[at].is_row_id => row_id.to_string(),
                    value => value.map_or_else(String::new, Value::text),
                };
                let wanted: Vec<String> = places.iter().map(|at| text(*at)).collect();
                let others = (0..table.columns.len()).filter(|at| !places.contains(at));
                let others: Vec<(&str, String)> = others
                    .map(|at| (table.columns[at].name.as_str(), text(at)))
                    .collect();
                let taken = show((&wanted, &others));
                refused = taken.err();
                refused.is_none()
            });
        shown.map_err(|what| LogError::whole(LogErrorKind::Damaged(Fault::Sqlite(what))))?;
        match refused {
            Some(kind) => Err(LogError::at(number, Some(name), kind)),
            None => Ok(()),
        }
    }

    fn first_version(&self, builder: &mut Builder) -> Result<(), LogError> {
        let events = ["ocel:eid", "ocel:activity", "ocel:timestamp"];
        self.rows("EVENTS", "EVENTS", &events, |(row, others)| {
            builder.event(&row[0], &row[1], &row[2])?;
            for (name, value) in others {
                builder.attribute(name, value)?;
            }
            Ok(())
        })?;
        self.rows(
            "OBJECTS",
            "OBJECTS",
            &["ocel:oid", "ocel:type"],
            |(row, _)| {
                builder.object(&row[0], &row[1]);
                Ok(())
            },
        )?;
        self.rows(
            "RELATIONS",
            "RELATIONS",
            &["ocel:eid", "ocel:oid"],
            |(row, _)| {
                if let Some(event) = builder.known_event(&row[0]) {
                    builder.relate(event, &row[1], "");
                }
                Ok(())
            },
        )
    }

    fn second_version(&self, builder: &mut Builder) -> Result<(), LogError> {
        let details = self.details()?;
        self.rows("event", "event", &["ocel_id", "ocel_type"], |(row, _)| {
            let known = details.get(&row[0]).ok_or(LogErrorKind::NoValue)?;
            builder.event(&row[0], &row[1], &known.0)?;
            for (name, value) in &known.1 {
                builder.attribute(name, value)?;
            }
            Ok(())
        })?;
        let types = ["ocel_type"];
        self.rows("object_map_type", "object_map_type", &types, |(row, _)| {
            builder.object_type(&row[0]);
            Ok(())
        })?;
        self.rows("object", "object", &["ocel_id", "ocel_type"], |(row, _)| {
            builder.object(&row[0], &row[1]);
            Ok(())
        })?;
        let of_events = ["ocel_event_id", "ocel_object_id", "ocel_qualifier"];
        self.rows("event_object", "event_object", &of_events, |(row, _)| {
            if let Some(event) = builder.known_event(&row[0]) {
                builder.relate(event, &row[1], &row[2]);
            }
            Ok(())
        })?;
        if !self.has("object_object") {
            return Ok(());
        }
        let of_objects = ["ocel_source_id", "ocel_target_id", "ocel_qualifier"];
        self.rows("object_object", "object_object", &of_objects, |(row, _)| {
            builder.relate_objects(&row[0], &row[1], &row[2]);
            Ok(())
        })
    }

    /// The time and the attributes of each event, which stand in a table for each activity.
    fn details(&self) -> Result<Details, LogError> {
        let mut names = Vec::new();
        let columns = ["ocel_type_map"];
        self.rows("event_map_type", "event_map_type", &columns, |(row, _)| {
            names.push(format!("event_{}", row[0]));
            Ok(())
        })?;
        let mut details = Details::default();
        let is_wanted = |name: &&String| self.has(name);
        for name in names.iter().filter(is_wanted) {
            self.rows(
                name,
                "ocel_time",
                &["ocel_id", "ocel_time"],
                |(row, others)| {
                    let others = others
                        .iter()
                        .map(|(name, value)| ((*name).to_owned(), value.clone()));
                    details.insert(row[0].clone(), (row[1].clone(), others.collect()));
                    Ok(())
                },
            )?;
        }
        Ok(details)
    }
}

/// By event: its time, and its attributes.
type Details = HashMap<String, (String, Vec<(String, String)>)>;
