//! The walk through a life cycle: every verb in every state, in both languages.

use serde_json::{Value, json};

use super::faults;
use crate::support::{Client, World};

/// A life cycle, as the normative text has it.
pub struct LifeTable {
    /// What the journal calls what has it.
    pub entity: &'static str,
    /// The field that tells the state.
    pub field: &'static str,
    /// Each state, in French and in English.
    pub states: &'static [(&'static str, &'static str, &'static str)],
    /// Each verb, and what the journal calls it.
    pub verbs: &'static [(&'static str, &'static str)],
    /// From, verb, to; whatever is not here is refused.
    pub steps: &'static [(&'static str, &'static str, &'static str)],
    /// What a verb is sent with.
    pub body_of: fn(&str) -> Value,
}

impl LifeTable {
    /// Tries every verb in every state, on what `make` gives in that state; `also` looks at each step, before and after.
    pub async fn holds(
        &self,
        world: &World,
        who: &Client,
        make: impl AsyncFn(&str) -> String,
        also: impl Fn(&str, &Value, &Value),
    ) {
        self.holds_by(world, |_| who, make, also).await;
    }

    /// The same, where `by` says who acts by which verb.
    pub async fn holds_by<'a>(
        &self,
        world: &World,
        by: impl Fn(&str) -> &'a Client,
        make: impl AsyncFn(&str) -> String,
        also: impl Fn(&str, &Value, &Value),
    ) {
        for (state, fr, en) in self.states {
            for (verb, action) in self.verbs {
                let who = by(verb);
                let path = make(state).await;
                let before = who.get(&path).await.expect(200);
                assert_eq!(before[self.field], *state, "{verb}");
                let leads = self.steps.iter().find(|(from, by, _)| (from, by) == (state, verb));
                if let Some((.., to)) = leads {
                    let after = who.act(&path, verb, (self.body_of)(verb)).await.expect(200);
                    assert_eq!(after[self.field], *to, "{state} {verb}");
                    assert_eq!(who.get(&path).await.expect(200), after, "{state} {verb}");
                    also(verb, &before, &after);
                    self.is_told(world, action, &after, (state, to)).await;
                    continue;
                }
                for (language, shown) in [("fr", fr), ("en", en)] {
                    let speaking = who.with("Accept-Language", language);
                    let refused = speaking.act(&path, verb, (self.body_of)(verb)).await;
                    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
                    let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
                    let allowed = self.labels(verb, language);
                    assert!(
                        message.contains(shown) && message.contains(&allowed),
                        "{state} {verb}: {message}"
                    );
                }
                assert_eq!(who.get(&path).await.expect(200), before, "{state} {verb}");
            }
        }
    }

    /// The states that allow a verb, as a message names them.
    fn labels(&self, verb: &str, language: &str) -> String {
        let allows = |state: &str| self.steps.iter().any(|(from, by, _)| (*from, *by) == (state, verb));
        let allowing = self.states.iter().filter(|(state, ..)| allows(state));
        let labels: Vec<_> = allowing
            .map(|(_, fr, en)| if language == "fr" { *fr } else { *en })
            .collect();
        labels.join(", ")
    }

    async fn is_told(&self, world: &World, action: &str, after: &Value, (from, to): (&str, &str)) {
        let path = "/v1/projects/AMI-T-ASN/history?limit=1";
        let told = &world.coordinator.get(path).await.expect(200)["items"][0];
        assert_eq!(
            (&told["entity"], &told["entity_id"], &told["action"]["code"]),
            (&json!(self.entity), &after["id"], &json!(action)),
            "{from} {action}"
        );
        assert_eq!(
            (&told["before"][self.field], &told["after"][self.field]),
            (&json!(from), &json!(to)),
            "{from} {action}"
        );
    }
}
