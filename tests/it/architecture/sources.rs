//! The sources of a crate, read by `syn`: which file each module lies in, what it defines, and what it imports.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use syn::{Attribute, Item, UseTree, Visibility, visit::Visit};

/// A module's path from the root of its crate: `["sandbox", "jail"]`.
pub(super) type ModulePath = Vec<String>;

/// One crate.
pub(super) struct Crate {
    /// Its files, tests left out.
    pub(super) files: Vec<File>,
    /// Its modules by path, those inside of a file too.
    modules: BTreeMap<ModulePath, Module>,
}

/// One source file.
pub(super) struct File {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// Its functions, tests included: name, and number of lines.
    pub(super) functions: Vec<(String, usize)>,
    /// Its code as tokens without the blanks between them; no tests, no comments.
    pub(super) code: String,
}

/// What a module has.
#[derive(Default)]
struct Module {
    /// The files that it lies in: two where the system decides which one is compiled.
    files: Vec<usize>,
    /// What it defines itself, and in which file.
    defined: BTreeMap<String, usize>,
    /// Names that it takes from elsewhere.
    taken: BTreeMap<String, Vec<String>>,
    /// Modules all of whose names it takes.
    globs: Vec<Vec<String>>,
    /// Paths that its code names, and what a `use` brings in for itself; by file.
    named: Vec<(usize, Vec<String>)>,
    /// All words of its code, by file.
    words: Vec<(usize, BTreeSet<String>)>,
}

impl Crate {
    /// Reads a crate from its root file.
    pub(super) fn read(root: &Path) -> Crate {
        let mut all = Crate {
            files: Vec::new(),
            modules: BTreeMap::new(),
        };
        let folder = root.parent().unwrap();
        all.file(root, folder, Vec::new());
        all
    }

    fn file(&mut self, path: &Path, folder: &Path, module: ModulePath) {
        let text = fs::read_to_string(path).unwrap();
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let number = self.files.len();
        self.files.push(File {
            path: path.to_owned(),
            functions: functions(&parsed),
            code: String::new(),
        });
        self.module(number, folder, module, parsed.items);
    }

    fn module(&mut self, file: usize, folder: &Path, path: ModulePath, items: Vec<Item>) {
        let module = self.modules.entry(path.clone()).or_default();
        module.files.push(file);
        let mut inner = Vec::new();
        let mut words = BTreeSet::new();
        for item in items.into_iter().filter(|item| !is_test(attributes(item))) {
            if let Item::Mod(declared) = item {
                inner.push(declared);
                continue;
            }
            if let Some(name) = name(&item) {
                module.defined.insert(name, file);
            }
            Uses { file, module }.visit_item(&item);
            let tokens = match item {
                Item::Use(_) => TokenStream::new(),
                item => without_docs(item.into_token_stream()),
            };
            paths(tokens.clone(), &mut |path| match path.as_slice() {
                [word] => drop(words.insert(word.clone())),
                _ => module.named.push((file, path)),
            });
            self.files[file].code.push_str(&compact(tokens));
        }
        module.words.push((file, words));
        for declared in inner {
            let name = declared.ident.to_string();
            let below = path.iter().cloned().chain([name.clone()]).collect();
            match declared.content {
                Some((_, items)) => self.module(file, &folder.join(name), below, items),
                None => self.declared(folder, &name, &declared.attrs, below),
            }
        }
    }

    /// The file or files of `mod name;`.
    fn declared(&mut self, folder: &Path, name: &str, attrs: &[Attribute], path: ModulePath) {
        let below = folder.join(name);
        let usual = [folder.join(name).with_extension("rs"), below.join("mod.rs")];
        let usual = usual.into_iter().find(|file| file.is_file());
        let texts = attrs
            .iter()
            .map(|attribute| compact(attribute.to_token_stream()));
        let other = texts.filter_map(|text| {
            let (_, rest) = text.split_once("path=\"")?;
            Some(folder.join(rest.split_once('"')?.0))
        });
        for file in usual.into_iter().chain(other) {
            self.file(&file, &below, path.clone());
        }
    }

    /// For each file, the files in which something is defined that it uses.
    pub(super) fn imports(&self) -> Vec<BTreeSet<usize>> {
        let mut imports = vec![BTreeSet::new(); self.files.len()];
        for (path, module) in &self.modules {
            for (file, named) in &module.named {
                imports[*file].extend(self.definitions(path, named, 0));
            }
            for (glob, (file, words)) in module
                .globs
                .iter()
                .flat_map(|glob| module.words.iter().map(move |words| (glob, words)))
            {
                for word in words {
                    let named: Vec<_> = glob.iter().chain([word]).cloned().collect();
                    imports[*file].extend(self.definitions(path, &named, 0));
                }
            }
        }
        for (file, targets) in imports.iter_mut().enumerate() {
            targets.remove(&file);
        }
        imports
    }

