//! Profiles into the catalogs that they stand for.

use super::{
    Alter, Catalog, Control, Group, Import, Metadata, Parameter, Part, Profile, SelectControls,
    profile::{Add, Remove, SetParameter},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Why a profile cannot be resolved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// A source that is not among the catalogs given.
    #[error("the source {href} is none of the catalogs given")]
    UnknownSource {
        /// Its address.
        href: String,
    },
    /// Controls that the source does not have.
    #[error("the source {href} has no controls {}", ids.join(", "))]
    UnknownControls {
        /// The address of the source.
        href: String,
        /// The controls.
        ids: Vec<String>,
    },
    /// A way to put together that is not read here.
    #[error("merge/custom is not read: expected as-is or flat")]
    CustomMerge,
}

/// The catalog that a profile stands for: what it imports of the catalogs given by name, put together and changed as it says.
///
/// A source is found by the last part of its address or of an address of its back matter; a single catalog is every source.
///
/// # Errors
/// A source or a control that is not there, and a custom merge.
pub fn resolve(profile: &Profile, catalogs: &[(String, Catalog)]) -> Result<Catalog, ResolveError> {
    let merge = profile.merge.as_ref();
    if merge.is_some_and(|merge| merge.get("custom").is_some()) {
        return Err(ResolveError::CustomMerge);
    }
    let is_as_is = merge.and_then(|merge| merge.get("as-is")).and_then(Value::as_bool).unwrap_or(false);
    let mut resolved = Catalog {
        uuid: profile.uuid.clone(),
        metadata: Metadata { ..profile.metadata.clone() },
        params: Vec::new(),
        controls: Vec::new(),
        groups: Vec::new(),
        back_matter: None,
    };
    for import in &profile.imports {
        let source = source(profile, import, catalogs)?;
        let chosen = chosen(import, source)?;
        let mut taken = source.clone();
        taken.controls = kept(taken.controls, &chosen);
        taken.groups = kept_groups(taken.groups, &chosen);
        if is_as_is {
            resolved.groups.extend(taken.groups);
        } else {
            flatten(taken.groups, &mut resolved.controls);
        }
        resolved.params.extend(taken.params);
        resolved.controls.extend(taken.controls);
        resolved.back_matter = resolved.back_matter.or(taken.back_matter);
    }
    // Of controls that several imports bring, the first stays.
    let mut seen = BTreeSet::new();
    once(&mut resolved.controls, &mut seen);
    resolved.groups.iter_mut().for_each(|group| once_in(group, &mut seen));
    if let Some(modify) = &profile.modify {
        change(&mut resolved, &modify.set_parameters, &modify.alters);
    }
    Ok(resolved)
}

fn source<'a>(
    profile: &Profile,
    import: &Import,
    catalogs: &'a [(String, Catalog)],
) -> Result<&'a Catalog, ResolveError> {
    let mut addresses = vec![import.href.clone()];
    if let Some(id) = import.href.strip_prefix('#') {
        let resources = profile.back_matter.as_ref().and_then(|matter| matter.get("resources")?.as_array());
        let resource = resources.and_then(|all| all.iter().find(|one| one["uuid"] == id));
        let links = resource.and_then(|one| one.get("rlinks")?.as_array());
        addresses.extend(links.into_iter().flatten().filter_map(|link| link["href"].as_str().map(str::to_owned)));
    }
    let stem = |address: &str| {
        let last = address.rsplit(['/', '\\']).next().unwrap_or_default();
        last.rsplit_once('.').map_or(last, |(stem, _)| stem).to_lowercase()
    };
    let wanted: BTreeSet<String> = addresses.iter().map(|address| stem(address)).collect();
    let named =
        catalogs.iter().find(|(name, catalog)| wanted.contains(&stem(name)) || addresses.contains(&catalog.uuid));
    let only = if let [only] = catalogs { Some(only) } else { None };
    named.or(only).map(|(_, catalog)| catalog).ok_or_else(|| ResolveError::UnknownSource { href: import.href.clone() })
}

/// The identifiers that an import takes.
fn chosen(import: &Import, source: &Catalog) -> Result<BTreeSet<String>, ResolveError> {
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    collect_catalog(source, &mut below);
    let mut chosen: BTreeSet<String> = BTreeSet::new();
    let takes_all = import.include_all.is_some() || import.include_controls.is_empty();
    if takes_all {
        chosen.extend(below.keys().map(|id| (*id).to_owned()));
    }
    let mut unknown = Vec::new();
    for select in &import.include_controls {
        chosen.extend(selected(select, &below));
        unknown.extend(select.with_ids.iter().filter(|id| !below.contains_key(id.as_str())).cloned());
    }
    if !unknown.is_empty() {
        return Err(ResolveError::UnknownControls { href: import.href.clone(), ids: unknown });
    }
    for select in &import.exclude_controls {
        for id in selected(select, &below) {
            chosen.remove(&id);
        }
    }
    Ok(chosen)
}

