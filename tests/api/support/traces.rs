//! Looking for a text in everything that a database holds.

use super::TestApp;

impl TestApp {
    /// The tables in which a text stands, in any column, case aside; bytes are looked at as text.
    pub async fn traces_of(&self, text: &str) -> Vec<String> {
        let tables = self
            .text(
                "select string_agg(format('%I.%I', table_schema, table_name), ',' order by 1) from information_schema.tables
                 where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'",
            )
            .await;
        let mut found = Vec::new();
        // Statistics are samples of values; a superuser reads them all, their owner its own.
        for table in tables.split(',').chain(["pg_catalog.pg_stats"]) {
            let (schema, name) = table.split_once('.').unwrap();
            let bytes = self
                .text(&format!(
                    "select coalesce(string_agg(format('encode(t.%I, ''hex'')', column_name), ' || '' '' || '), '''''')
                     from information_schema.columns where table_schema = '{schema}' and table_name = '{name}' and data_type = 'bytea'"
                ))
                .await;
            let needle = text.replace('\'', "''");
            let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
            let number = self
                .text(&format!(
                    "select count(*) from {table} t where t::text ilike '%{needle}%' or coalesce({bytes}, '') like '%{hex}%'"
                ))
                .await;
            if number != "0" {
                found.push(table.to_owned());
            }
        }
        found
    }
}
