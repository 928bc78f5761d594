//! What lists read does not grow with what there is: buffers, not times, on a database with something in it.

use std::net::{Ipv4Addr, SocketAddr};

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{Error, test};
use diesel_async::SimpleAsyncConnection;
use jalon::http::services::Services;
use jalon::settings::LimitSettings;
use serde_json::Value;

use crate::support::{CONNECTIONS, World};

/// More than any page of five needs, with all that it shows; less than a table holds.
const PAGE: i64 = 300;
/// More than a portfolio of twenty projects needs.
const PORTFOLIO: i64 = 1_000;

/// 5,000 organisations; 1,000 projects with 20,000 milestones and 30,000 entries in the world's programme and as many in another one,
/// and a third programme of 20 projects.
const GROUND: &str = "
    create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
    create temp table places as
      select n, case when n <= 1000 then 'PROGRAMME' when n <= 2000 then 'other' else 'small' end as name from generate_series(1, 2020) n;
    alter table programmes disable trigger user; alter table projects disable trigger user;
    alter table milestones disable trigger user; alter table progress_entries disable trigger user;
    alter table status_reports disable trigger user; alter table missions disable trigger user;
    alter table skill_assessments disable trigger user;
    alter table suspensions disable trigger user; alter table risks disable trigger user; alter table datasets disable trigger user;
    alter table prototypes disable trigger user; alter table trials disable trigger user; alter table team_members disable trigger user;
    alter table roadmap_items disable trigger user; alter table reuses disable trigger user;
    alter table topics disable trigger user;
    alter table journal disable trigger user; alter table grants disable trigger user;
    insert into programmes select (p).* from programmes old, lateral (select jsonb_populate_record(old, jsonb_build_object('id', pg_temp.id(name), 'code', name)) as p
      from unnest(array['other', 'small']) name) copies where old.id = 'PROGRAMME';
    insert into grants (id, account_id, role, programme_id, created_at, updated_at, updated_by)
      values (gen_random_uuid(), 'COORDINATOR', 'coordinator', pg_temp.id('small'), now(), now(), 'COORDINATOR');
    create function pg_temp.programme(name text) returns uuid language sql immutable as $$
      select case name when 'PROGRAMME' then name::uuid else pg_temp.id(name) end $$;
    alter table organisations disable trigger user;
    insert into organisations (id, name, kind, created_at, updated_at, updated_by)
      select pg_temp.id('o' || n), 'Préfecture n° ' || n, 'other', now(), now(), 'COORDINATOR' from generate_series(1, 5000) n order by md5(n::text);
    insert into projects (id, programme_id, code, organisation_id, title, useful_months, state, started_on, created_at, updated_at, updated_by)
      select pg_temp.id('p' || n), pg_temp.programme(name), 'G-' || to_char(n, 'FM0000'), 'ORGANISATION', 'x', 10, 'running', '2018-06-01', now(), now(), 'COORDINATOR'
      from places order by md5(n::text);
    insert into missions (id, project_id, provider_id, tracks, from_on, until_on, accounts, created_at, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), 'PROVIDER', '{prototype}', '2018-06-01', '2020-06-01', '{}', now(), now(), 'COORDINATOR'
      from places where n % 100 = 0;
    insert into suspensions (id, project_id, from_on, until_on, motive, shift_forecasts, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), '2018-09-01', '2018-10-01', 'x', false, now(), 'COORDINATOR', now(), 'COORDINATOR' from places where n % 5 = 0;
    insert into milestones (id, project_id, programme_id, number, code, track, title, acceptance_criteria, weight, required_evidence, state, forecast_on, resubmit_by, created_at, updated_at, updated_by)
      select pg_temp.id('m' || n || '-' || k), pg_temp.id('p' || n), pg_temp.programme(name), k, 'G-' || to_char(n, 'FM0000') || '-M' || to_char(k, 'FM00'),
        case when n % 50 = 0 and k = 1 then 'hand_over' else 'prototype' end, 'x', '{}', 1, '{}',
        case when n % 50 = 0 and k = 1 then 'deferred' when k <= 14 then 'accepted' else 'planned' end,
        date '2018-07-01' + (n * 7919 % 30 + k * 20), '2019-06-01', now(), now(), 'COORDINATOR'
      from places, generate_series(1, 20) k order by md5(n::text || k);
    insert into progress_entries (id, project_id, programme_id, track, milestone_id, author_id, person_id, occurred_on, percent, person_days, done, recorded_at)
      select pg_temp.id('e' || n || '-' || k), pg_temp.id('p' || n), pg_temp.programme(name), 'prototype', pg_temp.id('m' || n || '-' || 1 + k % 20),
        'COORDINATOR', 'COORDINATOR', date '2018-07-01' + k, 50, 0.25, 'x', now()
      from places, generate_series(1, 30) k order by k, md5(n::text);
    insert into progress_entries (id, project_id, programme_id, track, milestone_id, author_id, person_id, occurred_on, done, recorded_at)
      select pg_temp.id('busy' || k), pg_temp.id('p1'), 'PROGRAMME', 'prototype', pg_temp.id('m1-1'), 'COORDINATOR', 'COORDINATOR', date '2018-07-01' + k % 200, 'x', now()
      from generate_series(1, 3000) k;
    insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, text, organisation_id, published_on, published_at,
        published_by, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), date '2018-07-01' + k, date '2018-07-02' + k, 'sunny', '{}', 'x', 'PROVIDER',
        date '2018-07-01' + k, timestamptz '2018-07-01' + k * interval '1 day', 'COORDINATOR', 'published',
        timestamptz '2018-07-01' + k * interval '1 day', 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, text, organisation_id, published_on, published_at,
        published_by, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', date '2018-06-01', date '2018-06-02', 'sunny', '{}', 'x', 'PROVIDER',
        date '2018-06-01', timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR', 'published',
        timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, done, next, support_needed, organisation_id, endorsed_by,
        published_on, published_at, published_by, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), date '2018-07-01' + 30 * k, date '2018-08-01' + 30 * k,
        case when n % 50 = 0 and k = 1 then 'stormy' else 'overcast' end, '{}', 'x', 'x', 'x', 'PROVIDER', 'COORDINATOR',
        date '2018-08-01' + 30 * k, timestamptz '2018-08-01' + k * interval '30 day', 'COORDINATOR', 'published',
        timestamptz '2018-08-01' + k * interval '30 day', 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 6) k order by md5(n::text || k);
    insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, done, next, organisation_id, state,
        created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), date '2019-02-01', date '2019-03-01', 'sunny', '{}', 'x', 'x', 'PROVIDER',
        'draft', now(), 'COORDINATOR', now(), 'COORDINATOR'
      from places where n % 50 = 0 order by md5(n::text);
    insert into skill_assessments (id, project_id, programme_id, moment, assessed_on, levels, corrects_id, created_at, created_by)
      select pg_temp.id('s' || k), pg_temp.id('p1'), 'PROGRAMME', 'start', date '2018-06-01', '[{\"domain\": \"x\", \"counts\": [1, 0, 0, 0, 0]}]',
        case when k > 1 then pg_temp.id('s' || (k - 1)) end, timestamptz '2018-06-01' + k * interval '1 hour', 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into skill_assessments (id, project_id, programme_id, moment, assessed_on, levels, created_at, created_by)
      select pg_temp.id('s-' || n || moment), pg_temp.id('p' || n), pg_temp.programme(name), moment, date '2018-06-01',
        '[{\"domain\": \"x\", \"counts\": [1, 0, 0, 0, 0]}]', now(), 'COORDINATOR'
      from places, unnest(array['start', 'middle', 'end']) moment where n > 1 order by md5(n || moment);
    insert into risks (id, project_id, programme_id, kind, title, gross, weight, review_on, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), 'technical', 'x', jsonb_build_object('likelihood', 1 + k % 4, 'severity', 1 + n % 4),
        (1 + k % 4) * (1 + n % 4), date '2018-07-01' + n, case when k % 10 = 0 then 'occurred' else 'open' end,
        timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into datasets (id, project_id, programme_id, name, existence, personal_data, dpia, holder_id, access, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), 'x', 'exists', k % 2 = 0, 'done', pg_temp.id('o' || n),
        case when n % 50 = 0 and k = 1 then 'blocked' else 'granted' end,
        timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into datasets (id, project_id, programme_id, name, existence, personal_data, dpia, holder_name, access, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'x', 'partial', false, 'not_needed', 'x', 'open',
        timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into prototypes (id, project_id, programme_id, version_name, maturity, created_at, created_by, updated_at, updated_by)
      select pg_temp.id('v' || n || '-' || k), pg_temp.id('p' || n), pg_temp.programme(name), '0.' || k,
        case when n % 50 = 0 and k = 1 then 'in_production' else 'functional' end,
        timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into prototypes (id, project_id, programme_id, version_name, maturity, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', '1.' || k, 'mock_up', timestamptz '2018-06-01' - k * interval '1 hour',
        'COORDINATOR', now(), 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into trials (id, project_id, programme_id, prototype_id, audience, protocol, from_on, measures, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), pg_temp.id('v' || n || '-' || k), 'agents', 'x',
        date '2018-07-01' + n % 300 + k, '[]', case when n % 50 = 0 and k = 1 then 'running' when n % 50 = 1 and k = 1 then 'planned' else 'cancelled' end,
        now(), 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into trials (id, project_id, programme_id, prototype_id, audience, protocol, from_on, measures, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', pg_temp.id('v1-1'), 'public', 'x', date '2018-06-01' - k % 500, '[]', 'cancelled',
        now(), 'COORDINATOR', now(), 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into persons (id, name) select pg_temp.id('person' || n || '-' || k), 'x' from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into persons (id, name) select pg_temp.id('busy person' || k), 'x' from generate_series(1, 3000) k order by md5(k::text);
    insert into team_members (id, project_id, programme_id, function, person_id, share, from_on, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), case when n % 50 = 0 and k = 1 then 'legal' else 'data' end,
        pg_temp.id('person' || n || '-' || k), 10 * k, date '2018-07-01' + n % 300 + k, now(), 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into team_members (id, project_id, programme_id, function, person_id, from_on, until_on, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'it', pg_temp.id('busy person' || k), date '2018-06-01' - k % 500, date '2019-06-01',
        now(), 'COORDINATOR', now(), 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into roadmap_items (id, project_id, programme_id, kind, title, horizon, due_on, owner_id, position, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), case when n % 2 = 0 then 'data' else 'tool' end, 'x',
        case when n % 3 = 0 then 'long' else 'short' end, case when n % 5 > 0 then date '2018-07-01' + n % 300 + k end,
        case when n % 100 = 0 and k = 1 then 'COORDINATOR'::uuid end, k,
        case when n % 50 = 0 and k = 1 then 'done' when n % 50 = 1 and k = 1 then 'proposed' else 'adopted' end,
        timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into roadmap_items (id, project_id, programme_id, kind, title, horizon, position, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'skills', 'x', 'medium', 10 + k, 'dropped',
        timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into reuses (id, project_id, programme_id, by_id, what, url, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), case when n % 100 = 0 and k = 1 then 'PROVIDER'::uuid else pg_temp.id('o' || n) end,
        case when n % 2 = 0 then 'data' else 'code' end, 'https://code.example/x',
        case when n % 50 = 0 and k = 1 then 'trial' when n % 50 = 1 and k = 1 then 'contact' else 'adopted' end,
        timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into reuses (id, project_id, programme_id, by_name, what, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'x', 'method', 'abandoned', timestamptz '2018-06-01' - k * interval '1 hour',
        'COORDINATOR', now(), 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into topics (id, project_id, programme_id, title, benefit, maturity, owner_id, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), 'x', 'x', case when n % 50 = 0 and k = 1 then 'ready' else 'idea' end,
        case when n % 50 = 0 and k = 2 then 'COORDINATOR'::uuid end, case when n % 50 = 0 and k = 3 then 'open' else 'retained' end,
        timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
      from places, generate_series(1, 10) k order by md5(n::text || k);
    insert into topics (id, project_id, programme_id, title, benefit, maturity, state, created_at, created_by, updated_at, updated_by)
      select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'x', 'x', 'studied', 'set_aside', timestamptz '2018-06-01' - k * interval '1 hour',
        'COORDINATOR', now(), 'COORDINATOR'
      from generate_series(1, 3000) k order by md5(k::text);
    insert into journal (id, seq, at, position, change_id, actor_id, action, entity, entity_id, programme_id, project_id, milestone_id, after)
      select gen_random_uuid(), 1000000 + row_number() over (), now() + row_number() over () * interval '1 us', 0, id, 'COORDINATOR', 'created', 'progress_entry',
        id, programme_id, project_id, milestone_id, '{}' from progress_entries;";

/// The service on the test's own thread, whose sessions it can ask what they read.
struct Service<S> {
    app: S,
    services: Data<Services>,
    world: World,
}

impl<S, B> Service<S>
where
    S: actix_web::dev::Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    async fn get(&self, path: &str) -> Value {
        let bearer = format!("Bearer {}", self.world.coordinator.token());
        let request = test::TestRequest::get()
            .uri(path)
            .peer_addr(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .insert_header((header::AUTHORIZATION, bearer));
        let response = test::call_service(&self.app, request.to_request()).await;
        assert_eq!(response.status(), 200, "{path}");
        let Ok(body) = to_bytes(response.into_body()).await else {
            panic!("the answer breaks off")
        };
        serde_json::from_slice(&body).unwrap()
    }

    /// How many buffers of tables and indexes the service's sessions have touched so far.
    async fn touched(&self) -> i64 {
        // Every one there may be: who holds them all waits for those that are busy still.
        let mut sessions = Vec::new();
        for _ in 0..CONNECTIONS {
            sessions.push(self.services.pool.get().await.unwrap());
        }
        for session in &mut sessions {
            session
                .batch_execute("select pg_stat_force_next_flush()")
                .await
                .unwrap();
        }
        let sum = "select sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0)) from pg_statio_user_tables";
        self.world.app.text(sum).await.parse().unwrap()
    }

    /// What one request touches once its statements are planned: the least of several, because planning reads the ends of indexes,
    /// some seventy buffers for the longest list, and the server's own analysis makes every session plan anew.
    async fn cost(&self, path: &str) -> i64 {
        for _ in 0..CONNECTIONS {
            self.get(path).await;
        }
        let mut least = i64::MAX;
        for _ in 0..4 {
            let before = self.touched().await;
            self.get(path).await;
            least = least.min(self.touched().await - before);
        }
        assert!(least > 0, "{path} reads something");
        least
    }

    /// The list's page of five after its first thousand items.
    async fn deep(&self, list: &str) -> String {
        let mut cursor = String::new();
        for _ in 0..5 {
            let page = self.get(&format!("{list}limit=200{cursor}")).await;
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        format!("{list}limit=5{cursor}")
    }
}

#[actix_web::test]
async fn a_page_reads_what_it_shows_however_much_there_is_and_however_deep_it_is() {
    let world = World::new().await;
    let major = "select current_setting('server_version_num')::int / 10000";
    if world.app.text(major).await.parse::<i32>().unwrap() < 15 {
        // Earlier servers do not tell at once what was read.
        return;
    }
    let ground = GROUND
        .replace("PROGRAMME", &world.programme.to_string())
        .replace("ORGANISATION", &world.asn.to_string())
        .replace("PROVIDER", &world.alpha.to_string())
        .replace("COORDINATOR", &world.coordinator.account().to_string());
    world.app.sql(&ground).await;
    world.app.sql("vacuum analyze").await;
    let services = world.app.limited(&LimitSettings::default()).services.clone();
    let app = test::init_service(jalon::app::build(services.clone())).await;
    let (owner, taker) = (world.coordinator.account(), world.alpha);
    let service = Service { app, services, world };
    let milestones = "/v1/programmes/AMI-T/milestones?";
    let lists = [
        milestones.to_owned(),
        format!("{milestones}sort=-forecast_on&"),
        format!("{milestones}sort=code&"),
        format!("{milestones}sort=-code&"),
        format!("{milestones}state=accepted&"),
        format!("{milestones}state=deferred&"),
        format!("{milestones}state=deferred&sort=-code&"),
        format!("{milestones}track=hand_over&"),
        format!("{milestones}track=roadmap&sort=code&"),
        format!("{milestones}late=true&"),
        format!("{milestones}late=false&"),
        format!("{milestones}due_after=2018-10-01&due_before=2018-10-03&"),
        format!("{milestones}project=G-0007&"),
        format!("{milestones}updated_since=2100-01-01T00:00:00Z&"),
        "/v1/programmes/AMI-T/projects?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/organisations?".to_owned(),
        "/v1/organisations?sort=-name&".to_owned(),
        "/v1/programmes/AMI-T/projects?".to_owned(),
        "/v1/programmes/AMI-T/projects?state=completed&".to_owned(),
        "/v1/projects/G-0007/milestones?late=true&".to_owned(),
        "/v1/projects/G-0001/progress-entries?".to_owned(),
        "/v1/projects/G-0001/progress-entries?milestone=G-0001-M01&".to_owned(),
        "/v1/projects/G-0001/history?".to_owned(),
        "/v1/milestones/G-0001-M01/history?".to_owned(),
        "/v1/projects/G-0001/health?".to_owned(),
        "/v1/projects/G-0001/status-reports?".to_owned(),
        "/v1/programmes/AMI-T/status-reports?".to_owned(),
        "/v1/programmes/AMI-T/status-reports?state=draft&".to_owned(),
        "/v1/programmes/AMI-T/status-reports?since=2100-01-01&".to_owned(),
        "/v1/programmes/AMI-T/status-reports?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/skill-assessments?".to_owned(),
        "/v1/projects/G-0001/risks?".to_owned(),
        "/v1/programmes/AMI-T/risks?".to_owned(),
        "/v1/programmes/AMI-T/risks?sort=-created_at&".to_owned(),
        "/v1/programmes/AMI-T/risks?criticality=high&".to_owned(),
        "/v1/programmes/AMI-T/risks?state=occurred&".to_owned(),
        "/v1/programmes/AMI-T/risks?overdue_review=true&".to_owned(),
        "/v1/programmes/AMI-T/risks?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/datasets?".to_owned(),
        "/v1/programmes/AMI-T/datasets?".to_owned(),
        "/v1/programmes/AMI-T/datasets?access=blocked&".to_owned(),
        "/v1/programmes/AMI-T/datasets?reachable=false&".to_owned(),
        "/v1/programmes/AMI-T/datasets?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/prototypes?".to_owned(),
        "/v1/programmes/AMI-T/prototypes?".to_owned(),
        "/v1/programmes/AMI-T/prototypes?maturity=in_production&".to_owned(),
        "/v1/programmes/AMI-T/prototypes?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/trials?".to_owned(),
        "/v1/programmes/AMI-T/trials?".to_owned(),
        "/v1/programmes/AMI-T/trials?state=planned&".to_owned(),
        "/v1/programmes/AMI-T/trials?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/team?".to_owned(),
        "/v1/projects/G-0001/team?on=2018-12-01&".to_owned(),
        "/v1/programmes/AMI-T/team?".to_owned(),
        "/v1/programmes/AMI-T/team?function=legal&".to_owned(),
        "/v1/programmes/AMI-T/team?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/roadmap-items?".to_owned(),
        "/v1/projects/G-0001/roadmap-items?sort=-created_at&".to_owned(),
        "/v1/projects/G-0001/roadmap-items?state=dropped&".to_owned(),
        "/v1/programmes/AMI-T/roadmap-items?".to_owned(),
        "/v1/programmes/AMI-T/roadmap-items?sort=-created_at&".to_owned(),
        "/v1/programmes/AMI-T/roadmap-items?kind=data&".to_owned(),
        "/v1/programmes/AMI-T/roadmap-items?horizon=long&".to_owned(),
        "/v1/programmes/AMI-T/roadmap-items?state=proposed&".to_owned(),
        "/v1/programmes/AMI-T/roadmap-items?state=done&sort=-created_at&".to_owned(),
        "/v1/programmes/AMI-T/roadmap-items?due_before=2018-12-01&".to_owned(),
        format!("/v1/programmes/AMI-T/roadmap-items?owner={owner}&"),
        "/v1/programmes/AMI-T/roadmap-items?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/reuses?".to_owned(),
        "/v1/programmes/AMI-T/reuses?".to_owned(),
        "/v1/programmes/AMI-T/reuses?sort=-created_at&".to_owned(),
        "/v1/programmes/AMI-T/reuses?what=data&".to_owned(),
        "/v1/programmes/AMI-T/reuses?state=contact&".to_owned(),
        format!("/v1/programmes/AMI-T/reuses?organisation={taker}&"),
        "/v1/programmes/AMI-T/reuses?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/topics?".to_owned(),
        "/v1/programmes/AMI-T/topics?".to_owned(),
        "/v1/programmes/AMI-T/topics?state=open&".to_owned(),
        "/v1/programmes/AMI-T/topics?maturity=ready&".to_owned(),
        format!("/v1/programmes/AMI-T/topics?owner={owner}&"),
        "/v1/programmes/AMI-T/topics?updated_since=2100-01-01T00:00:00Z&".to_owned(),
    ];
    let mut costs = Vec::new();
    for list in lists {
        costs.push((service.cost(&format!("{list}limit=5")).await, list.clone()));
        let far = service.deep(&list).await;
        costs.push((service.cost(&far).await, far));
    }
    for one in [
        "/v1/milestones/G-0007-M03",
        "/v1/projects/G-0007",
        "/v1/projects/G-0007/clock",
    ] {
        costs.push((service.cost(one).await, one.to_owned()));
    }
    for (buffers, path) in &costs {
        println!("{buffers:>6} {path}");
    }
    let heavy: Vec<_> = costs.iter().filter(|(buffers, _)| *buffers > PAGE).collect();
    assert!(heavy.is_empty(), "{heavy:#?}");
    let portfolio = service.cost("/v1/programmes/small/portfolio").await;
    println!("{portfolio:>6} portfolio");
    assert!(portfolio <= PORTFOLIO, "{portfolio}");
}
