//! The nursery: the projects that were found ready, with or without reservations, and what they have to go on with.

use std::collections::HashMap;

use actix_web::get;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{array, exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::verdicts::superseding;
use crate::accompaniment::prototypes::Maturity;
use crate::accompaniment::reuses::{ReuseState, ReusedThing};
use crate::accompaniment::roadmap::{Horizon, RoadmapItemKind, RoadmapItemState};
use crate::accompaniment::topics::{TopicMaturity, TopicState};
use crate::database::schema::{organisations, projects, prototypes, reuses, roadmap_items, topics, verdicts};
use crate::http::ApiResult;
use crate::http::query::{AnyOf, any_of, filter};
use crate::organisations::{OrganisationReferences, PartyView, organisations_among};
use crate::projects::ProjectContext;
use crate::projects::child::{Asked, Child, CreationOrder, Viewer, Which, child_rows, listed, operations};
use crate::reference::Reference;
use crate::vocabulary::ReadinessVerdict;

/// A verdict by which a project is in the nursery.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = verdicts, check_for_backend(Pg))]
pub struct NurseryEntry {
    pub id: Uuid,
    pub project_id: Uuid,
    pub verdict: ReadinessVerdict,
    pub pronounced_on: NaiveDate,
    pub created_at: DateTime<Utc>,
}

listed!(NurseryEntry in verdicts, observed);

/// A project that is ready to launch, as everybody who sees the programme is shown it.
#[derive(Debug, Serialize, ToSchema)]
pub struct NurseryProject {
    /// The project.
    pub project: Reference,
    /// Whose it is.
    pub laureate: Reference,
    /// Its title.
    pub title: String,
    /// How ready it was found.
    pub verdict: ReadinessVerdict,
    /// On which day.
    pub on: NaiveDate,
    /// How mature the latest version of its prototype is; null without one.
    #[schema(required = true)]
    pub maturity: Option<Maturity>,
    /// What its roadmap has that was adopted, or is done, in its order.
    pub roadmap_items: Vec<NurseryRoadmapItem>,
    /// The subjects that were retained.
    pub topics: Vec<NurseryTopic>,
    /// What others have adopted of it.
    pub reuses: Vec<NurseryReuse>,
}

/// An item of a roadmap, in short.
#[derive(Clone, Debug, Serialize, ToSchema, Queryable, Selectable)]
#[diesel(table_name = roadmap_items, check_for_backend(Pg))]
pub struct NurseryRoadmapItem {
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub title: String,
    /// What it is about.
    pub kind: RoadmapItemKind,
    /// How far ahead.
    pub horizon: Horizon,
    /// Its state.
    pub state: RoadmapItemState,
}

/// A subject, in short.
#[derive(Clone, Debug, Serialize, ToSchema, Queryable, Selectable)]
#[diesel(table_name = topics, check_for_backend(Pg))]
pub struct NurseryTopic {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub title: String,
    /// How far it was thought through.
    pub maturity: TopicMaturity,
}

/// A reuse, in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct NurseryReuse {
    /// Its id.
    pub id: Uuid,
    /// Who took something over.
    pub by: PartyView,
    /// What.
    pub what: ReusedThing,
}

/// A row of a reuse.
type Reused = (Uuid, Uuid, Option<Uuid>, Option<String>, ReusedThing);

/// What the projects of a page are shown with.
#[derive(Debug)]
pub struct NurseryDetails {
    laureates: HashMap<Uuid, String>,
    maturities: HashMap<Uuid, Maturity>,
    roadmap: Vec<(Uuid, NurseryRoadmapItem)>,
    topics: Vec<(Uuid, NurseryTopic)>,
    reuses: Vec<Reused>,
    organisations: OrganisationReferences,
}

filter! {
    /// Which projects of the nursery to list.
    pub struct NurseryFilter {
        /// Only those that were found so.
        pub verdict: AnyOf<ReadinessVerdict>,
    }
}

