//! Who may grant what.

use serde_json::json;

use crate::support::{Client, World};

fn grants_of(client: &Client) -> String {
    format!("/v1/accounts/{}/grants", client.account())
}

fn pair(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

#[actix_web::test]
async fn an_administrator_grants_every_role_where_it_belongs() {
    let world = World::new().await;
    let path = grants_of(&world.nobody);
    for role in ["coordinator", "provider", "laureate", "juror", "observer"] {
        let without = world.administrator.post(&path, json!({"role": role})).await;
        assert_eq!(
            without.faults(422, "invalid_body"),
            [pair("/programme", "programme_required")],
            "{role}"
        );
        let on_programme = json!({"role": role, "programme": "AMI-T"});
        if role == "coordinator" {
            let refused = world.administrator.post(&path, on_programme.clone()).await;
            assert_eq!(
                refused.faults(422, "invalid_body"),
                [pair("/role", "wrong_organisation_kind")],
                "a coordinator acts through a steering organisation"
            );
            let steering = grants_of(&world.coordinator);
            world.administrator.post(&steering, on_programme).await.expect(201);
            continue;
        }
        let made = world.administrator.post(&path, on_programme).await.expect(201);
        assert_eq!(made["programme"]["code"], "AMI-T");
    }
    let on_programme = json!({"role": "administrator", "programme": world.programme});
    let refused = world.administrator.post(&path, on_programme).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [pair("/programme", "programme_not_allowed")]
    );
    world
        .administrator
        .post(&path, json!({"role": "administrator"}))
        .await
        .expect(201);
    let faults = json!({"role": "observer", "programme": "AMI-X", "from": "2019-05-01", "until": "2019-05-01"});
    let refused = world.administrator.post(&path, faults).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [
            pair("/programme", "unknown_reference"),
            pair("/until", "range_reversed")
        ]
    );
    let me = world.nobody.get("/v1/me").await.expect(200);
    assert_eq!(me["grants"].as_array().unwrap().len(), 5);
    assert_eq!(
        me["may"],
        json!(["administer", "edit_organisations", "evaluate", "see_portfolio"])
    );
}

