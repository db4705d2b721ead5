//! The folder of measured logs: what it keeps, what it forgets, and what it never touches.

use std::collections::BTreeMap;

use super::*;

const ONE: &str = "0123456789abcdef0123456789abcdef";
const TWO: &str = "ffffffffffffffffffffffffffffffff";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn grow_old(file: &Path, days: u64) {
    let then = SystemTime::now() - Duration::from_secs(days * 24 * 3600);
    let file = fs::File::options().append(true).open(file).unwrap();
    file.set_modified(then).unwrap();
}

fn of(said: &[(&str, &str)], system: &str) -> Option<PathBuf> {
    let said: BTreeMap<&str, &str> = said.iter().copied().collect();
    folder(|name| said.get(name).map(OsString::from), system)
}

#[cfg(unix)]
#[test]
fn the_folder_is_the_one_said_else_that_of_the_system() {
    let home = ("HOME", "/home/an");
    let path = |text: &str| Some(PathBuf::from(text));
    let xdg = ("XDG_CACHE_HOME", "/var/cache/an");
    assert_eq!(
        of(&[("BATON_CACHE_DIR", "here"), xdg, home], "linux"),
        path("here")
    );
    assert_eq!(of(&[xdg, home], "linux"), path("/var/cache/an/baton"));
    assert_eq!(of(&[home], "linux"), path("/home/an/.cache/baton"));
    assert_eq!(of(&[home], "macos"), path("/home/an/Library/Caches/baton"));
    // What is empty or not whole counts as not said.
    let odd = [("BATON_CACHE_DIR", ""), ("XDG_CACHE_HOME", "cache"), home];
    assert_eq!(of(&odd, "linux"), path("/home/an/.cache/baton"));
    assert_eq!(of(&[], "linux"), None);
    assert_eq!(of(&[home], "windows"), None);
}

#[test]
fn what_is_put_is_given_back_and_replaced() {
    let at = tempfile::tempdir().unwrap();
    let folder = Folder(at.path().join("a").join("b"));
    assert_eq!(folder.get(ONE), None);
    folder.put(ONE, b"first");
    folder.put(TWO, b"other");
    folder.put(ONE, b"second");
    assert_eq!(folder.get(ONE).as_deref(), Some(&b"second"[..]));
    assert_eq!(folder.get(TWO).as_deref(), Some(&b"other"[..]));
    assert_eq!(names(&folder.0).len(), 2);
}

#[test]
fn what_is_old_goes_and_what_is_not_ours_stays() {
    let at = tempfile::tempdir().unwrap();
    let folder = Folder(at.path().to_owned());
    let strange = ["notes.txt", "abc.measured", "0123.measured"];
    for name in strange {
        fs::write(at.path().join(name), "mine").unwrap();
        grow_old(&at.path().join(name), 900);
    }
    fs::write(at.path().join(".draft-x"), "half").unwrap();
    grow_old(&at.path().join(".draft-x"), 1);
    folder.put(ONE, b"old");
    grow_old(&folder.file(ONE), 31);
    folder.put(TWO, b"new");
    let mut expected: Vec<String> = strange.map(str::to_owned).to_vec();
    expected.push(format!("{TWO}.measured"));
    expected.sort();
    assert_eq!(names(at.path()), expected);
}

#[test]
fn of_too_much_the_longest_unused_goes() {
    let at = tempfile::tempdir().unwrap();
    let folder = Folder(at.path().to_owned());
    let name = |number: u64| format!("{number:032x}");
    // Files that say how long they are and take no room.
    for number in 0..6 {
        let file = fs::File::create(folder.file(&name(number))).unwrap();
        file.set_len(MOST / 4).unwrap();
        grow_old(&folder.file(&name(number)), 20 - number);
    }
    // One of the oldest was used.
    fs::write(folder.file(&name(1)), "used").unwrap();
    grow_old(&folder.file(&name(1)), 2);
    assert!(folder.get(&name(1)).is_some());
    folder.put(TWO, b"new");
    let left: Vec<String> = [1, 3, 4, 5].map(name).to_vec();
    let mut expected: Vec<String> = left.iter().map(|one| format!("{one}.measured")).collect();
    expected.push(format!("{TWO}.measured"));
    assert_eq!(names(at.path()), expected);
}

#[test]
fn where_nothing_can_be_written_nothing_is_kept_and_nothing_fails() {
    let at = tempfile::tempdir().unwrap();
    let file = at.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let folder = Folder(file.join("logs"));
    folder.put(ONE, b"first");
    assert_eq!(folder.get(ONE), None);
    // A folder where an entry should be.
    let folder = Folder(at.path().join("logs"));
    fs::create_dir_all(folder.file(ONE)).unwrap();
    folder.put(ONE, b"first");
    assert_eq!(folder.get(ONE), None);
}

#[test]
fn many_may_write_the_same_at_once() {
    let at = tempfile::tempdir().unwrap();
    let folder = Folder(at.path().to_owned());
    let texts: Vec<Vec<u8>> = (0..8_u8).map(|one| vec![one; 300_000]).collect();
    std::thread::scope(|scope| {
        for text in &texts {
            scope.spawn(|| {
                for _ in 0..20 {
                    folder.put(ONE, text);
                    let known = folder.get(ONE);
                    // On some systems a file in use cannot be replaced or read; it is never mixed.
                    assert!(known.is_none_or(|known| texts.contains(&known)));
                }
            });
        }
    });
    assert_eq!(names(at.path()), [format!("{ONE}.measured")]);
}
