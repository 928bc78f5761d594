//! The stage of one cell: the things that the request names, laid for it.

mod call;
mod people;
mod programme;
mod project;

use std::collections::BTreeMap;

pub use call::MOTIVE;
pub use project::TEXT;
use serde_json::{Value, json};
use uuid::Uuid;

use super::caller::Caller;
use super::cast::Cast;
use super::place::{Place, Target};
use super::row::Row;
use crate::support::Laying;

/// What is there, by the names that rows use.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    ids: BTreeMap<&'static str, String>,
    /// A number that no other stage has.
    pub number: u32,
}

impl Stage {
    /// The id that goes by that name.
    pub fn id(&self, name: &str) -> &str {
        self.ids
            .get(name)
            .unwrap_or_else(|| panic!("nothing on the stage is called {name:?}"))
    }

    /// Whether something goes by that name.
    pub fn has(&self, name: &str) -> bool {
        self.ids.contains_key(name)
    }

    /// The same, for a body.
    pub fn json(&self, name: &str) -> Value {
        json!(self.id(name))
    }

    /// The same stage, on which these names are of things that do not exist.
    pub fn without(&self, names: &[&'static str]) -> Self {
        let mut stage = self.clone();
        for name in names {
            stage.put(name, Uuid::now_v7());
        }
        stage
    }

    /// The same stage, on which this thing is another one.
    pub fn swapped(&self, name: &'static str, other: &Self) -> Self {
        let mut stage = self.clone();
        stage.put(name, other.id(name));
        stage
    }

    fn put(&mut self, name: &'static str, id: impl ToString) {
        self.ids.insert(name, id.to_string());
    }
}

/// Lays what the row needs on the target; for one caller, where it matters whose it is.
pub async fn lay(cast: &mut Cast, row: &Row, target: Target, caller: Option<Caller>) -> Stage {
    let mut stage = ground(cast, target);
    let mut lay = Laying::default();
    let names = row.names();
    match row.place {
        Place::Platform => {}
        Place::Programme => programme::Laid::on(cast, &mut stage, &mut lay, target, caller).all(&names),
        Place::Door => people::lay_door(cast, &mut stage, &mut lay).await,
        Place::Account => people::lay_account(cast, &mut stage, &mut lay, &names, target, caller),
        Place::Organisation => stage.put("organisation", organisation(cast, target, caller)),
        Place::Project => project::Laid::on(cast, &mut stage, &mut lay, target, caller).all(&names),
    }
    let sql = lay.transaction();
    cast.run(&sql).await;
    stage
}

/// Lays what the row needs in that project of programme A, whatever its state.
pub async fn lay_in(cast: &mut Cast, row: &Row, project: (Uuid, String)) -> Stage {
    let mut stage = ground(cast, Target::Own);
    let mut lay = Laying::default();
    project::Laid::on(cast, &mut stage, &mut lay, Target::Own, None).all_in(project, &row.names());
    let sql = lay.transaction();
    cast.run(&sql).await;
    stage
}

/// A stage with what is there anyway.
fn ground(cast: &mut Cast, target: Target) -> Stage {
    let mut stage = Stage {
        number: cast.number(),
        ..Stage::default()
    };
    let side = cast.side(target).clone();
    stage.put("programme", side.programme);
    stage.put("laureate", side.laureate);
    stage.put("provider", side.provider.organisation);
    stage.put("decider", side.decider.organisation);
    stage.put("code", "not_found");
    stage
}

/// Puts the bytes of a file where the service keeps them.
fn keep_file(cast: &Cast, id: Uuid) {
    let folder = cast.world.app.folder.join("files/access");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(id.to_string()), TEXT).unwrap();
}

fn organisation(cast: &Cast, target: Target, caller: Option<Caller>) -> Uuid {
    let world = &cast.world;
    match (target, caller) {
        (Target::Own, Some(caller)) => cast.organisation_of(caller),
        (Target::Own | Target::Only | Target::Named, _) => world.ditp,
        (Target::Anothers | Target::Foreign, _) => match target {
            Target::Anothers => world.beta,
            _ => cast.side(Target::Foreign).laureate,
        },
    }
}
