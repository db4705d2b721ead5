//! Embeds the built-in rules, every `rules/<family>/<name>.rhai` with its manual, and a hash of
//! what the program is made of.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo::rustc-env=BATON_SOURCES={:016x}", sources(&package)?);
    let root = package.join("rules");
    let mut scripts = Vec::new();
    for family in sorted(&root)? {
        if family.is_dir() {
            let inside = sorted(&family)?;
            scripts.extend(
                inside
                    .into_iter()
                    .filter(|path| path.extension().is_some_and(|ending| ending == "rhai")),
            );
        }
    }
    let mut table = String::from("&[\n");
    for script in scripts {
        let manual = script.with_extension("md");
        let id = script.with_extension("");
        let id = id
            .strip_prefix(&root)
            .unwrap_or(&id)
            .to_string_lossy()
            .replace('\\', "/");
        // A rule without a manual builds, so that one can be written; a test refuses to ship it.
        let manual = if manual.is_file() {
            format!("include_str!({manual:?})")
        } else {
            "\"\"".into()
        };
        let _ = writeln!(
            table,
            "    BuiltIn {{ id: {id:?}, script: include_str!({script:?}), manual: {manual} }},"
        );
    }
    table.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    fs::write(out.join("built_in_rules.rs"), table)
}

/// A hash of the source, of the versions of what it uses, and of how it is built. What is kept from
/// run to run is only taken by the same program, and nobody has to remember to count up a version.
fn sources(package: &Path) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    let mut open = vec![package.join("src")];
    let lock = package.join("Cargo.lock");
    if lock.is_file() {
        println!("cargo::rerun-if-changed=Cargo.lock");
        open.push(lock);
    }
    println!("cargo::rerun-if-changed=src");
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(sorted(&path)?);
        } else {
            let text = fs::read(&path)?;
            hasher.write_usize(text.len());
            hasher.write(&text);
        }
    }
    let is_how = |name: &str| {
        name.starts_with("CARGO_FEATURE_") || ["CARGO_PKG_VERSION", "TARGET"].contains(&name)
    };
    let mut how: Vec<_> = env::vars_os()
        .filter(|(name, _)| name.to_str().is_some_and(is_how))
        .collect();
    how.sort();
    for (name, value) in how {
        hasher.write(name.as_encoded_bytes());
        hasher.write(value.as_encoded_bytes());
    }
    Ok(hasher.finish())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}
