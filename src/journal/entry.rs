//! Writing the journal.

use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use postgres_protocol::escape::escape_literal;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Action, Entity};

/// Where a resource stands, as far as it knows; the database completes it (a milestone's project,
/// a project's programme).
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// Its programme.
    pub programme: Option<Uuid>,
    /// Its project.
    pub project: Option<Uuid>,
    /// Its milestone.
    pub milestone: Option<Uuid>,
    /// Its application.
    pub application: Option<Uuid>,
}

impl Place {
    /// In a project.
    pub fn in_project(project: Uuid) -> Self {
        Self {
            project: Some(project),
            ..Self::default()
        }
    }

    /// In a programme, of no project.
    pub fn in_programme(programme: Uuid) -> Self {
        Self {
            programme: Some(programme),
            ..Self::default()
        }
    }

    /// Of the call of a programme, and of an application or of none.
    pub fn in_call(programme: Uuid, application: Option<Uuid>) -> Self {
        Self {
            application,
            ..Self::in_programme(programme)
        }
    }

    /// On a milestone.
    pub fn on_milestone(milestone: Uuid) -> Self {
        Self {
            milestone: Some(milestone),
            ..Self::default()
        }
    }
}

/// A row whose changes are told. What it serialises to is what the journal keeps of it.
pub trait Journaled: Serialize {
    /// What kind of resource it is.
    const ENTITY: Entity;
    /// Which one.
    fn id(&self) -> Uuid;
    /// Where it stands.
    fn place(&self) -> Place;
}

/// One thing that was done to one resource.
#[derive(Debug)]
pub struct Entry {
    action: Action,
    entity: Entity,
    id: Uuid,
    place: Place,
    before: Option<Value>,
    after: Option<Value>,
}

impl Entry {
    /// A new resource.
    pub fn created<R: Journaled>(after: &R) -> Self {
        Self::new(Action::Created, None, Some(after))
    }

    /// An edit.
    pub fn updated<R: Journaled>(before: &R, after: &R) -> Self {
        Self::new(Action::Updated, Some(before), Some(after))
    }

    /// Any action on a resource that was and still is.
    pub fn changed<R: Journaled>(action: Action, before: &R, after: &R) -> Self {
        Self::new(action, Some(before), Some(after))
    }

    /// A new resource that came by a particular action.
    pub fn appeared<R: Journaled>(action: Action, after: &R) -> Self {
        Self::new(action, None, Some(after))
    }

    /// A resource that is no more.
    pub fn deleted<R: Journaled>(before: &R) -> Self {
        Self::new(Action::Deleted, Some(before), None)
    }

    /// Something done to a resource whose row is not told: what there is to say of it instead.
    pub fn about(action: Action, entity: Entity, id: Uuid, place: Place, said: Value) -> Self {
        Self {
            action,
            entity,
            id,
            place,
            before: None,
            after: Some(said),
        }
    }

    /// The same entry, with why it was done: kept as `motive` in what the resource is after.
    pub fn because(mut self, motive: Option<&str>) -> Self {
        if let (Some(motive), Some(Value::Object(after))) = (motive, &mut self.after) {
            after.insert("motive".to_owned(), motive.into());
        }
        self
    }

    /// The same entry, with something of the resource that stands in no column of its row.
    pub fn beside(mut self, name: &str, before: &impl Serialize, after: &impl Serialize) -> Self {
        let told = [(&mut self.before, json!(before)), (&mut self.after, json!(after))];
        for (row, value) in told {
            if let Some(Value::Object(row)) = row {
                row.insert(name.to_owned(), value);
            }
        }
        self
    }

    fn new<R: Journaled>(action: Action, before: Option<&R>, after: Option<&R>) -> Self {
        let told = after.or(before);
        let value = |row: &R| serde_json::to_value(row).unwrap_or(Value::Null);
        Self {
            action,
            entity: R::ENTITY,
            id: told.map(R::id).unwrap_or_default(),
            place: told.map(R::place).unwrap_or_default(),
            before: before.map(value),
            after: after.map(value),
        }
    }
}

/// The entries of one change, in the order in which they were told.
#[derive(Debug)]
pub struct Journal {
    actor: Uuid,
    change_id: Uuid,
    entries: Vec<Entry>,
}

/// An entry, as `hist.write_journal` takes it.
#[derive(Serialize)]
struct Row {
    id: Uuid,
    position: usize,
    change_id: Uuid,
    actor_id: Uuid,
    action: Action,
    entity: Entity,
    entity_id: Uuid,
    programme_id: Option<Uuid>,
    project_id: Option<Uuid>,
    milestone_id: Option<Uuid>,
    application_id: Option<Uuid>,
    before: Option<Value>,
    after: Option<Value>,
}

impl Journal {
    /// An empty journal of one account's change.
    pub fn of(actor: Uuid) -> Self {
        Self {
            actor,
            change_id: Uuid::now_v7(),
            entries: Vec::new(),
        }
    }

    /// Tells one more thing.
    pub fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Writes the entries, at the end of a transaction.
    pub async fn write(self, mut conn: &AsyncPgConnection) -> anyhow::Result<()> {
        Ok(conn.batch_execute(&self.statement()?).await?)
    }

    /// The statement that writes the entries, empty where there are none. It takes the stamp's lock, so
    /// it goes with the commit, in one message: no round trip lies under that lock.
    pub fn statement(self) -> serde_json::Result<String> {
        if self.entries.is_empty() {
            return Ok(String::new());
        }
        let rows: Vec<Row> = self
            .entries
            .into_iter()
            .enumerate()
            .map(|(position, entry)| Row {
                id: Uuid::now_v7(),
                position,
                change_id: self.change_id,
                actor_id: self.actor,
                action: entry.action,
                entity: entry.entity,
                entity_id: entry.id,
                programme_id: entry.place.programme,
                project_id: entry.place.project,
                milestone_id: entry.place.milestone,
                application_id: entry.place.application,
                before: entry.before,
                after: entry.after,
            })
            .collect();
        let rows = escape_literal(&serde_json::to_string(&rows)?);
        Ok(format!("select hist.write_journal({rows});"))
    }
}
