//! What is provided: links, and pieces of evidence of the project's milestones.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use diesel::deserialize::FromSqlRow;
use diesel::dsl::sql;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Jsonb, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::HandOverItem;
use crate::database::schema::{evidence, hand_over_items, milestones};
use crate::database::{Prepared, jsonb};
use crate::fault::{Fault, FaultCode, Unit};
use crate::http::wire::{Id, Line, WebAddress};
use crate::journal::Action;
use crate::milestones::evidence::content_address;
use crate::projects::child::Step;
use crate::shape::ShapeFaults;

/// How many an item has at most.
const MOST: usize = 50;

/// What provides an item.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Provision {
    /// Links, and pieces of evidence of the project's milestones by their ids.
    #[schema(min_items = 1, max_items = 50)]
    pub evidence: Vec<NewPiece>,
}

/// A link, or a piece of evidence by its id.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum NewPiece {
    /// A link.
    Link(NewLink),
    /// A piece of evidence of one of the project's milestones.
    Evidence(Id),
}

/// A link to what is provided.
#[derive(Clone, Debug, Serialize, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewLink {
    /// What it is called.
    #[schema(value_type = Line, example = "Dépôt du code et de son historique")]
    pub title: Line,
    /// Where it is.
    #[schema(value_type = WebAddress, example = "https://depot.example/asn/code")]
    pub url: WebAddress,
}

impl Deserr<ShapeFaults> for NewPiece {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, at: ValuePointerRef<'_>) -> Result<Self, ShapeFaults> {
        match value {
            Value::Map(_) => NewLink::deserialize_from_value(value, at).map(Self::Link),
            _ => Id::deserialize_from_value(value, at).map(Self::Evidence),
        }
    }
}

/// What is kept of a piece: a link, or the id of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    evidence: Option<Uuid>,
    title: Option<String>,
    url: Option<String>,
}

impl From<NewPiece> for Piece {
    fn from(sent: NewPiece) -> Self {
        match sent {
            NewPiece::Link(link) => Self {
                evidence: None,
                title: Some(link.title.into()),
                url: Some(link.url.into()),
            },
            NewPiece::Evidence(id) => Self {
                evidence: Some(id.into()),
                title: None,
                url: None,
            },
        }
    }
}

/// What was provided, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct Pieces(Vec<Piece>);

jsonb!(Pieces);

impl Step<HandOverItem> for Provision {
    fn faults(&self, _: &HandOverItem, _: Action, _: NaiveDate) -> Vec<Fault> {
        let fault = match self.evidence.len() {
            0 => Some(Fault::too_short(1, Unit::Items)),
            many if many > MOST => Some(Fault::too_long(MOST, Unit::Items)),
            _ => None,
        };
        fault.map(|fault| fault.at("/evidence")).into_iter().collect()
    }

    fn apply(self, mut row: HandOverItem, _: Action, today: NaiveDate) -> HandOverItem {
        row.evidence = Pieces(self.evidence.into_iter().map(Piece::from).collect());
        row.provided_on = Some(today);
        row
    }
}

impl Pieces {
    /// Why these cannot be provided for a project: an id that is twice there, or of no evidence of its milestones.
    pub async fn faults(&self, mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Fault>> {
        let named: Vec<Uuid> = self.0.iter().filter_map(|piece| piece.evidence).collect();
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let known: HashSet<Uuid> = evidence::table
            .inner_join(milestones::table)
            .filter(milestones::project_id.eq(project))
            .filter(evidence::id.eq_any(named))
            .select(evidence::id)
            .load(&mut conn)
            .await?
            .into_iter()
            .collect();
        let mut seen = HashSet::new();
        let places = self.0.iter().enumerate();
        let faults = places.filter_map(|(place, piece)| {
            let id = piece.evidence?;
            let code = match (known.contains(&id), seen.insert(id)) {
                (false, _) => FaultCode::UnknownReference,
                (true, false) => FaultCode::Duplicate,
                (true, true) => return None,
            };
            Some(Fault::new(code).at(format!("/evidence/{place}")))
        });
        Ok(faults.collect())
    }

    /// How they are shown.
    pub fn views(self, cited: &Cited) -> Vec<PieceView> {
        let views = self.0.into_iter().map(|piece| match piece.evidence {
            Some(id) => cited.view(id),
            None => PieceView {
                evidence: None,
                title: piece.title,
                url: piece.url,
                content: None,
            },
        });
        views.collect()
    }
}

/// A piece, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct PieceView {
    /// The piece of evidence, where it is one.
    #[schema(required = true)]
    pub evidence: Option<Uuid>,
    /// What it is called.
    #[schema(required = true)]
    pub title: Option<String>,
    /// Where it is, if it is a link.
    #[schema(required = true, example = "https://depot.example/asn/code")]
    pub url: Option<String>,
    /// Where the content of the file is, if it is one.
    #[schema(
        required = true,
        example = "/v1/evidence/0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e/content"
    )]
    pub content: Option<String>,
}

/// The pieces of evidence that items name: title, link, and whether their file is kept.
#[derive(Debug, Default)]
pub struct Cited(HashMap<Uuid, CitedEvidence>);

/// Its title, its link, whether its file is kept.
type CitedEvidence = (String, Option<String>, bool);

impl Cited {
    /// Those of the items that a subselect gives.
    pub async fn by(
        mut conn: &AsyncPgConnection,
        items: hand_over_items::BoxedQuery<'static, diesel::pg::Pg>,
    ) -> QueryResult<Self> {
        let items = diesel::dsl::array(items.select(hand_over_items::id));
        let cited = sql::<Bool>(
            "evidence.id in (select (piece ->> 'evidence')::uuid from hand_over_items item, jsonb_array_elements(item.evidence) piece where item.id = any(",
        );
        let cited = cited.bind::<Array<SqlUuid>, _>(items).sql("))");
        let rows = evidence::table.filter(cited);
        let rows = rows.select((
            evidence::id,
            (evidence::title, evidence::url, evidence::file_key.is_not_null()),
        ));
        // Its text never changes, whatever diesel thinks of what it does not read.
        let rows: Vec<(Uuid, CitedEvidence)> = Prepared(rows).load(&mut conn).await?;
        Ok(Self(rows.into_iter().collect()))
    }

    fn view(&self, id: Uuid) -> PieceView {
        let known = self.0.get(&id).cloned();
        let (title, url, is_kept) = known.unwrap_or_default();
        PieceView {
            evidence: Some(id),
            title: Some(title),
            url,
            content: is_kept.then(|| content_address(id)),
        }
    }
}
