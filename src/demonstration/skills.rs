//! What the people of each project could do at the start, in the middle and at the end.
//!
//! No assessment is a public fact: all of it is plausible. Nobody is named, people are counted.

use serde_json::{Value, json};

use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// An assessment, as it was recorded on a day.
struct Assessment {
    project: &'static str,
    moment: &'static str,
    on: &'static str,
    levels: &'static [Level],
    /// The place below of the one that it says right.
    corrects: Option<usize>,
}

/// A domain, and how many people are at each level from 0 to 4.
struct Level(&'static str, [u32; 5]);

const DATA: &str = "Préparer des données";
const MODEL: &str = "Évaluer un modèle";
const PROJECT: &str = "Conduire un projet d'IA";
const LAW: &str = "Droit des données";

const ASSESSMENTS: &[Assessment] = &[
    Assessment {
        project: "AMI-IA-2018-ACOSS",
        moment: "start",
        on: "2018-12-05",
        levels: &[
            Level(DATA, [3, 4, 2, 0, 0]),
            Level(MODEL, [6, 3, 0, 0, 0]),
            Level(PROJECT, [2, 4, 2, 1, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-ACOSS",
        moment: "middle",
        on: "2019-06-20",
        levels: &[
            Level(DATA, [1, 3, 4, 1, 0]),
            Level(MODEL, [3, 4, 2, 0, 0]),
            Level(PROJECT, [0, 4, 4, 1, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-AFB",
        moment: "start",
        on: "2018-12-06",
        levels: &[Level(DATA, [1, 3, 3, 1, 0]), Level(MODEL, [5, 2, 1, 0, 0])],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-AFB",
        moment: "middle",
        on: "2019-07-09",
        levels: &[
            Level(DATA, [0, 2, 4, 2, 0]),
            Level(MODEL, [2, 4, 1, 1, 0]),
            Level("Lire une carte de risques", [0, 3, 4, 1, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-ASN",
        moment: "start",
        on: "2018-12-11",
        levels: &[
            Level(DATA, [4, 5, 1, 0, 0]),
            Level(MODEL, [8, 2, 0, 0, 0]),
            Level(PROJECT, [3, 5, 2, 0, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-ASN",
        moment: "middle",
        on: "2019-06-25",
        levels: &[
            Level(DATA, [0, 4, 5, 1, 0]),
            Level(MODEL, [4, 5, 1, 0, 0]),
            Level(PROJECT, [1, 4, 4, 1, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        moment: "start",
        on: "2018-12-12",
        levels: &[
            Level(DATA, [2, 3, 1, 0, 0]),
            Level(MODEL, [3, 2, 1, 0, 0]),
            Level(LAW, [1, 2, 2, 1, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        moment: "middle",
        on: "2019-07-11",
        levels: &[
            Level(DATA, [0, 3, 2, 1, 0]),
            Level(MODEL, [1, 3, 2, 0, 0]),
            Level(LAW, [0, 1, 3, 2, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-DDTM-34",
        moment: "start",
        on: "2018-12-13",
        levels: &[Level(DATA, [3, 2, 0, 0, 0]), Level(MODEL, [4, 1, 0, 0, 0])],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-DDTM-34",
        moment: "middle",
        on: "2019-06-27",
        levels: &[Level(DATA, [0, 3, 2, 0, 0]), Level(MODEL, [2, 2, 1, 0, 0])],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-DDTM-34",
        moment: "end",
        on: "2019-12-17",
        levels: &[Level(DATA, [0, 1, 3, 1, 0]), Level(MODEL, [0, 2, 8, 1, 0])],
        corrects: None,
    },
    // Five people, not eleven.
    Assessment {
        project: "AMI-IA-2018-DDTM-34",
        moment: "end",
        on: "2019-12-19",
        levels: &[Level(DATA, [0, 1, 3, 1, 0]), Level(MODEL, [0, 2, 2, 1, 0])],
        corrects: Some(10),
    },
    Assessment {
        project: "AMI-IA-2018-DGAL",
        moment: "start",
        on: "2018-12-04",
        levels: &[
            Level(DATA, [2, 4, 1, 0, 0]),
            Level(MODEL, [4, 3, 0, 0, 0]),
            Level(PROJECT, [2, 3, 2, 0, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-DGAL",
        moment: "middle",
        on: "2019-06-06",
        levels: &[
            Level(DATA, [0, 3, 3, 1, 0]),
            Level(MODEL, [1, 4, 2, 0, 0]),
            Level(PROJECT, [0, 3, 3, 1, 0]),
        ],
        corrects: None,
    },
    Assessment {
        project: "AMI-IA-2018-DGAL",
        moment: "end",
        on: "2019-11-20",
        levels: &[
            Level(DATA, [0, 1, 3, 2, 1]),
            Level(MODEL, [0, 2, 4, 1, 0]),
            Level(PROJECT, [0, 1, 3, 3, 0]),
        ],
        corrects: None,
    },
];

/// What the people of a project could do, as its team recorded it.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = (0..).zip(ASSESSMENTS);
    let own = own.filter(|(_, assessment)| assessment.project == story.code);
    own.map(|(place, assessment)| assessment.event(place, story)).collect()
}

/// What an assessment is called.
fn called(place: usize) -> String {
    format!("assessment {place}")
}

impl Assessment {
    fn event(&self, place: usize, story: &ProjectStory) -> Event {
        let body = json!({
            "moment": self.moment, "on": self.on,
            "levels": self.levels.iter().map(Level::body).collect::<Vec<_>>(),
            "corrects": self.corrects.map(|place| format!("{{{}}}", called(place))),
        });
        let minute = 15 * 60 + 20 + u32::try_from(place).unwrap_or_default();
        let assessments = format!("/v1/projects/{}/skill-assessments", self.project);
        Event::post(day(self.on), minute, story.team, assessments, body).known_as(called(place))
    }
}

impl Level {
    fn body(&self) -> Value {
        let Self(domain, counts) = self;
        json!({"domain": domain, "counts": counts})
    }
}