fn collect_catalog<'a>(catalog: &'a Catalog, below: &mut BTreeMap<&'a str, Vec<&'a str>>) {
    collect(&catalog.controls, below);
    catalog.groups.iter().for_each(|group| collect_group(group, below));
}

fn collect_group<'a>(group: &'a Group, below: &mut BTreeMap<&'a str, Vec<&'a str>>) {
    collect(&group.controls, below);
    group.groups.iter().for_each(|inner| collect_group(inner, below));
}

fn collect<'a>(controls: &'a [Control], below: &mut BTreeMap<&'a str, Vec<&'a str>>) {
    for control in controls {
        below.insert(&control.id, control.controls.iter().map(|inner| inner.id.as_str()).collect());
        collect(&control.controls, below);
    }
}

fn selected(select: &SelectControls, below: &BTreeMap<&str, Vec<&str>>) -> BTreeSet<String> {
    let is_meant = |id: &str| {
        select.with_ids.iter().any(|wanted| wanted == id)
            || select.matching.iter().filter_map(|one| one.pattern.as_deref()).any(|pattern| matches(pattern, id))
    };
    let mut found: BTreeSet<String> = below.keys().filter(|id| is_meant(id)).map(|id| (*id).to_owned()).collect();
    if select.with_child_controls.as_deref() == Some("yes") {
        let mut open: Vec<String> = found.iter().cloned().collect();
        while let Some(id) = open.pop() {
            for inner in below.get(id.as_str()).into_iter().flatten() {
                if found.insert((*inner).to_owned()) {
                    open.push((*inner).to_owned());
                }
            }
        }
    }
    found
}

/// `*` is any text, `?` any character. Linear for each star: the last one is where the search goes back to.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut to) = (0, 0);
    let mut star = None;
    while to < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, to));
                at += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == text[to] => {
                at += 1;
                to += 1;
            }
            _ => match star {
                Some((place, reached)) => {
                    star = Some((place, reached + 1));
                    at = place + 1;
                    to = reached + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|rest| *rest == '*')
}

/// The controls that are taken; those below one that is not stand in its place.
fn kept(controls: Vec<Control>, chosen: &BTreeSet<String>) -> Vec<Control> {
    let mut found = Vec::new();
    for mut control in controls {
        let inner = kept(std::mem::take(&mut control.controls), chosen);
        if chosen.contains(&control.id) {
            control.controls = inner;
            found.push(control);
        } else {
            found.extend(inner);
        }
    }
    found
}

fn kept_groups(groups: Vec<Group>, chosen: &BTreeSet<String>) -> Vec<Group> {
    let kept_group = |mut group: Group| {
        group.controls = kept(std::mem::take(&mut group.controls), chosen);
        group.groups = kept_groups(std::mem::take(&mut group.groups), chosen);
        (!group.controls.is_empty() || !group.groups.is_empty()).then_some(group)
    };
    groups.into_iter().filter_map(kept_group).collect()
}

fn flatten(groups: Vec<Group>, controls: &mut Vec<Control>) {
    for group in groups {
        controls.extend(group.controls);
        flatten(group.groups, controls);
    }
}

fn once(controls: &mut Vec<Control>, seen: &mut BTreeSet<String>) {
    controls.retain_mut(|control| {
        let is_new = seen.insert(control.id.clone());
        if is_new {
            once(&mut control.controls, seen);
        }
        is_new
    });
}

fn once_in(group: &mut Group, seen: &mut BTreeSet<String>) {
    once(&mut group.controls, seen);
    group.groups.iter_mut().for_each(|inner| once_in(inner, seen));
}

fn change(catalog: &mut Catalog, set: &[SetParameter], alters: &[Alter]) {
    let mut changes = Changes { set: BTreeMap::new(), alters: BTreeMap::new() };
    for parameter in set {
        changes.set.entry(&parameter.param_id).or_default().push(parameter);
    }
    for alter in alters {
        changes.alters.entry(&alter.control_id).or_default().push(alter);
    }
    changes.params(&mut catalog.params);
    catalog.controls.iter_mut().for_each(|control| changes.control(control));
    catalog.groups.iter_mut().for_each(|group| changes.group(group));
}

struct Changes<'a> {
    set: BTreeMap<&'a str, Vec<&'a SetParameter>>,
    alters: BTreeMap<&'a str, Vec<&'a Alter>>,
}

