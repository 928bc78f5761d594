//! Comparing schemas, knowing which way their values travel.

use std::collections::BTreeSet;

use serde_json::Value;

use super::kinds::{Kind, codes, kinds};
use super::{bounds, list, members};

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// From the client: what was accepted must still be.
    Sent,
    /// To the client: what is new may surprise it.
    Answered,
}

/// Code lists that may grow: clients are told to expect codes they do not know.
const OPEN_LISTS: [&str; 6] = ["FaultCode", "ProblemCode", "Ability", "Action", "Entity", "Scope"];

/// Two documents, and what was found so far.
pub struct Comparison<'a> {
    old: &'a Value,
    new: &'a Value,
    breaks: Vec<String>,
    seen: BTreeSet<(String, Way)>,
}

impl<'a> Comparison<'a> {
    /// Nothing found yet.
    pub fn of(old: &'a Value, new: &'a Value) -> Self {
        let (breaks, seen) = (Vec::new(), BTreeSet::new());
        Self { old, new, breaks, seen }
    }

    /// Notes a break.
    pub fn say(&mut self, place: &str, what: &str) {
        self.breaks.push(format!("{place} {what}"));
    }

    /// What was found, each once.
    pub fn into_breaks(self) -> Vec<String> {
        let mut told = BTreeSet::new();
        self.breaks.into_iter().filter(|one| told.insert(one.clone())).collect()
    }

    /// Compares two schemas of one place. A component is compared once each way, under its name.
    pub fn compare(&mut self, place: &str, old: &Value, new: &Value, way: Way) {
        let (before, was_nullable) = kinds(old, self.old);
        let (after, is_nullable) = kinds(new, self.new);
        match way {
            Way::Sent if was_nullable && !is_nullable => self.say(place, "takes null no more"),
            Way::Answered if !was_nullable && is_nullable => self.say(place, "may be null"),
            _ => {}
        }
        let (asked, offered) = match way {
            Way::Sent => (&before, &after),
            Way::Answered => (&after, &before),
        };
        for kind in asked {
            match matching(kind, offered, asked.len() == 1 && offered.len() == 1) {
                None => self.say(place, &format!("{} {}", told(way), kind.title())),
                Some(other) => {
                    let (old, new) = if way == Way::Sent { (kind, other) } else { (other, kind) };
                    self.compare_kinds(place, old, new, way);
                }
            }
        }
    }

    fn compare_kinds(&mut self, place: &str, old: &Kind, new: &Kind, way: Way) {
        let mut place = place.to_owned();
        if let Some(name) = old.name.as_ref().filter(|_| old.name == new.name) {
            if !self.seen.insert((name.clone(), way)) {
                return;
            }
            let way = if way == Way::Sent { "sent" } else { "answered" };
            place = format!("{name} ({way})");
        }
        self.compare_codes(&place, old, new, way);
        if way == Way::Sent {
            for tighter in bounds::tightened(&old.schema, &new.schema) {
                self.say(&place, &format!("is narrower: {tighter}"));
            }
        }
        self.compare_properties(&place, &old.schema, &new.schema, way);
        for (keyword, part) in [("items", "[]"), ("additionalProperties", "{}")] {
            if let (Some(old), Some(new)) = (old.schema.get(keyword), new.schema.get(keyword))
                && old.is_object()
                && new.is_object()
            {
                self.compare(&format!("{place}{part}"), old, new, way);
            }
        }
    }

    fn compare_codes(&mut self, place: &str, old: &Kind, new: &Kind, way: Way) {
        let is_open = new.name.as_deref().is_some_and(|name| OPEN_LISTS.contains(&name));
        let (before, after) = (codes(&old.schema), codes(&new.schema));
        let (asked, offered) = match way {
            Way::Sent => (before, after),
            Way::Answered if is_open => return,
            Way::Answered => (after, before),
        };
        match (asked, offered) {
            (Some(asked), Some(offered)) => {
                for code in asked.difference(&offered) {
                    self.say(place, &format!("{} {code}", told(way)));
                }
            }
            (None, Some(_)) => self.say(place, &format!("{} any value", told(way))),
            _ => {}
        }
    }

    fn compare_properties(&mut self, place: &str, old: &Value, new: &Value, way: Way) {
        let requires = |schema: &Value, name: &str| list(&schema["required"]).iter().any(|one| one == name);
        for (name, property) in members(&old["properties"]) {
            let at = format!("{place}.{name}");
            match new["properties"].get(name) {
                None => self.say(&at, "is gone"),
                Some(now) => self.compare(&at, property, now, way),
            }
            if way == Way::Answered
                && requires(old, name)
                && !requires(new, name)
                && new["properties"][name].is_object()
            {
                self.say(&at, "may be absent");
            }
        }
        for name in list(&new["required"]).iter().filter_map(Value::as_str) {
            if way == Way::Sent && !requires(old, name) {
                self.say(&format!("{place}.{name}"), "is required");
            }
        }
    }
}

/// What is said of a kind or a code that one side lacks.
fn told(way: Way) -> &'static str {
    match way {
        Way::Sent => "takes no more",
        Way::Answered => "may be",
    }
}

/// The kind that takes the place of another: of its name, else of its type; an integer is a number.
fn matching<'k>(kind: &Kind, among: &'k [Kind], alone: bool) -> Option<&'k Kind> {
    let fits = |other: &&Kind| {
        other.type_.is_none() || other.type_ == kind.type_ || (is(kind, "integer") && is(other, "number"))
    };
    let named = among
        .iter()
        .find(|other| other.name.is_some() && other.name == kind.name);
    named.filter(fits).or_else(|| {
        let mut same = among.iter().filter(fits);
        same.find(|other| alone || !is(kind, "object") || other.name.is_none() || kind.name.is_none())
    })
}

fn is(kind: &Kind, type_: &str) -> bool {
    kind.type_.as_deref() == Some(type_)
}
