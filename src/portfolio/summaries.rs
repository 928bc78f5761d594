//! What a portfolio shows of each project, kept in memory as it was read last and brought up to date by what the journal
//! tells since: a portfolio costs what changed (`docs/adr/0018-summaries.md`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use diesel_async::AsyncPgConnection;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use uuid::Uuid;

use super::figures::PortfolioContext;
use super::queries;
use super::totals::ProjectTotals;
use crate::access::Visibility;
use crate::http::ApiResult;
use crate::http::memory::Kept;
use crate::journal::{Entity, Told, Watermark};
use crate::programmes::Programme;
use crate::projects::Within;

/// How many projects are read at once: fewer rows in memory, and others' requests between.
const AT_ONCE: usize = 250;
/// How many are expected. The cache divides its room by it: so it does not, and one programme can have all of it.
const EXPECTED: usize = 32;
/// How many editions are kept of a programme: who reads in a snapshot that is a little older than the newest begins at the one
/// before it.
const EDITIONS: usize = 4;
/// About what a summary takes besides its text, in bytes.
const OVERHEAD: usize = 256;

/// What is shown of a project, written already.
#[derive(Debug)]
pub struct Summary {
    id: Uuid,
    code: String,
    shown: Box<RawValue>,
    /// What it adds to the totals.
    pub totals: ProjectTotals,
}

impl Summary {
    /// About how long it is, with what stands between it and the next.
    pub fn bytes(&self) -> usize {
        self.shown.get().len() + 16
    }
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.shown.serialize(serializer)
    }
}

/// For whom a portfolio is read, and when.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Of which programme.
    pub programme: &'a Programme,
    /// How much is shown.
    pub visibility: Visibility,
    /// On which day.
    pub today: NaiveDate,
    /// How far the journal is.
    pub watermark: Option<Watermark>,
}

/// The summaries of a programme's projects, by code, as of an instant and on a day.
#[derive(Debug)]
struct Edition {
    watermark: Watermark,
    today: NaiveDate,
    summaries: Vec<Arc<Summary>>,
}

/// The summaries that this process keeps.
#[derive(Debug)]
pub struct Summaries(Cache<(Uuid, Visibility), Arc<[Arc<Edition>]>, Weight>);

#[derive(Clone, Debug)]
struct Weight;

impl Weighter<(Uuid, Visibility), Arc<[Arc<Edition>]>> for Weight {
    fn weight(&self, _: &(Uuid, Visibility), editions: &Arc<[Arc<Edition>]>) -> u64 {
        let newest = editions.last().into_iter().flat_map(|edition| &edition.summaries);
        let bytes: usize = newest.map(|summary| OVERHEAD + summary.bytes()).sum();
        1 + bytes as u64
    }
}

impl Kept for Summaries {
    fn of_capacity(bytes: u64) -> Self {
        Self(Cache::with_weighter(EXPECTED, bytes, Weight))
    }
}

impl Summaries {
    /// The summaries of a programme's projects, by code, as they are in the snapshot.
    pub async fn read(&self, conn: &AsyncPgConnection, reading: Reading<'_>) -> ApiResult<Vec<Arc<Summary>>> {
        let earlier = self.earlier(reading);
        let summaries = match &earlier {
            Some(earlier) => earlier.brought_up_to_date(conn, reading).await?,
            None => None,
        };
        let (summaries, others) = match summaries {
            Some(summaries) => (summaries, EDITIONS - 1),
            // It has nothing in common with those before, which would take as much room each.
            None => (read_all(conn, reading).await?, 0),
        };
        self.keep(reading, &summaries, others);
        Ok(summaries)
    }

    /// The newest that is not newer than the snapshot.
    fn earlier(&self, reading: Reading<'_>) -> Option<Arc<Edition>> {
        let now = reading.watermark?;
        let editions = self.0.get(&reading.key())?;
        let of_today = editions.iter().filter(|edition| edition.today == reading.today);
        let earlier = of_today.filter(|edition| edition.watermark <= now);
        earlier.max_by_key(|edition| edition.watermark).cloned()
    }

