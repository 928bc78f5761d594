//! The operations on a team.

use actix_web::{delete, get, patch, post};

use super::dto::{NewTeamMember, TeamFilter, TeamMemberPatch, TeamMemberView};
use super::model::TeamMember;
use super::persons::{self, PersonRow};
use crate::fault::verdict;
use crate::http::merge_patch::Patch;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, Path, Write};
use crate::journal::Action;
use crate::projects::child::{self, Editable, Origin, operations};

operations! { "team": TeamMember as TeamMemberView by TeamFilter
    /// Lists the team of a project.
    ///
    /// By the first day. To an observer, functions and days alone.
    list list_team "/v1/projects/{project}/team";
    /// Lists the teams of a programme.
    ///
    /// Of the projects that the caller coordinates, works on or observes; by the first day. To an observer, functions and
    /// days alone.
    across list_programme_team "/v1/programmes/{programme}/team";
    /// Shows a member of a team.
    ///
    /// To an observer, the function and its days alone.
    get get_team_member "/v1/projects/{project}/team/{id}";
    /// Deletes a member that was added by mistake.
    ///
    /// With who it is; while nothing was done to it but edits.
    delete delete_team_member "/v1/projects/{project}/team/{id}";
}

/// Adds a member to a team.
///
/// By the laureate or a coordinator: an account that works on the project, or a person who has none.
#[utoipa::path(tag = "team", request_body = NewTeamMember,
    responses((status = 201, description = "The new one.", body = TeamMemberView)))]
#[post("/v1/projects/{project}/team")]
pub async fn create_team_member(write: Write<NewTeamMember>, project: Path<Key>) -> ApiResult {
    child::create_with(
        write,
        project,
        TeamMember::WORK,
        |_, actor, context, today| TeamMember::may_write(actor, context, today),
        async |change, context, mut body| {
            let person = body.person.take().map(PersonRow::from);
            let mut row = TeamMember::new(Origin::of(change, context), body);
            row.person_id = person.as_ref().map(|person| person.id);
            verdict(row.faults(None, change, context).await?)?;
            if let Some(person) = person {
                person.insert(change.conn()).await?;
            }
            Ok(row)
        },
    )
    .await
}

/// Changes a member of a team.
///
/// A person whose name or address changes is another one from then on: nothing tells the name that was.
#[utoipa::path(tag = "team", request_body(content = TeamMemberPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "It, after the change.", body = TeamMemberView)))]
#[patch("/v1/projects/{project}/team/{id}")]
pub async fn update_team_member(write: Write<TeamMemberPatch>, path: Path<(Key, Id)>) -> ApiResult {
    let may = |row: &TeamMember, actor: &_, context: &_, today| row.may(Action::Updated, actor, context, today);
    child::edit_with(
        write,
        path,
        TeamMember::WORK,
        may,
        async |change, context, before: TeamMember, mut patch: TeamMemberPatch| {
            let known = persons::find(change.conn(), before.person_id).await?;
            let sent = std::mem::take(&mut patch.person);
            let clears = matches!(sent, Patch::Clear);
            let mut after = before.clone().patched(patch)?;
            let (person, mut faults) = match sent.apply_within(known.clone(), "person") {
                Ok(person) => (person.filter(|person| known.as_ref() != Some(person)), Vec::new()),
                Err(faults) => (None, faults),
            };
            let person = person.map(PersonRow::from);
            // Of a person that is not said well enough it is not said that there is none.
            let kept = before
                .person_id
                .filter(|_| !clears)
                .or((!faults.is_empty()).then_some(after.id));
            after.person_id = person.as_ref().map(|person| person.id).or(kept);
            faults.extend(after.faults(Some(&before), change, context).await?);
            verdict(faults)?;
            if let Some(person) = person {
                person.insert(change.conn()).await?;
            }
            Ok(after)
        },
    )
    .await
}
