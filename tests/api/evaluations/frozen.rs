//! What was submitted stays, and the grid that it was judged by: the database refuses to change or delete either, but for a
//! redaction.

use diesel_async::SimpleAsyncConnection;

use super::{GRIDS, applied, assigned, called, edited, gridded, id_of, marks, recused, submitted};
use crate::redactions::redact;
use crate::support::World;

/// How the database says that it refuses.
const FROZEN: &str = "this row is kept as it was written";
const CITED: &str = "an evaluation cites this grid";

/// Statements on an evaluation that change what it says, or take it away.
fn changing(id: &str) -> Vec<String> {
    let set = |what: &str| format!("update evaluations set {what} where id = '{id}'");
    let mut statements: Vec<String> = [
        "scores = '[]'",
        "scores = jsonb_set(scores, '{0,score}', '5')",
        "comment = 'Autre.'",
        "recommendation = 'unfavourable'",
        "state = 'assigned', submitted_at = null",
        "state = 'recused', submitted_at = null, recusal_reason = 'other', motive = 'Autre.'",
        "submitted_at = submitted_at - interval '1 year'",
        "juror_id = (select id from accounts where id <> juror_id limit 1)",
        "grid_id = (select other.id from grids other where other.id <> grid_id limit 1)",
    ]
    .map(set)
    .into();
    statements.push(format!("delete from evaluations where id = '{id}'"));
    statements
}

/// Each of these statements is refused for that reason.
async fn are_refused(world: &World, statements: &[String], why: &str) {
    let mut conn = world.app.connection().await;
    for statement in statements {
        let refused = conn.batch_execute(statement).await.expect_err(statement).to_string();
        assert!(refused.contains(why), "{statement}: {refused}");
    }
}

#[actix_web::test]
async fn the_database_refuses_to_change_or_delete_a_submitted_one() {
    let (world, jurors) = called().await;
    gridded(&world, "selection", &super::CRITERIA).await;
    let application = applied(&world, "Lettres de suites").await;
    let mut paths = Vec::new();
    for juror in &jurors {
        paths.push(assigned(&world, &application, juror).await);
    }
    submitted(&jurors[0], &paths[0], marks(4.0, 3.0)).await;
    edited(&jurors[1], &paths[1], marks(4.0, 3.0)).await;
    recused(&jurors[2], &paths[2]).await;
    // Corrected or not.
    let corrects = super::correcting(&jurors[0], &application, &paths[0]).await;
    let before = world.coordinator.get(&paths[0]).await.expect(200);
    are_refused(&world, &changing(id_of(&paths[0])), FROZEN).await;
    submitted(&jurors[0], &corrects, marks(2.0, 2.0)).await;
    for path in [&paths[0], &corrects] {
        are_refused(&world, &changing(id_of(path)), FROZEN).await;
    }
    let after = world.coordinator.get(&paths[0]).await.expect(200);
    for field in ["scores", "state", "version", "updated_at", "submitted_at"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    // Of the others only a change that the journal does not tell of is refused.
    for path in &paths[1..] {
        are_refused(&world, &changing(id_of(path))[2..3], "without a journal entry").await;
    }
}

/// While a text of it is being redacted, all that the redaction does not name stays.
#[actix_web::test]
async fn a_redaction_that_goes_on_opens_nothing_else() {
    let (world, [juror, ..]) = called().await;
    gridded(&world, "selection", &super::CRITERIA).await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let before = submitted(&juror, &path, marks(4.0, 3.0)).await;
    for field in ["comment", "motive", "scores"] {
        let statements = changing(id_of(&path));
        world.app.refuses_while_redacting(field, statements, FROZEN).await;
    }
    assert_eq!(juror.get(&path).await.expect(200), before);
    let redacted = redact(&world.coordinator, "evaluation", id_of(&path), "scores").await;
    redacted.expect(201);
    are_refused(&world, &changing(id_of(&path)), FROZEN).await;
}

#[actix_web::test]
async fn the_database_refuses_to_change_or_delete_a_grid_that_is_cited() {
    let (world, [juror, ..]) = called().await;
    let uncited = gridded(&world, "selection", &super::CRITERIA).await;
    let cited = gridded(&world, "selection", &super::CRITERIA).await;
    // Being assigned is enough.
    let evaluation = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let changing = |path: &str| -> Vec<String> {
        let set = [
            "criteria = jsonb_set(criteria, '{0,weight}', '9')",
            "scale_max = 9",
            "stage = 'end'",
            "number = 9",
        ];
        let set = set.map(|what| format!("update grids set {what} where id = '{}'", id_of(path)));
        [
            set.to_vec(),
            vec![format!("delete from grids where id = '{}'", id_of(path))],
        ]
        .concat()
    };
    let before = world.coordinator.get(GRIDS).await.expect(200);
    are_refused(&world, &changing(&uncited), "without a journal entry").await;
    are_refused(&world, &changing(&cited), CITED).await;
    submitted(&juror, &evaluation, marks(4.0, 3.0)).await;
    are_refused(&world, &changing(&cited), CITED).await;
    assert_eq!(world.coordinator.get(GRIDS).await.expect(200), before);
}