    /// The files that define what a path means where it stands in a module. None: it is another crate's, or a module.
    fn definitions(&self, from: &ModulePath, named: &[String], depth: u32) -> Vec<usize> {
        let (mut at, mut rest) = (from.clone(), named);
        if let [first, others @ ..] = rest
            && ["crate", "self"].contains(&first.as_str())
        {
            rest = others;
            at.truncate(if first == "crate" { 0 } else { at.len() });
        }
        while let [first, others @ ..] = rest
            && first == "super"
        {
            rest = others;
            at.pop();
        }
        while let [first, others @ ..] = rest {
            let Some(module) = self.modules.get(&at) else {
                return Vec::new();
            };
            let below: ModulePath = at.iter().cloned().chain([first.clone()]).collect();
            if self.modules.contains_key(&below) {
                at = below;
                rest = others;
                continue;
            }
            if let Some(file) = module.defined.get(first) {
                return vec![*file];
            }
            // Re-exports of re-exports end somewhere; a name that is taken from itself does not.
            if depth > 8 {
                return Vec::new();
            }
            let on = |taken: &Vec<String>| taken.iter().chain(others).cloned().collect::<Vec<_>>();
            if let Some(taken) = module.taken.get(first) {
                return self.definitions(&at, &on(taken), depth + 1);
            }
            let globs = module.globs.iter();
            let found = globs.map(|glob| {
                let named: Vec<_> = glob.iter().chain(rest).cloned().collect();
                self.definitions(&at, &named, depth + 1)
            });
            return found
                .into_iter()
                .find(|found| !found.is_empty())
                .unwrap_or_default();
        }
        Vec::new()
    }
}

/// Collects what `use` items take, those inside of functions too.
struct Uses<'a> {
    file: usize,
    module: &'a mut Module,
}

impl Visit<'_> for Uses<'_> {
    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        let is_for_itself = matches!(item.vis, Visibility::Inherited);
        self.tree(&item.tree, &mut Vec::new(), is_for_itself);
    }
}

impl Uses<'_> {
    fn tree(&mut self, tree: &UseTree, before: &mut Vec<String>, is_for_itself: bool) {
        let (last, known_as) = match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before, is_for_itself);
                before.pop();
                return;
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, before, is_for_itself);
                }
                return;
            }
            UseTree::Glob(_) => {
                self.module.globs.push(before.clone());
                return;
            }
            UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(name) => (name.ident.to_string(), name.rename.to_string()),
        };
        let (whole, known_as) = match (last.as_str(), before.last()) {
            ("self", Some(module)) if known_as == "self" => (before.clone(), module.clone()),
            ("self", _) => (before.clone(), known_as),
            _ => {
                let whole = before.iter().cloned().chain([last]);
                (whole.collect(), known_as)
            }
        };
        if is_for_itself {
            self.module.named.push((self.file, whole.clone()));
        }
        self.module.taken.insert(known_as, whole);
    }
}

fn functions(file: &syn::File) -> Vec<(String, usize)> {
    struct Functions(Vec<(String, usize)>);
    impl Functions {
        fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
            let first = signature.fn_token.span.start().line;
            let last = block.brace_token.span.close().end().line;
            self.0.push((signature.ident.to_string(), last + 1 - first));
        }
    }
    impl Visit<'_> for Functions {
        fn visit_item_fn(&mut self, item: &syn::ItemFn) {
            self.add(&item.sig, &item.block);
            syn::visit::visit_item_fn(self, item);
        }
        fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
            self.add(&item.sig, &item.block);
            syn::visit::visit_impl_item_fn(self, item);
        }
        fn visit_trait_item_fn(&mut self, item: &syn::TraitItemFn) {
            if let Some(block) = &item.default {
                self.add(&item.sig, block);
            }
            syn::visit::visit_trait_item_fn(self, item);
        }
    }
    let mut found = Functions(Vec::new());
    found.visit_file(file);
    found.0
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    let mut texts = attributes.iter().map(|one| compact(one.to_token_stream()));
    texts.any(|text| text == "#[cfg(test)]" || text == "#[test]")
}

fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// Without the attributes that doc comments are.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let is_doc = group.stream().to_string().starts_with("doc =");
                let is_attribute =
                    matches!(kept.last(), Some(TokenTree::Punct(sign)) if sign.as_char() == '#');
                if is_doc && is_attribute {
                    kept.pop();
                    continue;
                }
                let inner = without_docs(group.stream());
                kept.push(proc_macro2::Group::new(group.delimiter(), inner).into());
            }
            token => kept.push(token),
        }
    }
    kept.into_iter().collect()
}

/// Without the blanks that stand around signs.
fn compact(tokens: TokenStream) -> String {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let text = tokens.to_string();
    let mut out = String::new();
    for part in text.split_whitespace() {
        if out.ends_with(is_word) && part.starts_with(is_word) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// Hands over every path that stands somewhere in the tokens, macros included.
fn paths(tokens: TokenStream, found: &mut impl FnMut(Vec<String>)) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    for token in tokens {
        match &token {
            TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
            TokenTree::Ident(word) => {
                if colons != 2 && !path.is_empty() {
                    found(std::mem::take(&mut path));
                }
                path.push(word.to_string());
                colons = 0;
            }
            other => {
                if !path.is_empty() {
                    found(std::mem::take(&mut path));
                }
                colons = 0;
                if let TokenTree::Group(group) = other {
                    paths(group.stream(), found);
                }
            }
        }
    }
    if !path.is_empty() {
        found(path);
    }
}
