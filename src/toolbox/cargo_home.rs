//! A cargo home for building the runtime: the user's registries and downloads, and nothing else of the user's settings.
//!
//! A machine may need its settings to reach a registry at all (a mirror, a proxy, a certificate). But a profile, a linker or
//! a wrapper would go into the crates that every student is compiled against.

use std::{
    env, fs, io,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};
use toml::{Table, Value};

/// The tables that say where crates come from.
const KEPT: [&str; 6] = [
    "source",
    "registries",
    "registry",
    "http",
    "net",
    "credential-alias",
];

/// What cargo keeps in its home besides settings. All graders and cargos share it, under the same locks.
const SHARED_FOLDERS: [&str; 2] = ["registry", "git"];
const SHARED_FILES: [&str; 5] = [
    ".package-cache",
    ".package-cache-mutate",
    ".global-cache",
    "credentials.toml",
    "credentials",
];

/// Makes one of an empty folder that only the user may enter.
pub(super) fn make(home: PathBuf) -> io::Result<PathBuf> {
    let homes = users_homes();
    let mut settings = Table::new();
    for users in &homes {
        if let Some(found) = settings_of(users) {
            merge(&mut settings, found);
        }
    }
    if let Some(users) = homes.last() {
        share(users, &home)?;
    }
    fs::write(home.join("config.toml"), settings.to_string())?;
    Ok(home)
}

/// Where the user's settings are; cargo's own home comes last and outweighs the other.
fn users_homes() -> Vec<PathBuf> {
    let usual = env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    let named = env::var_os("CARGO_HOME").filter(|named| !named.is_empty());
    let named = named.and_then(|named| std::path::absolute(named).ok());
    let mut homes: Vec<_> = usual.into_iter().chain(named).collect();
    homes.dedup();
    homes
}

/// What a home's settings say about where crates come from. What cargo cannot read either is as if it were not there.
fn settings_of(home: &Path) -> Option<Table> {
    // Of two, cargo takes the one of the older name.
    let file = ["config", "config.toml"].map(|name| home.join(name));
    let text = file.iter().find_map(|file| fs::read_to_string(file).ok())?;
    let mut settings: Table = text.parse().ok()?;
    settings.retain(|key, _| KEPT.contains(&key));
    let base = home.parent().unwrap_or(home);
    for source in tables(&mut settings, "source") {
        make_absolute(source, &["directory", "local-registry"], base);
    }
    if let Some(Value::Table(http)) = settings.get_mut("http") {
        make_absolute(http, &["cainfo", "proxy-cainfo"], base);
    }
    Some(settings)
}

/// The tables inside a table.
fn tables<'a>(settings: &'a mut Table, name: &str) -> impl Iterator<Item = &'a mut Table> {
    let inner = settings.get_mut(name).and_then(Value::as_table_mut);
    let values = inner.into_iter().flat_map(|inner| inner.iter_mut());
    values.filter_map(|(_, value)| value.as_table_mut())
}

/// cargo takes paths as relative to where the settings lie, which is elsewhere now.
fn make_absolute(table: &mut Table, keys: &[&str], base: &Path) {
    for key in keys {
        if let Some(Value::String(path)) = table.get_mut(*key) {
            *path = base.join(&*path).display().to_string();
        }
    }
}

/// Adds settings to others, which they outweigh.
fn merge(into: &mut Table, from: Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Table(into)), Value::Table(from)) => merge(into, from),
            (_, value) => drop(into.insert(key, value)),
        }
    }
}

/// Lets downloads and locks of the user's cargo be those of this one. What is not there yet is made there, where the
/// next build finds it.
fn share(users: &Path, home: &Path) -> io::Result<()> {
    for name in SHARED_FOLDERS {
        let folder = users.join(name);
        let is_there = fs::create_dir_all(&folder).is_ok();
        if is_there {
            symlink(&folder, home.join(name))?;
        }
    }
    for name in SHARED_FILES {
        let file = users.join(name);
        if file.exists() || name == ".package-cache" {
            symlink(&file, home.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::create_dir(&home).unwrap();
        fs::write(home.join("config.toml"), text).unwrap();
        let settings = settings_of(&home).map(|settings| settings.to_string());
        let base = folder.path().display().to_string();
        settings.unwrap_or_default().replace(&base, "BASE")
    }

    #[test]
    fn only_what_says_where_crates_come_from_is_kept() {
        let unwanted = "[build]\nrustc-wrapper = 'x'\n[profile.release]\npanic = 'abort'\n[target.x]\nlinker = 'x'\n\
                        [env]\nRUSTFLAGS = 'x'\n[patch.crates-io]\nserde = { path = 'x' }\n[unstable]\nbuild-std = []\n";
        assert_eq!(kept(unwanted), "");
        let wanted = "[http]\nproxy = \"p:1\"\n\n[source.crates-io]\nreplace-with = \"mirror\"\n\n\
                      [source.mirror]\ndirectory = \"vendor\"\n";
        let here = wanted.replace("vendor", "BASE/vendor");
        assert_eq!(kept(&format!("{unwanted}{wanted}")), here);
    }

    #[test]
    fn settings_that_nobody_can_read_are_none() {
        assert_eq!(kept("[source"), "");
    }

    #[test]
    fn cargos_own_home_outweighs_the_other() {
        let mut all: Table = "[net]\noffline = true\nretry = 1\n".parse().unwrap();
        merge(&mut all, "[net]\nretry = 2\n".parse().unwrap());
        assert_eq!(all.to_string(), "[net]\noffline = true\nretry = 2\n");
    }
}