impl Changes<'_> {
    fn group(&self, group: &mut Group) {
        self.params(&mut group.params);
        group.controls.iter_mut().for_each(|control| self.control(control));
        group.groups.iter_mut().for_each(|inner| self.group(inner));
    }

    fn control(&self, control: &mut Control) {
        for alter in self.alters.get(control.id.as_str()).into_iter().flatten() {
            alter.removes.iter().for_each(|remove| remove.apply(control));
            alter.adds.iter().for_each(|add| add.apply(control));
        }
        self.params(&mut control.params);
        control.controls.iter_mut().for_each(|inner| self.control(inner));
    }

    fn params(&self, params: &mut [Parameter]) {
        for param in params {
            for set in self.set.get(param.id.as_str()).into_iter().flatten() {
                set.apply(param);
            }
        }
    }
}

impl SetParameter {
    /// What is said anew holds; what is not said stays.
    fn apply(&self, param: &mut Parameter) {
        for (name, value) in &self.set {
            let text = || value.as_str().map(str::to_owned);
            match name.as_str() {
                "values" => {
                    let values = value.as_array().into_iter().flatten();
                    param.values = values.filter_map(|one| one.as_str().map(str::to_owned)).collect();
                }
                "label" => param.label = text(),
                "usage" => param.usage = text(),
                "class" => param.class = text(),
                "props" => param.props.extend(serde_json::from_value::<Vec<_>>(value.clone()).unwrap_or_default()),
                "links" => param.links.extend(serde_json::from_value::<Vec<_>>(value.clone()).unwrap_or_default()),
                _ => {
                    param.extra.insert(name.clone(), value.clone());
                }
            }
        }
    }
}

impl Remove {
    fn apply(&self, control: &mut Control) {
        control.params.retain(|param| !self.means("param", None, Some(&param.id), param.class.as_deref(), None));
        control.links.retain(|link| !self.means("link", link.rel.as_deref(), None, None, None));
        control.props.retain(|prop| {
            !self.means("prop", Some(&prop.name), prop.uuid.as_deref(), prop.class.as_deref(), prop.ns.as_deref())
        });
        self.parts(&mut control.parts);
    }

    fn parts(&self, parts: &mut Vec<Part>) {
        parts.retain_mut(|part| {
            let goes =
                self.means("part", Some(&part.name), part.id.as_deref(), part.class.as_deref(), part.ns.as_deref());
            if !goes {
                part.props.retain(|prop| {
                    !self.means(
                        "prop",
                        Some(&prop.name),
                        prop.uuid.as_deref(),
                        prop.class.as_deref(),
                        prop.ns.as_deref(),
                    )
                });
                self.parts(&mut part.parts);
            }
            !goes
        });
    }

    /// All that is stated must be so, and something must be stated.
    fn means(&self, item: &str, name: Option<&str>, id: Option<&str>, class: Option<&str>, ns: Option<&str>) -> bool {
        let fits = |wanted: &Option<String>, found: Option<&str>| match wanted {
            Some(wanted) => found == Some(wanted.as_str()),
            None => true,
        };
        let is_stated = [&self.by_name, &self.by_class, &self.by_id, &self.by_item_name, &self.by_ns]
            .into_iter()
            .any(Option::is_some);
        is_stated
            && fits(&self.by_item_name, Some(item))
            && fits(&self.by_name, name)
            && fits(&self.by_id, id)
            && fits(&self.by_class, class)
            && fits(&self.by_ns, ns)
    }
}

impl Add {
    fn apply(&self, control: &mut Control) {
        if self.by_id.as_ref().is_none_or(|id| *id == control.id) {
            if let Some(title) = &self.title {
                control.title.clone_from(title);
            }
            let starts = matches!(self.position.as_deref(), Some("starting" | "before"));
            put(&mut control.params, &self.params, starts);
            put(&mut control.props, &self.props, starts);
            put(&mut control.links, &self.links, starts);
            put(&mut control.parts, &self.parts, starts);
        } else if let Some(id) = &self.by_id {
            self.to_part(&mut control.parts, id);
        }
    }

    fn to_part(&self, parts: &mut Vec<Part>, id: &str) {
        let Some(at) = parts.iter().position(|part| part.id.as_deref() == Some(id)) else {
            parts.iter_mut().for_each(|part| self.to_part(&mut part.parts, id));
            return;
        };
        match self.position.as_deref() {
            Some("before") => drop(parts.splice(at..at, self.parts.clone())),
            Some("after") => drop(parts.splice(at + 1..at + 1, self.parts.clone())),
            position => {
                let starts = position == Some("starting");
                let part = &mut parts[at];
                if let Some(title) = &self.title {
                    part.title = Some(title.clone());
                }
                put(&mut part.props, &self.props, starts);
                put(&mut part.links, &self.links, starts);
                put(&mut part.parts, &self.parts, starts);
            }
        }
    }
}

fn put<T: Clone>(list: &mut Vec<T>, more: &[T], at_start: bool) {
    let at = if at_start { 0 } else { list.len() };
    list.splice(at..at, more.iter().cloned());
}
