//! A project is evaluated in parts, at mid-term and at its end: by the laureate, by a coordinator, by one with authority.

mod assignment;
mod corrections;
mod history;
mod locks;
mod once;
mod reading;
mod states;
mod writing;

use serde_json::{Value, json};

use super::{
    ASN, CHU, EVALUATIONS, account_of, called, code, correcting, edited, faults, gridded, id_of, just, listed, made,
    marks, patient, recusal, recused, submitted, without,
};
use crate::support::{Client, Laying, World};

const TO: &str = "/v1/projects/AMI-T-ASN/evaluations";

const PARTS: [&str; 3] = ["self_assessment", "consolidation", "instruction"];

/// The world, with a grid of each stage.
async fn accompanied() -> (World, [Client; 3]) {
    let (world, jurors) = called().await;
    for stage in ["mid_term", "end"] {
        gridded(&world, stage, &super::CRITERIA).await;
    }
    (world, jurors)
}

/// That part of an evaluation at mid-term.
fn part(part: &str, more: Value) -> Value {
    let mut body = json!({"stage": "mid_term", "part": part});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Adds it to ASN's project, and gives its path.
async fn asked(world: &World, of: &str, more: Value) -> String {
    made(&world.coordinator, ASN, part(of, more)).await
}

/// Who writes a part, where nobody is named.
fn writer<'a>(world: &'a World, part: &str) -> &'a Client {
    match part {
        "self_assessment" => &world.asn_laureate,
        _ => &world.coordinator,
    }
}

/// A colleague of ASN's laureate.
async fn colleague(world: &World) -> Client {
    let mut lay = Laying::default();
    let account = lay.account("Collègue ASN", world.asn, Some(("laureate", Some(world.programme))));
    world.app.sql(&lay.transaction()).await;
    world.app.client_of(account).await
}
