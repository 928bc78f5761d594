//! Who somebody is that has no account.

use std::collections::HashMap;

use deserr::Deserr;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::database::french::fold;
use crate::database::schema::{persons, team_members};
use crate::http::merge_patch::{Nested, patch};
use crate::http::wire::{EmailAddress, Line};
use crate::reference::ERASED;
use crate::shape::ShapeFaults;

/// A person without an account.
#[derive(Clone, Debug, PartialEq, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Person {
    /// What the person is called.
    #[schema(example = "Cheffe de projet métier")]
    pub name: Line,
    /// Where to write.
    #[deserr(default)]
    #[schema(value_type = Option<EmailAddress>, example = "cheffe.de.projet@example.fr")]
    pub email: Option<EmailAddress>,
}

patch! {
    /// A change of who a person is (RFC 7396).
    pub struct PersonPatch {
        /// What the person is called.
        pub name: Replace<Line>,
        /// Where to write.
        pub email: Patch<EmailAddress>,
    }
}

impl Nested for Person {
    type Patch = PersonPatch;

    fn patched(before: Option<Self>, patch: PersonPatch) -> Result<Self, Vec<&'static str>> {
        let (name, email) = before.map_or((None, None), |before| (Some(before.name), before.email));
        Ok(Self {
            name: patch.name.into_option().or(name).ok_or_else(|| vec!["name"])?,
            email: patch.email.apply(email),
        })
    }
}

/// A person, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonView {
    /// Its id: another one once the name or the address was changed.
    pub id: Uuid,
    /// What the person is called; `—` once erased.
    pub name: String,
    /// Where to write.
    #[schema(required = true)]
    pub email: Option<String>,
}

/// Its row: the only one that says who it is. Never serialised, so never in the journal.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = persons, check_for_backend(Pg))]
pub struct PersonRow {
    /// Its id.
    pub id: Uuid,
    name: String,
    email: Option<String>,
}

impl From<Person> for PersonRow {
    fn from(person: Person) -> Self {
        Self {
            id: Uuid::now_v7(),
            name: person.name.into(),
            email: person.email.map(String::from),
        }
    }
}

impl PersonRow {
    /// Keeps it. It goes by itself with what names it, or once another is named there.
    pub async fn insert(&self, mut conn: &AsyncPgConnection) -> QueryResult<()> {
        let row = diesel::insert_into(persons::table).values(self);
        row.execute(&mut conn).await.map(drop)
    }
}

/// Who it is; none once erased.
pub async fn find(mut conn: &AsyncPgConnection, id: Option<Uuid>) -> QueryResult<Option<Person>> {
    let row = persons::table.filter(persons::id.nullable().eq(id));
    let row: Option<PersonRow> = row.select(PersonRow::as_select()).first(&mut conn).await.optional()?;
    Ok(row.map(|row| Person {
        name: Line(row.name),
        email: row.email.map(EmailAddress),
    }))
}

/// Where a member of a team is, and what the person behind it goes by, the name and the address, folded.
#[derive(Queryable)]
pub struct NamedMember {
    /// The project.
    pub project: Uuid,
    name: Option<String>,
    email: Option<String>,
}

impl NamedMember {
    /// What the person goes by.
    pub fn names(self) -> Vec<String> {
        [self.name, self.email].into_iter().flatten().collect()
    }
}

/// Who is behind a member of a team of any project.
pub async fn of_member(mut conn: &AsyncPgConnection, member: Uuid) -> QueryResult<Option<NamedMember>> {
    team_members::table
        .left_join(persons::table.on(persons::id.nullable().eq(team_members::person_id)))
        .filter(team_members::id.eq(member))
        .select((
            team_members::project_id,
            fold(persons::name.nullable()),
            fold(persons::email.nullable()),
        ))
        .first(&mut conn)
        .await
        .optional()
}

/// The other members of a project's team who go by one of these names and addresses, folded.
pub async fn namesakes(
    mut conn: &AsyncPgConnection,
    project: Uuid,
    member: Uuid,
    names: &[String],
) -> QueryResult<Vec<Uuid>> {
    let named = fold(persons::name.nullable()).eq_any(names.to_vec());
    let addressed = fold(persons::email).eq_any(names.to_vec());
    team_members::table
        .inner_join(persons::table.on(persons::id.nullable().eq(team_members::person_id)))
        .filter(team_members::project_id.eq(project))
        .filter(team_members::id.ne(member))
        .filter(named.or(addressed))
        .order(team_members::id)
        .select(team_members::id)
        .load(&mut conn)
        .await
}

/// Forgets who it is; whether that was known.
pub async fn forget(mut conn: &AsyncPgConnection, id: Option<Uuid>) -> QueryResult<bool> {
    let row = persons::table.filter(persons::id.nullable().eq(id));
    diesel::delete(row).execute(&mut conn).await.map(|rows| rows > 0)
}

/// Persons by id; those that were erased are missing.
#[derive(Debug, Default)]
pub struct Persons(HashMap<Uuid, (String, Option<String>)>);

impl FromIterator<(Uuid, String, Option<String>)> for Persons {
    fn from_iter<I: IntoIterator<Item = (Uuid, String, Option<String>)>>(rows: I) -> Self {
        Self(rows.into_iter().map(|(id, name, email)| (id, (name, email))).collect())
    }
}

impl Persons {
    /// How one is shown.
    pub fn view(&self, id: Uuid) -> PersonView {
        let (name, email) = self.0.get(&id).cloned().unwrap_or_else(|| (ERASED.to_owned(), None));
        PersonView { id, name, email }
    }
}
