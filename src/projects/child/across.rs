//! What belongs to projects, listed for a whole programme.

use diesel_async::AsyncPgConnection;
use futures_util::future::try_join3;
use uuid::Uuid;

use super::{Asked, Child, Viewer, Which};
use crate::access::{Actor, Assignment, Denied, OwnProject, Role, allow_if};
use crate::http::query::Filter;
use crate::http::wire::Key;
use crate::http::{ApiResult, List, Path};
use crate::programmes;
use crate::projects::{Project, ProjectContext};

/// The projects of a programme of which a caller is shown something.
#[derive(Clone, Debug)]
pub struct Across {
    /// The programme.
    pub programme: Uuid,
    /// Which of its projects; all of them where none is named.
    pub projects: Option<Vec<Uuid>>,
}

impl Across {
    /// A coordinator's are all, a provider's and a laureate's are their own; whoever observes is shown all of what is
    /// `observed`, of the rest none (403).
    pub fn of(actor: &Actor, programme: Uuid, observed: bool) -> Result<Self, Denied> {
        let all = actor.coordinates(programme) || observed && actor.holds(Role::Observer, programme);
        let own = Self::own(actor, programme);
        allow_if(all || !own.is_empty())?;
        let projects = (!all).then_some(own);
        Ok(Self { programme, projects })
    }

    /// The projects of a programme on which a caller works.
    fn own(actor: &Actor, programme: Uuid) -> Vec<Uuid> {
        let works_there = |project: &Uuid| {
            let serves = |it: &Assignment| (it.project, it.programme) == (*project, programme);
            let owns = |it: &OwnProject| (it.project, it.programme) == (*project, programme);
            actor.missions.iter().any(serves) || actor.laureate_of.iter().any(owns)
        };
        actor.visible_scope().projects.into_iter().filter(works_there).collect()
    }
}

/// A child that is also listed for a whole programme, by the column that names it.
pub trait Listed: Child<Parent = ProjectContext, Across = Across> {
    /// Whether observers are shown some of it.
    const OBSERVED: bool;

    /// The projects of a page's rows.
    async fn projects(conn: &AsyncPgConnection, which: Which<'_, Self>) -> ApiResult<Vec<Project>>;

    /// The project of a row.
    fn project(&self) -> Uuid;
}

/// Makes a [`Child`] of projects [`Listed`]: `listed!(Risk in risks);`, with `observed` behind it one that observers are
/// shown too.
macro_rules! listed {
    ($row:ident in $table:ident) => {
        $crate::projects::child::listed!(@ $row $table false);
    };
    ($row:ident in $table:ident, observed) => {
        $crate::projects::child::listed!(@ $row $table true);
    };
    (@ $row:ident $table:ident $observed:literal) => {
        impl $crate::projects::child::Listed for $row {
            const OBSERVED: bool = $observed;

            async fn projects(
                mut conn: &diesel_async::AsyncPgConnection,
                which: $crate::projects::child::Which<'_, Self>,
            ) -> $crate::http::ApiResult<Vec<$crate::projects::Project>> {
                use diesel::prelude::*;
                use $crate::database::schema::{projects, $table};
                let named = Self::rows(uuid::Uuid::nil(), which)?.select($table::project_id);
                let found = projects::table.filter(projects::id.eq_any(diesel::dsl::array(named)));
                let found = found.select($crate::projects::Project::as_select());
                Ok(diesel_async::RunQueryDsl::load(found, &mut conn).await?)
            }

            fn project(&self) -> uuid::Uuid {
                self.project_id
            }
        }
    };
}
pub(crate) use listed;

/// Lists them for a programme: those of the projects of which the caller is shown them. Whoever observes it and works on some
/// of its projects, and asks by what observers are not told, is answered of the latter alone.
pub async fn list_of_programme<R: Listed>(mut list: List<R::Filter>, Path(programme): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let programme = programmes::read_entered(&conn, &list.read.actor, &programme).await?;
    let mut across = Across::of(&list.read.actor, programme.id, R::OBSERVED)?;
    if list.read.filter.is_for_insiders() && list.read.actor.only_observed().contains(&programme.id) {
        match Across::own(&list.read.actor, programme.id) {
            none if none.is_empty() => list.read.filter.narrow(),
            own => across.projects = Some(own),
        }
    }
    let actor = &list.read.actor;
    let today = list.read.today(programme.zone());
    let asked = Asked {
        actor,
        filter: &list.read.filter,
        page: &list.page,
        today,
    };
    let which = Which::Across(&across, asked);
    let rows = R::list(&conn, programme.id, which);
    let related = R::related(&conn, programme.id, which);
    let (rows, related, projects) = try_join3(rows, related, R::projects(&conn, which)).await?;
    let (rows, next, total) = rows.into_parts();
    let views = rows.into_iter().filter_map(|row| {
        let project = projects.iter().find(|project| project.id == row.project())?;
        let context = ProjectContext::seen_by(actor, project.clone(), programme.clone())?;
        let viewer = Viewer::of_read(&list.read, &programme);
        Some(row.view(&context, &related, viewer))
    });
    list.answer_views(views.collect(), next, total)
}
