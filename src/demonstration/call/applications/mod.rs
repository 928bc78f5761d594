//! The 52 applications: the six laureates' with their public titles and summaries, and 46 that were invented.

mod figures;
mod images;
mod texts;

use crate::demonstration::facts::Facts;
use crate::demonstration::projects::STORIES;

/// An application, and what became of it.
#[derive(Clone, Copy)]
pub struct Application<'a> {
    /// Its number where it was sent.
    pub number: &'static str,
    /// The short name of who applied.
    pub by: &'static str,
    /// When, on the clocks of Paris.
    pub submitted_at: &'static str,
    pub title: &'a str,
    pub summary: &'a str,
    pub fate: Fate,
    /// Its place among all of them, by that instant, from 1.
    pub place: u32,
}

/// What became of an application, with the motives.
#[derive(Clone, Copy)]
pub enum Fate {
    Dismissed(&'static str),
    /// Dismissed, reopened, refused in the end.
    TakenUpAgain(&'static str, &'static str, &'static str),
    /// By the applicant on a day, before it was admitted.
    WithdrawnAtOnce(&'static str, &'static str),
    Withdrawn(&'static str, &'static str),
    /// Not shortlisted.
    Refused(&'static str),
    /// Shortlisted, heard by the jury, and refused.
    HeardAndRefused(&'static str),
    /// In the reserve, at this rank.
    InReserve(u32),
    Selected,
}

impl Fate {
    /// Whether the jury heard it: it was shortlisted.
    pub fn is_heard(self) -> bool {
        matches!(self, Self::HeardAndRefused(_) | Self::InReserve(_) | Self::Selected)
    }
}

/// Its number, who applied, when, and what became of it; then its title and its summary.
const fn application(
    (number, by, submitted_at): (&'static str, &'static str, &'static str),
    fate: Fate,
    title: &'static str,
    summary: &'static str,
) -> Application<'static> {
    Application {
        number,
        by,
        submitted_at,
        title,
        summary,
        fate,
        place: 0,
    }
}

/// The laureates' applications: short name in the facts, number, instant.
const LAUREATES: [(&str, &str, &str); 6] = [
    ("ACOSS", "221874", "2018-09-11T16:42:10"),
    ("AFB/OFB", "223305", "2018-09-13T11:27:51"),
    ("ASN", "219046", "2018-09-06T14:05:33"),
    ("CHU de Toulouse", "223918", "2018-09-14T09:58:02"),
    ("DDTM 34", "222631", "2018-09-12T17:20:46"),
    ("DGAL", "217552", "2018-08-29T10:13:27"),
];

/// All of them, in the order in which they were submitted.
pub fn all(facts: &Facts) -> anyhow::Result<Vec<Application<'_>>> {
    let mut all: Vec<Application<'_>> = LAUREATES
        .iter()
        .map(|&(operator, number, submitted_at)| selected(facts, operator, number, submitted_at))
        .collect::<anyhow::Result<_>>()?;
    let invented = [texts::APPLICATIONS, images::APPLICATIONS, figures::APPLICATIONS];
    all.extend(invented.into_iter().flatten().copied());
    all.sort_by_key(|application| application.submitted_at);
    for (place, application) in (1..).zip(&mut all) {
        application.place = place;
    }
    Ok(all)
}

/// The application of a laureate, whose title and summary are facts.
fn selected<'a>(
    facts: &'a Facts,
    operator: &'static str,
    number: &'static str,
    submitted_at: &'static str,
) -> anyhow::Result<Application<'a>> {
    let laureate = facts
        .laureates
        .iter()
        .find(|laureate| laureate.operator_short == operator);
    let story = STORIES.iter().find(|story| story.laureate == operator);
    let (laureate, story) = laureate
        .zip(story)
        .ok_or_else(|| anyhow::anyhow!("{operator} is no laureate"))?;
    Ok(Application {
        title: &laureate.title,
        summary: &laureate.summary.fr,
        ..application((number, story.team.organisation, submitted_at), Fate::Selected, "", "")
    })
}

/// The number of a laureate's application, by its short name in the facts.
pub fn number_of(operator: &str) -> anyhow::Result<&'static str> {
    let own = LAUREATES.iter().find(|(laureate, ..)| *laureate == operator);
    own.map(|(_, number, _)| *number)
        .ok_or_else(|| anyhow::anyhow!("{operator} sent no application"))
}
