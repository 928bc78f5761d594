//! A piece of evidence of an application: how it is listed, shown and added.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::AsyncPgConnection;

use super::context::ApplicationContext;
use crate::access::{Actor, Decision};
use crate::fault::Fault;
use crate::http::query::NoFilter;
use crate::http::wire::Id;
use crate::http::{ApiResult, Arriving, Change, Done};
use crate::milestones::evidence::{Evidence, EvidenceView, Holder, Substance, kind_fault};
use crate::projects::child::{self, Child, Owner, Parent, Viewer, child_rows};
use crate::projects::may_coordinate;
use crate::reference::Names;
use crate::vocabulary::{EvidenceType, code_list};

code_list! {
    /// The order of a list of evidence.
    pub enum EvidenceOrder {
        Newest "-added_at" "Du plus récent au plus ancien" "Newest first";
    }
}

/// A piece of evidence, of an application.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = evidence, check_for_backend(diesel::pg::Pg))]
pub struct ApplicationEvidence {
    #[diesel(embed)]
    piece: Evidence,
}

impl Deref for ApplicationEvidence {
    type Target = Evidence;

    fn deref(&self) -> &Evidence {
        &self.piece
    }
}

impl Child for ApplicationEvidence {
    type Parent = ApplicationContext;
    const COLLECTION: &'static str = "evidence";
    type Filter = NoFilter;
    type View = EvidenceView;
    child_rows!(evidence of application_id, sorted as EvidenceOrder { Newest(DateTime<Utc>): desc added_at }, named by added_by);

    fn view(self, context: &ApplicationContext, names: &Names, _: Viewer<'_>) -> EvidenceView {
        let names = Some(names).filter(|_| context.call.of.coordinated);
        EvidenceView::of_application(self.piece, context.application.reference(), names)
    }
}

/// An application, as a path names it.
#[derive(Debug)]
pub struct OfApplication(pub Id);

impl Holder for OfApplication {
    async fn admit(&self, arriving: &Arriving, conn: &AsyncPgConnection) -> ApiResult<Vec<Fault>> {
        let context = ApplicationContext::find(conn, &arriving.actor, &self.0).await?;
        may_attach(&arriving.actor, &context)?;
        Ok(context.closed().into_iter().collect())
    }

    fn unfit(&self, kind: EvidenceType) -> Option<Fault> {
        kind_fault(kind, true)
    }

    async fn attach(
        &self,
        change: Change<'_>,
        kind: EvidenceType,
        title: String,
        substance: Substance,
    ) -> ApiResult<Done> {
        let may = |actor: &Actor, context: &ApplicationContext, _| may_attach(actor, context);
        let (mut change, context, permit) = child::begin(change, &self.0, (), may).await?;
        permit.verdict(self.unfit(kind).into_iter().chain(context.closed()))?;
        let piece = Evidence {
            application_id: Some(context.id()),
            programme_id: Some(context.programme().id),
            ..Evidence::new(&change, kind, title, substance)
        };
        change.insert(&piece).await?;
        child::created(&mut change, &context, ApplicationEvidence { piece }).await
    }
}

/// Coordinators attach.
fn may_attach(actor: &Actor, context: &ApplicationContext) -> Decision {
    may_coordinate(actor, context.programme().id)
}

impl ApplicationContext {
    /// What refuses evidence of an application that was decided on.
    fn closed(&self) -> Option<Fault> {
        self.application.state.closed()
    }
}
