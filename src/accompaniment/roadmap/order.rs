//! The order of a roadmap, made by hand.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::model::RoadmapItem;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Id;
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Entry};

/// How many items a roadmap has at most: as many as a body can name.
const MOST: usize = 500;

/// The place of an item that asks for none.
pub const NO_PLACE: i32 = 0;

/// The items in the order that is asked for, or what is wrong with it: it names every one, once.
pub fn ordered(items: Vec<RoadmapItem>, asked: &[Id]) -> Result<Vec<RoadmapItem>, Vec<Fault>> {
    let mut known: HashMap<Uuid, RoadmapItem> = items.iter().map(|item| (item.id, item.clone())).collect();
    let mut named = HashSet::new();
    let (mut ordered, mut faults) = (Vec::new(), Vec::new());
    for (place, Id(id)) in asked.iter().enumerate() {
        let code = match known.remove(id) {
            Some(item) => {
                named.insert(item.id);
                ordered.push(item);
                continue;
            }
            None if named.contains(id) => FaultCode::Duplicate,
            None => FaultCode::UnknownReference,
        };
        faults.push(Fault::new(code).at(format!("/items/{place}")));
    }
    let missing = items.iter().map(|item| item.id).filter(|id| known.contains_key(id));
    let missing: Vec<Uuid> = missing.collect();
    if !missing.is_empty() {
        let incomplete = Fault::new(FaultCode::OrderIncomplete).at("/items");
        faults.push(incomplete.with("missing", missing));
    }
    verdict(faults)?;
    Ok(ordered)
}

/// Gives items their places; those that stand there already stay as they are.
pub async fn renumber(change: &mut Admitted<'_>, places: impl Iterator<Item = (RoadmapItem, i32)>) -> ApiResult<()> {
    let moved = places.filter(|(item, place)| item.position != *place);
    let moved = moved.map(|(before, position)| (before.clone(), RoadmapItem { position, ..before }));
    for (before, after) in change.replace_each(moved.collect()).await? {
        change.record(Entry::changed(Action::Reordered, &before, &after));
    }
    Ok(())
}

/// Makes room for an item in the place that it asks for, or behind the others where it asks for none or for one beyond that;
/// gives the place.
pub async fn place(change: &mut Admitted<'_>, item: &RoadmapItem) -> ApiResult<i32> {
    let mut others = RoadmapItem::in_order(change.conn(), item.project_id).await?;
    others.retain(|other| other.id != item.id);
    if others.len() >= MOST {
        let full = Fault::new(FaultCode::RoadmapFull).with("most", MOST);
        return Err(vec![full].into());
    }
    let last = i32::try_from(others.len() + 1).unwrap_or(i32::MAX);
    let place = match item.position {
        NO_PLACE => last,
        asked => asked.min(last),
    };
    renumber(change, others.into_iter().zip((1..).filter(|free| *free != place))).await?;
    Ok(place)
}