impl Child for NurseryEntry {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "nursery";
    type Filter = NurseryFilter;
    type View = NurseryProject;
    type Related = NurseryDetails;
    child_rows!(verdicts of project_id in programme_id, those ready,
        sorted as CreationOrder { Newest(DateTime<Utc>): desc created_at });

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        // An array is found first, and what belongs to each project of it by an index.
        let page = || Self::rows(parent, which).map(|rows| array(rows.select(verdicts::project_id)));
        let (mut one, mut two, mut three, mut four, mut five) = (conn, conn, conn, conn, conn);
        let laureates = projects::table
            .inner_join(organisations::table)
            .filter(projects::id.eq_any(page()?));
        let laureates = laureates.select((organisations::id, organisations::name));
        let latest = prototypes::table.filter(prototypes::project_id.eq_any(page()?));
        let latest = latest
            .distinct_on(prototypes::project_id)
            .order((
                prototypes::project_id,
                prototypes::created_at.desc(),
                prototypes::id.desc(),
            ))
            .select((prototypes::project_id, prototypes::maturity));
        let roadmap = roadmap_items::table.filter(roadmap_items::project_id.eq_any(page()?));
        let roadmap = roadmap
            .filter(roadmap_items::state.eq_any(RoadmapItemState::OBSERVED))
            .order((roadmap_items::position, roadmap_items::id))
            .select((roadmap_items::project_id, NurseryRoadmapItem::as_select()));
        let retained = topics::table.filter(topics::project_id.eq_any(page()?));
        let retained = retained
            .filter(topics::state.eq(TopicState::Retained))
            .order((topics::created_at.desc(), topics::id.desc()))
            .select((topics::project_id, NurseryTopic::as_select()));
        let adopted = || {
            Ok(reuses::table
                .filter(reuses::project_id.eq_any(page()?))
                .filter(reuses::state.eq(ReuseState::Adopted)))
        };
        let taken: ApiResult<_> = adopted();
        let taken = taken?.order((reuses::created_at.desc(), reuses::id.desc())).select((
            reuses::project_id,
            reuses::id,
            reuses::by_id,
            reuses::by_name,
            reuses::what,
        ));
        let parties: ApiResult<_> = adopted();
        let parties = organisations_among!(conn, parties?.select(reuses::by_id.assume_not_null()));
        let (laureates, maturities, roadmap, topics, reuses, organisations): (Vec<_>, Vec<_>, _, _, _, _) = tokio::try_join!(
            laureates.load(&mut one),
            latest.load(&mut two),
            roadmap.load(&mut three),
            retained.load(&mut four),
            taken.load(&mut five),
            parties,
        )?;
        Ok(NurseryDetails {
            laureates: laureates.into_iter().collect(),
            maturities: maturities.into_iter().collect(),
            roadmap,
            topics,
            reuses,
            organisations,
        })
    }

    fn view(self, context: &ProjectContext, details: &NurseryDetails, _: Viewer<'_>) -> NurseryProject {
        let project = &context.project;
        let laureate = details.laureates.get(&project.organisation_id);
        let roadmap = details.roadmap.iter().filter(|(of, _)| *of == project.id);
        let topics = details.topics.iter().filter(|(of, _)| *of == project.id);
        let reuses = details.reuses.iter().filter(|(of, ..)| *of == project.id);
        NurseryProject {
            project: project.reference(),
            laureate: Reference::new(project.organisation_id, laureate.map_or("", String::as_str)),
            title: project.title.clone(),
            verdict: self.verdict,
            on: self.pronounced_on,
            maturity: details.maturities.get(&project.id).copied(),
            roadmap_items: roadmap.map(|(_, item)| item.clone()).collect(),
            topics: topics.map(|(_, topic)| topic.clone()).collect(),
            reuses: reuses
                .map(|(_, id, organisation, name, what)| NurseryReuse {
                    id: *id,
                    by: PartyView::of(*organisation, name.clone(), &details.organisations),
                    what: *what,
                })
                .collect(),
        }
    }
}

type Rows = verdicts::BoxedQuery<'static, Pg>;

/// The verdicts that stand, by which a project is ready.
fn ready(rows: Rows, Asked { filter, .. }: Asked<'_, NurseryEntry>) -> Rows {
    let asked = filter.verdict.as_ref().map(AnyOf::values);
    if asked.is_some_and(|asked| asked.iter().all(|it| *it == ReadinessVerdict::NotReady)) {
        return rows.filter(false.into_sql::<Bool>());
    }
    let rows = rows.filter(verdicts::verdict.ne(ReadinessVerdict::NotReady));
    let rows = any_of!(rows, verdicts::verdict, filter.verdict, |it| *it);
    rows.filter(not(exists(superseding())))
}

operations! { "readiness": NurseryEntry as NurseryProject by NurseryFilter
    /// Shows the nursery of a programme.
    ///
    /// The projects whose latest verdict is `ready` or `ready_with_reservations`, the newest verdict first: to coordinators and
    /// observers all, to others their own.
    across list_nursery "/v1/programmes/{programme}/nursery";
}
