//! Looking for a text in everything that a database holds.

use jalon::background::scrub::scrub;

use super::TestApp;

/// One `select` for each table, joined: whether the needle stands in any column of any row, as text
/// or, in bytes, as the hexadecimal of its UTF-8. Statistics are samples of values: `pg_stats`.
const SEARCH: &str = r"
select string_agg(format($q$select '%1$I.%2$I' as place from %1$I.%2$I t where t::text ilike '%%NEEDLE%%' %3$s group by 1$q$,
  schema, name, (
    select coalesce(string_agg(format($q$ or encode(t.%I, 'hex') like '%%HEX%%'$q$, c.column_name), ''), '')
    from information_schema.columns c where c.table_schema = schema and c.table_name = name and c.data_type = 'bytea')), ' union all ')
from (
  select table_schema::text as schema, table_name::text as name from information_schema.tables
  where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
  union all select 'pg_catalog', 'pg_stats') tables";

impl TestApp {
    /// The tables in which a text stands, in any column, case aside, once what is due in the background is done.
    pub async fn traces_of(&self, text: &str) -> Vec<String> {
        scrub(&self.services).await.unwrap();
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        let search = self.text(SEARCH).await;
        let search = search.replace("NEEDLE", &text.replace('\'', "''")).replace("HEX", &hex);
        let found = self
            .text(&format!(
                "select coalesce(string_agg(place, ',' order by place), '') from ({search}) found"
            ))
            .await;
        found
            .split(',')
            .filter(|place| !place.is_empty())
            .map(str::to_owned)
            .collect()
    }
}
