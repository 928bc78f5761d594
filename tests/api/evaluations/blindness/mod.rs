//! A juror who has not judged learns nothing of what the others of the same application do: of nothing that it is shown or refused,
//! of no total, filter, order or tag, in no other room. Once it has, it is told without names.

mod drafts;
mod elsewhere;
mod ended;
mod hidden;
mod shown;
mod tags;

use serde_json::{Value, json};

use super::{
    APPLICATIONS, ASN, EVALUATIONS, RANKING, applied, assigned, called, correcting, edited, id_of, just, lead, listed,
    marks, recused, submitted, without,
};
use crate::support::{Client, World};

/// What nobody should read who has not judged.
const COMMENT: &str = "Des données que personne n'a vues";

/// An application with two jurors, and one more who is asked as well in some tests.
struct Jury {
    world: World,
    application: String,
    /// Who has not judged, and its evaluation.
    juror: Client,
    own: String,
    /// Another, and its evaluation.
    other: Client,
    others: String,
    third: Client,
}

impl Jury {
    async fn new() -> Self {
        let (world, [juror, other, third]) = called().await;
        let application = applied(&world, "Lettres de suites").await;
        let own = assigned(&world, &application, &juror).await;
        let others = assigned(&world, &application, &other).await;
        Self {
            world,
            application,
            juror,
            own,
            other,
            others,
            third,
        }
    }

    /// The same, where the other juror is that far: it writes, has submitted, or has left it to others.
    async fn with_other(state: &str) -> Self {
        let jury = Self::new().await;
        edited(
            &jury.other,
            &jury.others,
            json!({"comment": COMMENT, "recommendation": "unfavourable"}),
        )
        .await;
        match state {
            "submitted" => submitted(&jury.other, &jury.others, marks(1.0, 1.0)).await,
            "recused" => recused(&jury.other, &jury.others).await,
            _ => edited(&jury.other, &jury.others, marks(1.0, 1.0)).await,
        };
        jury
    }

    /// The list of its evaluations.
    fn list(&self) -> String {
        format!("{}/evaluations", self.application)
    }

    /// The evaluation of the juror who had not judged is submitted.
    async fn judged(&self) -> Value {
        submitted(&self.juror, &self.own, marks(4.0, 3.0)).await
    }
}
