//! What lists read does not grow with what there is: buffers, not times, on a database with something in it.

mod bounds;
mod call;
mod filters;
mod months;

use std::net::{Ipv4Addr, SocketAddr};

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{Error, test};
use diesel::sql_types::BigInt;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use jalon::http::services::Services;
use serde_json::Value;

use crate::contract;
use crate::support::World;

/// 5,000 organisations; 1,000 projects with 20,000 milestones and 30,000 entries in the world's programme and as many in another one,
/// and a third programme of 20 projects.
const GROUND: &str = include_str!("plans/ground.sql");

/// The service on the test's own thread, whose one session it can ask what it read.
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

    /// How many buffers of tables and indexes the service's session has touched so far.
    async fn touched(&self) -> i64 {
        #[derive(diesel::QueryableByName)]
        struct Touched {
            #[diesel(sql_type = BigInt)]
            buffers: i64,
        }
        let mut session = self.services.pool.get().await.unwrap();
        session
            .batch_execute("select pg_stat_force_next_flush()")
            .await
            .unwrap();
        let sum =
            "select sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0))::bigint as buffers
            from pg_statio_user_tables";
        let touched: Touched = diesel::sql_query(sum).get_result(&mut session).await.unwrap();
        touched.buffers
    }

    /// What one request touches once its statements are planned: the least of several, because planning reads the ends of indexes,
    /// some seventy buffers for the longest list, and the server's own analysis makes the session plan anew.
    async fn cost(&self, path: &str) -> i64 {
        self.get(path).await;
        let mut before = self.touched().await;
        let mut least = i64::MAX;
        for _ in 0..3 {
            self.get(path).await;
            let after = self.touched().await;
            least = least.min(after - before);
            before = after;
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
    let services = world.app.alone();
    let app = test::init_service(jalon::app::build(services.clone())).await;
    let (owner, taker) = (world.coordinator.account(), world.alpha);
    let id = async |name: &str| world.app.text(&format!("select md5('{name}')::uuid")).await;
    let (crowded, committee, quiet) = (id("x777-1").await, id("committee").await, id("quiet committee").await);
    let sign_ups = format!("/v1/programmes/AMI-T/exchanges/{crowded}/sign-ups?");
    let application = async |number: u32| id(&format!("a{}{number}", world.programme)).await;
    let (judged, unheard, juror) = (application(1777).await, application(1234).await, id("juror7").await);
    let mission = id("w5").await;
    let of_months = months::lists(&mission);
    let places = [
        ("{programme}", "AMI-T".to_owned()),
        ("{project}", "G-0007".to_owned()),
        ("{milestone}", "G-0007-M01".to_owned()),
        ("{application}", unheard.clone()),
        ("{exchange}", quiet.clone()),
        ("/v1/accounts/{id}", format!("/v1/accounts/{owner}")),
        ("programme", "AMI-T".to_owned()),
        ("project", "G-0007".to_owned()),
        ("milestone", "G-0007-M01".to_owned()),
        ("track", "roadmap".to_owned()),
        ("name", "prefecture".to_owned()),
        ("reference", "R-1777".to_owned()),
        ("organisation", taker.to_string()),
        ("provider", taker.to_string()),
        ("owner", owner.to_string()),
        ("author", owner.to_string()),
        ("juror", juror.clone()),
        ("mission", mission),
        ("exchange", quiet.clone()),
        ("prototype", quiet.clone()),
    ];
    let of_the_document = filters::lists(contract::document(), &places);
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
        format!("{milestones}late=true&count=true&"),
        format!("{milestones}late=false&count=true&"),
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
        "/v1/projects/G-0001/hand-over?".to_owned(),
        "/v1/projects/G-0001/hand-over?sort=-created_at&".to_owned(),
        "/v1/programmes/AMI-T/hand-over?".to_owned(),
        "/v1/programmes/AMI-T/hand-over?sort=-created_at&".to_owned(),
        "/v1/programmes/AMI-T/hand-over?kind=dpia&".to_owned(),
        "/v1/programmes/AMI-T/hand-over?kind=model&sort=-created_at&".to_owned(),
        "/v1/programmes/AMI-T/hand-over?state=provided&".to_owned(),
        "/v1/programmes/AMI-T/hand-over?state=missing&sort=-created_at&".to_owned(),
        "/v1/programmes/AMI-T/hand-over?provided_before=2018-12-01&".to_owned(),
        "/v1/programmes/AMI-T/hand-over?provided_before=2018-07-04&".to_owned(),
        "/v1/programmes/AMI-T/hand-over?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        "/v1/projects/G-0001/readiness/waivers?".to_owned(),
        "/v1/projects/G-0001/readiness/waivers?state=revoked&".to_owned(),
        "/v1/projects/G-0001/verdicts?".to_owned(),
        "/v1/projects/G-0001/verdicts?verdict=not_ready&".to_owned(),
        "/v1/programmes/AMI-T/verdicts?".to_owned(),
        "/v1/programmes/AMI-T/verdicts?verdict=ready_with_reservations&".to_owned(),
        "/v1/programmes/AMI-T/verdicts?standing=true&".to_owned(),
        "/v1/programmes/AMI-T/verdicts?standing=false&".to_owned(),
        "/v1/programmes/AMI-T/nursery?".to_owned(),
        "/v1/programmes/AMI-T/nursery?verdict=ready_with_reservations&".to_owned(),
        "/v1/programmes/AMI-T/exchanges?".to_owned(),
        "/v1/programmes/AMI-T/exchanges?sort=-starts_at&".to_owned(),
        "/v1/programmes/AMI-T/exchanges?kind=restitution&".to_owned(),
        "/v1/programmes/AMI-T/exchanges?kind=workshop&sort=-starts_at&".to_owned(),
        "/v1/programmes/AMI-T/exchanges?state=planned&".to_owned(),
        "/v1/programmes/AMI-T/exchanges?state=held&sort=-starts_at&".to_owned(),
        "/v1/programmes/AMI-T/exchanges?project=G-0007&".to_owned(),
        "/v1/programmes/AMI-T/exchanges?starts_after=2018-08-01T00:00:00Z&starts_before=2018-08-03T00:00:00Z&"
            .to_owned(),
        "/v1/programmes/AMI-T/exchanges?updated_since=2100-01-01T00:00:00Z&".to_owned(),
        sign_ups.clone(),
        format!("{sign_ups}state=waiting&"),
        format!("{sign_ups}state=cancelled&"),
        format!("{sign_ups}organisation={taker}&"),
        format!("/v1/programmes/AMI-T/exchanges/{committee}/decisions?"),
        "/v1/programmes/AMI-T/committee-decisions?".to_owned(),
        "/v1/programmes/AMI-T/committee-decisions?state=open&".to_owned(),
        "/v1/programmes/AMI-T/committee-decisions?state=settled&".to_owned(),
        format!("/v1/programmes/AMI-T/committee-decisions?owner={owner}&"),
        format!("/v1/programmes/AMI-T/committee-decisions?exchange={quiet}&"),
        "/v1/programmes/AMI-T/committee-decisions?overdue=true&".to_owned(),
        "/v1/programmes/AMI-T/committee-decisions?overdue=false&".to_owned(),
        "/v1/programmes/AMI-T/committee-decisions?updated_since=2100-01-01T00:00:00Z&".to_owned(),
    ];
    let mut costs = Vec::new();
    let of_the_call = call::lists([&judged, &unheard], taker, &juror, owner);
    for list in of_the_document {
        costs.push((service.cost(&format!("{list}limit=5")).await, list));
    }
    for list in lists.into_iter().chain(of_the_call).chain(of_months) {
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
    let heavy: Vec<_> = costs
        .iter()
        .filter(|(buffers, path)| *buffers > bounds::of(path))
        .collect();
    assert!(heavy.is_empty(), "{heavy:#?}");
    for (whole, bound) in [("portfolio", bounds::PORTFOLIO), ("ranking?stage=end", bounds::RANKING)] {
        let buffers = service.cost(&format!("/v1/programmes/small/{whole}")).await;
        println!("{buffers:>6} {whole}");
        assert!(buffers <= bound, "{whole}: {buffers}");
    }
}