    /// Keeps an edition, and so many of those that were kept last.
    fn keep(&self, reading: Reading<'_>, summaries: &[Arc<Summary>], others: usize) {
        let Some(watermark) = reading.watermark else { return };
        let before = self.0.get(&reading.key());
        let mut editions: Vec<_> = before.iter().flat_map(|before| before.iter().cloned()).collect();
        editions.retain(|edition| edition.today == reading.today);
        if editions.iter().any(|edition| edition.watermark == watermark) {
            return;
        }
        editions.drain(..editions.len().saturating_sub(others));
        editions.push(Arc::new(Edition {
            watermark,
            today: reading.today,
            summaries: summaries.to_vec(),
        }));
        self.0.insert(reading.key(), editions.into());
    }
}

impl Reading<'_> {
    fn key(&self) -> (Uuid, Visibility) {
        (self.programme.id, self.visibility)
    }
}

impl Edition {
    /// The same in a later snapshot: what was told of is read anew. None where all has to be.
    async fn brought_up_to_date(
        &self,
        conn: &AsyncPgConnection,
        reading: Reading<'_>,
    ) -> ApiResult<Option<Vec<Arc<Summary>>>> {
        if reading.watermark == Some(self.watermark) {
            return Ok(Some(self.summaries.clone()));
        }
        let told = self.watermark.told_since(reading.programme.id, conn).await?;
        let Some(touched) = told.and_then(|told| touched(&told)) else {
            return Ok(None);
        };
        let ids: Vec<Uuid> = touched.iter().copied().collect();
        let anew = read_some(conn, reading, &ids).await?;
        let mut anew: HashMap<Uuid, Arc<Summary>> = anew.into_iter().map(|summary| (summary.id, summary)).collect();
        let mut summaries = Vec::with_capacity(self.summaries.len());
        for was in &self.summaries {
            match touched.contains(&was.id).then(|| anew.remove(&was.id)) {
                None => summaries.push(Arc::clone(was)),
                // Its place is by its code, as the database orders codes.
                Some(Some(is)) if is.code != was.code => return Ok(None),
                Some(is) => summaries.extend(is),
            }
        }
        Ok(anew.is_empty().then_some(summaries))
    }
}

/// Of what is of no project: what a portfolio shows nothing of.
const NEVER_SHOWN: [Entity; 9] = [
    Entity::Account,
    Entity::Grant,
    Entity::Exchange,
    Entity::SignUp,
    Entity::CommitteeDecision,
    Entity::Grid,
    Entity::Application,
    Entity::Evaluation,
    Entity::Evidence,
];

/// The projects of which something was told. None where it may be of all of them: the programme has the settings, the
/// organisations have the laureates' names.
fn touched(told: &[Told]) -> Option<HashSet<Uuid>> {
    let of_all = |told: &Told| told.project.is_none() && !NEVER_SHOWN.contains(&told.entity);
    (!told.iter().any(of_all)).then(|| told.iter().filter_map(|told| told.project).collect())
}

/// Those of every project.
async fn read_all(conn: &AsyncPgConnection, reading: Reading<'_>) -> ApiResult<Vec<Arc<Summary>>> {
    let ids = queries::ids_of(conn, reading.programme.id).await?;
    match ids.len() {
        0..=AT_ONCE => summarised(conn, reading, Within::Programme(reading.programme.id)).await,
        _ => read_some(conn, reading, &ids).await,
    }
}

/// Those of some projects, some of them at a time.
async fn read_some(conn: &AsyncPgConnection, reading: Reading<'_>, ids: &[Uuid]) -> ApiResult<Vec<Arc<Summary>>> {
    let mut summaries = Vec::with_capacity(ids.len());
    for ids in ids.chunks(AT_ONCE) {
        summaries.extend(summarised(conn, reading, Within::these(ids)).await?);
    }
    Ok(summaries)
}

async fn summarised(
    conn: &AsyncPgConnection,
    reading: Reading<'_>,
    within: Within<'_>,
) -> ApiResult<Vec<Arc<Summary>>> {
    let rows = queries::load(conn, reading.programme.id, within, reading.today).await?;
    let context = PortfolioContext {
        programme: reading.programme,
        rows: &rows,
        visibility: reading.visibility,
        today: reading.today,
    };
    let summaries = rows.projects.iter().map(|rows| {
        let project = context.project(rows);
        Ok(Arc::new(Summary {
            id: project.id,
            code: project.code.clone(),
            totals: ProjectTotals::of(&project),
            shown: to_raw_value(&project).map_err(anyhow::Error::from)?,
        }))
    });
    summaries.collect()
}
