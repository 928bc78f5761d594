//! What is drawn: well formed, named and described, in colours that stand in attributes, whatever the titles.

use roxmltree::{Document, Node};
use serde_json::json;

use super::drawn;
use crate::support::Story;

const PATHS: [&str; 4] = [
    "/v1/projects/AMI-T-ASN/timeline",
    "/v1/projects/AMI-T-ASN/progress-curve",
    "/v1/projects/AMI-T-ASN/milestone-trend",
    "/v1/programmes/AMI-T/progress-curve",
];

fn text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|node| node.text())
        .collect()
}

fn texts(picture: &Document<'_>) -> Vec<String> {
    let nodes = picture
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    nodes.map(text).collect()
}

fn child<'a>(picture: &'a Document<'a>, name: &str) -> String {
    let root = picture.root_element();
    text(root.children().find(|node| node.tag_name().name() == name).unwrap())
}

async fn told() -> Story {
    let story = Story::begun().await;
    let coordinator = story.world.coordinator.clone();
    let first = story
        .milestone(
            "2018-11-22",
            "Maquette <b>&amp; \"modèle\"</b> ]]> 'essai'",
            1.0,
            "2019-01-21",
        )
        .await;
    story.milestone("2018-11-22", "Modèle", 3.0, "2019-02-18").await;
    story.baseline("2018-11-23").await;
    let pause = json!({"from": "2019-01-28", "until": "2019-02-04", "motive": "Congés."});
    story.made("2018-12-10", &coordinator, "suspensions", pause).await;
    story
        .made(
            "2019-01-14",
            &coordinator,
            "health",
            json!({"overall": "sunny", "text": "Bien."}),
        )
        .await;
    story.submitted("2019-01-15", &first).await;
    story.accepted("2019-01-22", &first).await;
    story
}

#[actix_web::test]
async fn each_is_a_document_with_a_name_and_a_description() {
    let story = told().await;
    let mut names = std::collections::BTreeSet::new();
    for path in PATHS {
        for (language, word) in [("fr", "référence"), ("en", "baseline")] {
            let who = story.world.coordinator.with("Accept-Language", language);
            let drawn = drawn(&who, path).await;
            let picture = Document::parse(&drawn).unwrap();
            let root = picture.root_element();
            assert_eq!(
                (root.attribute("role"), root.attribute("lang")),
                (Some("img"), Some(language))
            );
            for (attribute, name) in [("aria-labelledby", "title"), ("aria-describedby", "desc")] {
                let named = root.children().find(|node| node.tag_name().name() == name).unwrap();
                assert_eq!(root.attribute(attribute), named.attribute("id"), "{path}");
                assert!(text(named).len() > 10, "{path}");
            }
            assert!(
                child(&picture, "desc").contains(word) || path.ends_with("trend"),
                "{}",
                child(&picture, "desc")
            );
            names.insert(child(&picture, "title"));
        }
    }
    assert_eq!(names.len(), 8, "{names:?}");
}

/// Renderers outside browsers know little of CSS: what matters is in attributes, and each colour that differs in the dark has its class.
#[actix_web::test]
async fn its_colours_stand_in_attributes() {
    let story = told().await;
    for path in PATHS {
        let drawn = drawn(&story.world.coordinator, path).await;
        assert!(
            !drawn.contains("var(") && !drawn.contains("style=") && !drawn.contains("<script"),
            "{path}"
        );
        let picture = Document::parse(&drawn).unwrap();
        let mut coloured = 0;
        for node in picture.descendants().filter(Node::is_element) {
            let classes = node.attribute("class").unwrap_or_default();
            for (attribute, prefix) in [("fill", "fill-"), ("stroke", "line-")] {
                let colour = node.attribute(attribute).filter(|colour| *colour != "none");
                assert_eq!(colour.is_some(), classes.contains(prefix), "{attribute} of {node:?}");
                coloured += usize::from(colour.is_some());
            }
        }
        assert!(coloured > 10, "{path}");
    }
}

#[actix_web::test]
async fn nothing_is_told_by_colour_alone() {
    let story = told().await;
    let drawn = drawn(&story.world.coordinator, PATHS[0]).await;
    let picture = Document::parse(&drawn).unwrap();
    let words = texts(&picture);
    for word in [
        "référence",
        "prévision",
        "réalisé",
        "suspension",
        "2019-03-04",
        "fin prévue",
        "Prévu - en retard",
        "Admis",
    ] {
        assert!(words.iter().any(|it| it == word), "{word} in {words:?}");
    }
    assert!(
        words
            .iter()
            .any(|it| it.starts_with("M01 Maquette <b>&amp; \"modèle\"</b> ]]>")),
        "{words:?}"
    );
    let said = child(&picture, "desc");
    assert!(
        said.contains("Suspendu du 28 janvier 2019 jusqu'à la reprise le 4 février 2019."),
        "{said}"
    );
    assert!(
        said.contains("M02 Modèle (Prévu), prévision 18 février 2019, référence 18 février 2019, en retard."),
        "{said}"
    );
}

/// Not every character can stand in XML.
#[actix_web::test]
async fn what_xml_cannot_hold_is_replaced() {
    let story = Story::begun().await;
    let client = story.world.coordinator.with("If-Match", "*");
    let title = json!({"title": "Un\u{fffe} titre\u{ffff} \u{1f600}"});
    client.patch("/v1/projects/AMI-T-ASN", title).await.expect(200);
    for path in &PATHS[..3] {
        let drawn = drawn(&story.world.coordinator, path).await;
        let picture = Document::parse(&drawn).unwrap();
        assert!(
            child(&picture, "title").contains("Un\u{fffd} titre\u{fffd} \u{1f600}"),
            "{path}"
        );
    }
}

/// A plan of nothing, of one that never began, of a hundred milestones and of centuries is drawn too.
#[actix_web::test]
async fn whatever_there_is_is_drawn() {
    let story = Story::begun().await;
    for path in PATHS {
        for path in [path.to_owned(), path.replace("ASN", "CHU")] {
            Document::parse(&drawn(&story.world.coordinator, &path).await).unwrap();
        }
    }
    for (place, year) in ["2019", "2019", "2020", "2100", "2199"].iter().enumerate() {
        for month in 1..=12 {
            let title = format!("Un jalon dont le titre ne tient pas sur une ligne de téléphone, le {place}");
            story
                .milestone("2018-11-22", &title, 1.0, &format!("{year}-{month:02}-15"))
                .await;
        }
    }
    for path in PATHS {
        let drawn = drawn(&story.world.coordinator, path).await;
        let picture = Document::parse(&drawn).unwrap();
        let box_of = picture.root_element().attribute("viewBox").unwrap();
        let [width, height] = [2, 3].map(|place| box_of.split(' ').nth(place).unwrap().parse::<f64>().unwrap());
        for node in picture.descendants().filter(Node::is_element) {
            let inside = |attribute: &str, most: f64| {
                let place = node.attribute(attribute).map(|it| it.parse::<f64>().unwrap());
                assert!(
                    place.is_none_or(|it| (-1.0..=most + 1.0).contains(&it)),
                    "{attribute} of {node:?}"
                );
            };
            inside("x", width);
            inside("y", height);
            inside("cx", width);
            inside("cy", height);
        }
        assert!(drawn.len() < 60_000, "{path}: {}", drawn.len());
    }
}
