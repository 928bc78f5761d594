//! Whatever is read is read with the rights of today: who came since sees the past of what it may see now, who left sees nothing.

use serde_json::json;

use super::{AS_OF, Kept, with};
use crate::access::cast::Cast;
use crate::call::{GRIDS, applied, assigned, grid, juror};
use crate::contract::freshness::reads;
use crate::contract::walk::{Operation, Request};
use crate::support::{Client, Laying, World};

/// Somebody more, with that role in the programme.
async fn joining(world: &World, organisation: uuid::Uuid, name: &str, role: &str) -> Client {
    let mut lay = Laying::default();
    let account = lay.account(name, organisation, Some((role, Some(world.programme))));
    world.app.sql(&lay.transaction()).await;
    world.app.client_of(account).await
}

/// The rights of an account end.
async fn leaving(world: &World, client: &Client) {
    let account = format!("/v1/accounts/{}", client.account());
    let grants = world.administrator.get(&format!("{account}/grants")).await.expect(200);
    for grant in grants["items"].as_array().unwrap() {
        let path = format!("{account}/grants/{}", grant["id"].as_str().unwrap());
        let end = world.administrator.with("If-Match", "*");
        end.patch(&path, json!({"until": "2019-03-04"})).await.expect(200);
    }
}

/// Every kind of resource, with what is read of it: as each role that sees it, and once that role is over.
#[actix_web::test]
async fn who_left_sees_nothing_by_any_path_and_who_came_since_sees_all() {
    let mut cast = Cast::assembled().await;
    let creations = Operation::all().iter().filter(|operation| operation.method == "POST");
    let requests: Vec<Request<'_>> = creations
        .flat_map(|operation| operation.requests().into_iter().take(1))
        .collect();
    let leaver = joining(&cast.world, cast.world.ditp, "Partante", "coordinator").await;
    let mut kept = Vec::new();
    for request in requests.iter().filter(|request| !request.row.last) {
        let (_, stage) = request.lay(&mut cast).await;
        for path in reads(request, &stage) {
            kept.extend(Kept::of(&leaver, &path, leaver.get(&path).await));
        }
    }
    kept.sort_by(|one, other| one.path.cmp(&other.path));
    kept.dedup_by(|one, other| one.path == other.path);
    assert!(kept.len() > 200, "{}", kept.len());
    let world = &cast.world;
    leaving(world, &leaver).await;
    let newcomer = joining(world, world.ditp, "Nouvelle", "coordinator").await;
    for Kept { path, as_of, text, .. } in &kept {
        let past = with(path, "as_of", as_of);
        let (gone, left) = (leaver.get(path).await, leaver.get(&past).await);
        assert_eq!(left.status, gone.status, "{past}: {}", left.text);
        if left.status == 200 {
            // Lists of what is of no programme, and organisations, which everybody may know of: what is shown now, not what was then.
            assert_eq!(
                left.json()["items"].as_array().map(Vec::len),
                gone.json()["items"].as_array().map(Vec::len),
                "{past}"
            );
        }
        let told = newcomer.get(&past).await;
        assert_eq!((told.status.as_u16(), &told.text), (200, text), "{past}");
        assert_eq!(told.header(AS_OF), as_of);
    }
}

#[actix_web::test]
async fn a_provider_sees_the_past_of_the_projects_that_it_works_on_now() {
    let world = World::new().await;
    let project = "/v1/projects/AMI-T-ASN";
    let milestones = format!("{project}/milestones");
    let before = world.coordinator.get(project).await.header(AS_OF).to_owned();
    let past = |path: &str| with(path, "as_of", &before);
    world.beta_expert.get(&past(project)).await.refused(404, "not_found");
    let mission =
        json!({"provider": world.beta, "tracks": ["strategic_support"], "from": "2019-01-07", "until": "2019-10-01"});
    let made = world.coordinator.post(&format!("{project}/missions"), mission).await;
    made.expect(201);
    for path in [project, &milestones] {
        let told = world.beta_expert.get(&past(path)).await;
        assert_eq!(told.expect(200), world.coordinator.get(&past(path)).await.expect(200));
    }
    // What it is not shown now it is not shown of then: another's mission.
    let listed = world.beta_expert.get(&past(&format!("{project}/missions"))).await;
    assert_eq!(listed.expect(200)["items"], json!([]));
    let now = world.coordinator.get(project).await.header(AS_OF).to_owned();
    let mission = format!("/v1/missions/{}", made.id());
    leaving(&world, &world.beta_expert).await;
    for path in [project, &milestones, &mission] {
        let path = with(path, "as_of", &now);
        world.beta_expert.get(&path).await.refused(404, "not_found");
        assert_eq!(world.coordinator.get(&path).await.status, 200);
    }
}

#[actix_web::test]
async fn a_juror_sees_the_past_of_what_it_evaluates_now() {
    let world = World::new().await;
    let (first, second) = (juror(&world, "Ada").await, juror(&world, "Bel").await);
    world.coordinator.post(GRIDS, grid(json!({}))).await.expect(201);
    let application = applied(&world, json!({})).await;
    let given = assigned(&world, &application, &first).await;
    let then = world.coordinator.get(&application).await.header(AS_OF).to_owned();
    let paths = [
        application.clone(),
        format!("{application}/evaluations"),
        format!("{application}/evidence"),
    ];
    let listed = with("/v1/programmes/AMI-T/applications", "as_of", &then);
    for (path, juror) in paths.iter().flat_map(|path| [(path, &first), (path, &second)]) {
        let expected = if juror.account() == first.account() { 200 } else { 404 };
        assert_eq!(juror.get(&with(path, "as_of", &then)).await.status, expected, "{path}");
    }
    // It goes to another.
    world.coordinator.with("If-Match", "*").delete(&given).await.expect(204);
    assigned(&world, &application, &second).await;
    for path in &paths {
        let past = with(path, "as_of", &then);
        first.get(&past).await.refused(404, "not_found");
        assert_eq!(second.get(&past).await.status, 200, "{past}");
    }
    first.get(&with(&given, "as_of", &then)).await.refused(404, "not_found");
    let count = async |juror: &Client| juror.get(&listed).await.expect(200)["items"].as_array().unwrap().len();
    assert_eq!((count(&first).await, count(&second).await), (0, 1));
    let evaluations = with("/v1/programmes/AMI-T/evaluations", "as_of", &then);
    assert_eq!(first.get(&evaluations).await.expect(200)["items"], json!([]));
}
