//! The names that answers show accounts by.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use uuid::Uuid;

use super::Reference;
use crate::access::Visibility;
use crate::database::schema::identities;

/// The names of accounts, by id; those of erased people are missing.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Names(HashMap<Uuid, String>);

impl FromIterator<(Uuid, String)> for Names {
    fn from_iter<I: IntoIterator<Item = (Uuid, String)>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

impl Names {
    /// The names of these accounts; whoever asks sees what names them.
    pub async fn load(mut conn: &AsyncPgConnection, accounts: impl IntoIterator<Item = Uuid>) -> QueryResult<Self> {
        let accounts: BTreeSet<Uuid> = accounts.into_iter().collect();
        if accounts.is_empty() {
            return Ok(Self::default());
        }
        identities::table
            .filter(identities::account_id.eq_any(accounts))
            .select((identities::account_id, identities::name))
            .load::<(Uuid, String)>(&mut conn)
            .await
            .map(|rows| Self(rows.into_iter().collect()))
    }

    /// How an answer points to an account for whoever is shown everything.
    pub fn account(&self, account: Uuid) -> Reference {
        Reference::to_account(account, self.0.get(&account).cloned())
    }

    /// How an answer points to an account for whoever is shown so much: not at all for an observer.
    pub fn reference(&self, account: Uuid, visibility: Visibility) -> Option<Reference> {
        Reference::account(account, self.0.get(&account).cloned(), visibility)
    }
}

/// The names of the accounts that subselects give, without waiting for what these select from: a future.
macro_rules! names_among {
    ($conn:expr, $($accounts:expr),+) => {{
        use $crate::database::schema::identities;
        let mut conn = $conn;
        let mut query = identities::table.select((identities::account_id, identities::name)).into_boxed();
        $(query = query.or_filter(identities::account_id.eq_any(diesel::dsl::array($accounts)));)+
        async move {
            let names = diesel_async::RunQueryDsl::load::<(uuid::Uuid, String)>(query, &mut conn).await?;
            Ok::<$crate::reference::Names, diesel::result::Error>(names.into_iter().collect())
        }
    }};
}
pub(crate) use names_among;
