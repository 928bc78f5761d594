//! Erasing a person who has no account.

use actix_web::post;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::ErasedTeamMember;
use super::model::TeamMember;
use super::persons;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, IfMatchHeader, NoBody, Path, Write};
use crate::journal::Action;
use crate::projects::child::{self, Child, Editable, Viewer, Which};
use crate::projects::{self, Work, may_lead};
use crate::redactions::{self, Mention, MentionScope};

/// Erases the person behind a member of a team.
///
/// The name and the address are gone for good; the function, the share and the dates stay. Free texts are not touched:
/// `mentions` says in which of the project's the name or the address still stands. By the laureate or a coordinator, in any
/// state of the project. An account is erased where accounts are (`POST /v1/accounts/{id}/erase`).
#[utoipa::path(tag = "team", params(IfMatchHeader),
    responses((status = 200, description = "The member, and what is left to redact.", body = ErasedTeamMember)))]
#[post("/v1/projects/{project}/team/{id}/erase")]
pub async fn erase_team_member(write: Write<NoBody>, path: Path<(Key, Id)>) -> ApiResult {
    let Path((project, Id(id))) = path;
    // Before anything is held: it reads every text there is.
    let left = left(&write, &project, id).await?;
    write
        .run(async |change, _| {
            let may = |row: &TeamMember, actor: &_, context: &_, today| row.may(Action::Erased, actor, context, today);
            let begun = child::begin_edit::<TeamMember>(change, (project.clone(), Id(id)), Work::Erasure, may).await?;
            let (mut change, context, before, permit) = begun;
            let person = before.person_id;
            permit.verdict(person.is_none().then(|| Fault::new(FaultCode::IsAccount)))?;
            let row = before.clone();
            // The name goes from the files and from kept answers with its row.
            let forgotten = async |conn: &AsyncPgConnection| {
                let forgotten = async { Ok(persons::forget(conn, person).await?) };
                try_join(forgotten, TeamMember::related(conn, context.project.id, Which::One(id))).await
            };
            let erased = change.act_with(before, Action::Erased, None, row, forgotten).await?;
            let (row, (is_new, related)) = erased;
            verdict(Vec::from_iter((!is_new).then(|| Fault::new(FaultCode::AlreadyErased))))?;
            let version = row.version;
            let erased = ErasedTeamMember {
                member: row.view(&context, &related, Viewer::of(&change, &context.programme)),
                mentions: left.mentions,
                more_mentions: left.more_mentions,
                namesakes: left.namesakes,
            };
            change.ok_versioned(version, &erased)
        })
        .await
}

/// What still names whoever is to be erased.
#[derive(Default)]
struct Left {
    mentions: Vec<Mention>,
    more_mentions: bool,
    namesakes: Vec<Uuid>,
}

/// The texts of the project that name whoever is to be erased, and the members of its team who go by the same name, if the
/// caller may erase at all, and says which edit was read.
async fn left(write: &Write<NoBody>, project: &Key, id: Uuid) -> ApiResult<Left> {
    let conn = write.services.connection().await?;
    let member = async { Ok(persons::of_member(&conn, id).await?) };
    let (context, member) = try_join(projects::find_visible(&conn, &write.actor, project), member).await?;
    let project = context.project.id;
    let member = member.filter(|member| member.project == project);
    let names = member.ok_or_else(ApiError::not_found)?.names();
    may_lead(
        &write.actor,
        &context,
        write.services.clock.today(context.programme.zone()),
    )?;
    if !write.expects_version() {
        return Ok(Left::default());
    }
    // What no project has is the coordinators'.
    let programme = context.programme.id;
    let scope = MentionScope {
        project: Some(project),
        programme: write.actor.coordinates(programme).then_some(programme),
    };
    let mentions = redactions::mentions(&conn, &names, scope);
    let ((mentions, more_mentions), namesakes) =
        try_join(mentions, persons::namesakes(&conn, project, id, &names)).await?;
    Ok(Left {
        mentions,
        more_mentions,
        namesakes,
    })
}
