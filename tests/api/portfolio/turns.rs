//! How often a portfolio asks the database.

use super::PORTFOLIO;
use crate::support::{Client, Turns, World};

async fn turns_of(turns: &Turns, client: &Client, path: &str, status: u16) -> usize {
    // Connections are made and statements prepared once.
    for _ in 0..3 {
        client.get(path).await.expect(status);
    }
    let before = turns.count();
    client.get(path).await.expect(status);
    turns.count() - before
}

#[actix_web::test]
async fn a_portfolio_takes_two_turns_besides_authentication() {
    let world = World::new().await;
    let turns = Turns::before(world.app.database.url()).await;
    let twin = world.app.twin(turns.url());
    let client = world.coordinator.at(&twin.base_url);
    let authentication = turns_of(&turns, &client, "/v1/organisations/no-id", 404).await;
    assert!(authentication >= 1, "the proxy stands in between");
    let programme = turns_of(&turns, &client, "/v1/programmes/AMI-X/portfolio", 404).await;
    assert_eq!(programme - authentication, 1, "a query of its own is a turn of its own");
    let portfolio = turns_of(&turns, &client, PORTFOLIO, 200).await;
    assert!(
        portfolio - authentication <= 2,
        "{portfolio} turns, {authentication} of them authentication"
    );
}