#[actix_web::test]
async fn a_coordinator_grants_some_roles_inside_its_programme() {
    let world = World::new().await;
    let path = grants_of(&world.alpha_expert);
    for role in ["provider", "laureate", "observer"] {
        world
            .coordinator
            .post(&path, json!({"role": role, "programme": "AMI-T"}))
            .await
            .expect(201);
    }
    for role in ["coordinator", "juror", "administrator"] {
        let refused = world
            .coordinator
            .post(&path, json!({"role": role, "programme": "AMI-T"}))
            .await;
        assert_eq!(
            refused.faults(403, "forbidden"),
            [pair("/role", "role_not_grantable")],
            "{role}"
        );
    }
    world
        .coordinator
        .post(&path, json!({"role": "administrator"}))
        .await
        .refused(403, "forbidden");
    let missing = world.coordinator.post(&path, json!({"role": "provider"})).await;
    assert_eq!(
        missing.faults(422, "invalid_body"),
        [pair("/programme", "programme_required")]
    );
    let unknown = world
        .coordinator
        .post(&path, json!({"role": "provider", "programme": "AMI-X"}))
        .await;
    assert_eq!(
        unknown.faults(422, "invalid_body"),
        [pair("/programme", "unknown_reference")]
    );
    // It does not know of an account outside its programme, an expert of no other account's grants.
    world
        .coordinator
        .post(
            &grants_of(&world.nobody),
            json!({"role": "observer", "programme": "AMI-T"}),
        )
        .await
        .refused(404, "not_found");
    world
        .alpha_expert
        .get(&grants_of(&world.coordinator))
        .await
        .refused(404, "not_found");
    let own = json!({"role": "coordinator", "programme": "AMI-T"});
    world.alpha_expert.post(&path, own).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_grant_begins_and_ends_with_its_dates() {
    let world = World::new().await;
    let path = grants_of(&world.nobody);
    let to_come = json!({"role": "observer", "programme": "AMI-T", "from": "2019-03-05"});
    world.administrator.post(&path, to_come).await.expect(201);
    assert_eq!(world.nobody.get("/v1/me").await.expect(200)["grants"], json!([]));
    let made = world
        .administrator
        .post(
            &path,
            json!({"role": "observer", "programme": "AMI-T", "until": "2019-12-31"}),
        )
        .await;
    made.expect(201);
    assert_eq!(
        world.nobody.get("/v1/me").await.expect(200)["may"],
        json!(["see_portfolio"])
    );
    let grant = made.header("Location").to_owned();
    let shown = world.administrator.get(&grant).await;
    assert_eq!(shown.expect(200), made.json());
    world
        .administrator
        .patch(&grant, json!({"until": "2019-03-04"}))
        .await
        .refused(428, "precondition_required");
    world
        .nobody
        .matching(&shown)
        .patch(&grant, json!({"until": null}))
        .await
        .refused(403, "forbidden");
    let ended = world
        .administrator
        .matching(&shown)
        .patch(&grant, json!({"until": "2019-03-04"}))
        .await
        .expect(200);
    assert_eq!((&ended["until"], &ended["version"]), (&json!("2019-03-04"), &json!(2)));
    let me = world.nobody.get("/v1/me").await.expect(200);
    assert_eq!((&me["grants"], &me["may"]), (&json!([]), &json!([])));
    let all = world.nobody.get(&format!("{path}?count=true")).await.expect(200);
    assert_eq!(all["total"], 2);
}

/// A mistake is taken back on its first day or before it, and was never in force.
#[actix_web::test]
async fn a_grant_that_has_not_begun_is_taken_back() {
    let world = World::new().await;
    let path = grants_of(&world.nobody);
    for from in ["2019-03-04", "2019-03-05"] {
        let body = json!({"role": "observer", "programme": "AMI-T", "from": from});
        let made = world.administrator.post(&path, body).await;
        let grant = made.header("Location").to_owned();
        let administrator = world.administrator.with("If-Match", "*");
        let before = administrator.patch(&grant, json!({"until": "2019-03-03"})).await;
        assert_eq!(
            before.faults(422, "invalid_body"),
            [("/until".to_owned(), "date_before".to_owned())]
        );
        administrator.patch(&grant, json!({"until": from})).await.expect(200);
        assert_eq!(world.nobody.get("/v1/me").await.expect(200)["grants"], json!([]));
    }
}

#[actix_web::test]
async fn who_coordinates_stays_where_one_steers() {
    let world = World::new().await;
    let account = format!("/v1/accounts/{}", world.coordinator.account());
    let administrator = world.administrator.with("If-Match", "*");
    let moved = administrator
        .patch(&account, json!({"organisation": world.alpha}))
        .await;
    assert_eq!(
        moved.faults(422, "invalid_body"),
        [("/organisation".to_owned(), "wrong_organisation_kind".to_owned())]
    );
    let moved = administrator
        .patch(&account, json!({"organisation": world.dinsic}))
        .await;
    let version = moved.expect(200)["version"].clone();
    let same = administrator
        .patch(&account, json!({"organisation": world.dinsic}))
        .await;
    assert_eq!(same.expect(200)["version"], version, "nothing changed");
}

#[actix_web::test]
async fn a_coordinator_ends_only_what_it_could_grant() {
    let world = World::new().await;
    let grant_of = async |client: &Client| {
        let page = world.coordinator.get(&grants_of(client)).await.expect(200);
        format!("{}/{}", grants_of(client), page["items"][0]["id"].as_str().unwrap())
    };
    let colleague = grant_of(&world.technical_coordinator).await;
    let shown = world.coordinator.get(&colleague).await;
    let refused = world
        .coordinator
        .matching(&shown)
        .patch(&colleague, json!({"until": "2019-03-04"}))
        .await;
    assert_eq!(refused.faults(403, "forbidden"), [pair("/role", "role_not_grantable")]);
    let expert = grant_of(&world.alpha_expert).await;
    let shown = world.coordinator.get(&expert).await;
    world
        .coordinator
        .matching(&shown)
        .patch(&expert, json!({"until": "2019-03-04"}))
        .await
        .expect(200);
    let me = world.alpha_expert.get("/v1/me").await.expect(200);
    assert_eq!(me["may"], json!([]));
    let elsewhere = format!(
        "{}/{}",
        grants_of(&world.beta_expert),
        expert.rsplit('/').next().unwrap()
    );
    world.coordinator.get(&elsewhere).await.refused(404, "not_found");
}
