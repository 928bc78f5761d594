//! Names in French alphabetical order, and found however they are written.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::json;
use uuid::Uuid;

use super::names::NAMES;
use crate::support::{Client, Laying, TestApp, TestDatabase, World};

/// Kinds of databases; those that a server cannot make are passed over.
const LOCALES: &[&str] = &[
    "lc_collate 'C' lc_ctype 'C'",
    "lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'",
    "lc_collate 'fr_FR.UTF-8' lc_ctype 'fr_FR.UTF-8'",
    "locale_provider icu icu_locale 'fr' lc_collate 'C' lc_ctype 'C'",
    "locale_provider icu icu_locale 'da-u-kf-upper-ka-shifted' lc_collate 'C' lc_ctype 'C'",
];

/// Lays organisations with these names, of a kind that no other of the world is.
async fn lay(world: &World, names: impl Iterator<Item = &str>) {
    let mut lay = Laying::default();
    for name in names {
        lay.organisation(&name.replace('\'', "''"), "x", "court");
    }
    world.app.sql(&lay.transaction()).await;
}

/// The names of a list, read in pages of so many.
async fn names(client: &Client, list: &str, page: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/v1/organisations?{list}&limit={page}{cursor}");
        let page = client.get(&path).await.expect(200);
        let items = page["items"].as_array().unwrap();
        found.extend(items.iter().map(|item| item["name"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

async fn codes(client: &Client, sort: &str) -> Vec<String> {
    let page = client.get(&format!("/v1/projects?sort={sort}")).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["code"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn names_stand_as_in_a_french_dictionary_in_databases_of_every_locale() {
    let mut tried = 0;
    for locale in LOCALES {
        let Some(database) = TestDatabase::of_locale(locale).await else {
            continue;
        };
        let world = World::within(TestApp::start_over(database, "2019-03-04")).await;
        let client = &world.coordinator;
        // Laid in another order than theirs.
        lay(
            &world,
            (0..5).flat_map(|start| NAMES.iter().copied().skip(start).step_by(5)),
        )
        .await;
        let backwards: Vec<_> = NAMES.iter().rev().copied().collect();
        for page in [7, 200] {
            assert_eq!(names(client, "kind=court", page).await, NAMES, "{locale}");
            assert_eq!(
                names(client, "kind=court&sort=-name", page).await,
                backwards,
                "{locale}"
            );
        }
        let evry = names(client, "name=ÉVRY", 7).await;
        assert_eq!(evry, ["Évry", "Evry-Courcouronnes"], "{locale}");

        let mut lay = Laying::default();
        for code in ["AMI-T-CHU-2", "AMI-T-CHUT", "AMI-T-CHU1", "AMI-T-AS"] {
            lay.project(world.programme, code, world.chu, None);
        }
        world.app.sql(&lay.transaction()).await;
        let mut sorted = ["AS", "ASN", "CHU", "CHU-2", "CHU1", "CHUT"].map(|end| format!("AMI-T-{end}"));
        assert_eq!(codes(client, "code").await, sorted, "{locale}");
        sorted.reverse();
        assert_eq!(codes(client, "-code").await, sorted, "{locale}");
        tried += 1;
    }
    assert!(tried >= 2, "{tried}");
}

/// The neighbours in ICU's order that have another order, or are alike, by `hist.french_order` alone. The apostrophes and
/// dashes that are one here are made one first.
const ORACLE: &str = r#"
    with names as (
      select distinct n, translate(n, U&'\2019\2013', '''-') as as_icu, hist.french_order(n) collate "C" as place
      from jsonb_array_elements_text($json$NAMES$json$) n),
    pairs as (
      select n, as_icu, place, lead(n) over icu as next, lead(as_icu) over icu as next_as_icu, lead(place) over icu as next_place
      from names window icu as (order by as_icu collate "fr-x-icu"))
    select coalesce(string_agg(n || ' / ' || next, '; '), '') from pairs
    where place > next_place or (place = next_place) <> (as_icu = next_as_icu collate same)"#;

/// Asks ICU, where the server has it.
async fn differences(app: &TestApp, names: &[impl serde::Serialize]) -> Option<String> {
    let has_icu = "select exists (select from pg_collation where collname = 'fr-x-icu')";
    if app.text(has_icu).await != "true" {
        return None;
    }
    app.sql("create collation if not exists same (provider = icu, locale = 'fr', deterministic = false)")
        .await;
    let names = serde_json::to_string(names).unwrap();
    Some(app.text(&ORACLE.replace("NAMES", &names)).await)
}

#[actix_web::test]
async fn the_order_is_that_of_icu_for_french() {
    let app = TestApp::start().await;
    let Some(different) = differences(&app, NAMES).await else {
        return;
    };
    assert_eq!(different, "");
    let letters = "a b c e o s t z A E O Z é è ê ë à â ç î ï ô ö ù û ü ÿ ñ É È À Ç Î Ô œ Œ oe Oe OE æ Æ ae ß ø ł å 0 1 9 \
        e\u{301} e\u{300} o\u{302} c\u{327} E\u{301} ' ’ - – . , & ( ) / \" « » “ ” : ; ! ? + ° € @ * % _ # [ ] = §";
    // Few letters, so that whole strings differ in accents or case alone.
    let close = "e é e\u{301} è ê E É o œ Œ oe - '";
    let word = |letters: &'static str, length| {
        let letters: Vec<_> = letters.split_whitespace().collect();
        proptest::collection::vec(proptest::sample::select(letters), 1..length).prop_map(|letters| letters.concat())
    };
    // Words, since white space at the ends and in rows is not kept.
    let words = proptest::collection::vec(prop_oneof![word(letters, 6), word(close, 5)], 1..3);
    let texts = words.prop_map(|words| words.join(" "));
    let mut runner = TestRunner::default();
    let mut text = || texts.new_tree(&mut runner).unwrap().current();
    let sample: Vec<String> = (0..6000).map(|_| text()).collect();
    assert_eq!(differences(&app, &sample).await.as_deref(), Some(""));
}

#[actix_web::test]
async fn a_name_is_found_however_it_is_written() {
    let world = World::new().await;
    let kept = [
        "Hôpital d'Évreux",
        "Ho\u{302}pital de l’E\u{301}tang",
        "Cœur de ville – ŒUVRES",
        "Lætitia & fils_100%",
        "Straße \\ Łódź",
        "Αθήνα МОСКВА",
    ];
    lay(&world, kept.into_iter()).await;
    let found: [(&str, &[usize]); 18] = [
        ("hopital", &[0, 1]),
        ("HÔPITAL", &[0, 1]),
        ("ho\u{302}pital", &[0, 1]),
        ("d’evreux", &[0]),
        ("l'étang", &[1]),
        ("l\u{b4}ETANG", &[1]),
        ("coeur", &[2]),
        ("CŒUR", &[2]),
        ("co\u{ad}eur", &[2]),
        ("ville - oeuvres", &[2]),
        ("ville\u{a0}—  œuvres", &[2]),
        ("laetitia", &[3]),
        ("fils_100%25", &[3]),
        ("fils%25", &[]),
        ("f_ls", &[]),
        ("strasse \\ lodz", &[4]),
        ("αθηνα", &[5]),
        ("москва", &[5]),
    ];
    for (asked, expected) in found {
        let mut seen = names(&world.coordinator, &format!("kind=court&name={asked}"), 50).await;
        let mut expected: Vec<_> = expected.iter().map(|at| kept[*at].to_owned()).collect();
        seen.sort();
        expected.sort();
        assert_eq!(seen, expected, "{asked}");
    }
    for (asked, expected) in [
        ("numerique", &["Direction du numérique"][..]),
        ("surete", &["Autorité de sûreté nucléaire"]),
        // The short name too, but nothing that stands across both.
        ("dinsïc", &["Direction du numérique"]),
        ("numerique dinsic", &[]),
    ] {
        assert_eq!(names(&world.coordinator, &format!("name={asked}"), 50).await, expected);
    }
}

#[actix_web::test]
async fn the_place_of_a_name_is_the_databases_own_affair() {
    let world = World::new().await;
    let path = format!("/v1/organisations/{}", world.asn);
    let held = world.coordinator.get(&path).await;
    let renamed = json!({"name": "Zébulon"});
    world
        .coordinator
        .matching(&held)
        .patch(&path, renamed)
        .await
        .expect(200);
    let all = names(&world.coordinator, "", 3).await;
    assert_eq!(all.last().map(String::as_str), Some("Zébulon"));
    let told = "select bool_or(coalesce(before, '{}') || coalesce(after, '{}') ?| array['name_order', 'folded_names']) from journal";
    assert_eq!(world.app.text(told).await, "false");
    let versions = format!(
        "select string_agg(folded_names, ';' order by valid_from) from hist.organisations where id = '{}'",
        world.asn
    );
    let versions = world.app.text(&versions).await;
    assert_eq!(versions, "autorite de surete nucleaire\nasn;zebulon\nasn");
    // A cursor with a name for its place is none of this order.
    let cursor = URL_SAFE_NO_PAD.encode(json!({"s": "name", "k": "Agence", "i": Uuid::now_v7()}).to_string());
    let page = format!("/v1/organisations?cursor={cursor}");
    world.coordinator.get(&page).await.refused(400, "invalid_cursor");
}

#[actix_web::test]
async fn the_longest_names_have_their_place_too() {
    let world = World::new().await;
    let letters = "a É œ Ω 字 𝔸 🦀 \u{fdfa} e\u{1dc4} \u{1d15e} e\u{301}\u{302} \u{10428}";
    for letters in letters.split_whitespace() {
        let name: String = letters.chars().cycle().take(300).collect();
        let body = json!({"name": name, "kind": "other"});
        let created = world.coordinator.post("/v1/organisations", body).await.expect(201);
        assert_eq!(created["name"], name);
    }
    let bytes = "select max(octet_length(name_order)) from organisations";
    let bytes: usize = world.app.text(bytes).await.parse().unwrap();
    assert!(bytes <= 2602, "{bytes}");
}
