//! How applications came in: a coordinator imports them in batches from where they were sent, and adds the organisations
//! that nobody had told of.

use serde_json::{Value, json};

use super::applicants::APPLICANTS;
use super::applications::Application;
use super::{APPLICATION, key};
use crate::demonstration::PROGRAMME;
use crate::demonstration::accounts::{self, Cast};
use crate::demonstration::storyteller::{Event, day};

/// The days of the imports; the last one is that of the Monday after the call closed.
const IMPORTS: [&str; 3] = ["2018-07-31", "2018-08-31", "2018-09-17"];

/// The applicants that are new, then one batch a day with all that was submitted since the last one.
pub fn of(applications: &[Application<'_>], cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let mut events = organisations(applications);
    for on in IMPORTS {
        let due = applications.iter().filter(|application| imported_on(application) == on);
        let lines: Vec<Value> = due
            .map(|application| line(application, cast))
            .collect::<anyhow::Result<_>>()?;
        let batch = format!("/v1/programmes/{PROGRAMME}/applications/batch");
        let import = Event::post(day(on), 16 * 60, accounts::DITP, batch, json!({"applications": lines}));
        events.push(import.known_as(APPLICATION.to_owned()));
    }
    Ok(events)
}

/// The day of the first import after it was submitted.
fn imported_on(application: &Application<'_>) -> &'static str {
    let after = IMPORTS.into_iter().find(|on| application.submitted_at < *on);
    after.unwrap_or(IMPORTS[2])
}

/// The applicants of the story alone, each added in the afternoon of its first import.
fn organisations(applications: &[Application<'_>]) -> Vec<Event> {
    let told = (0..).zip(APPLICANTS).filter_map(|(place, applicant)| {
        // The applications are in their order: its first one comes first.
        let first = applications.iter().find(|own| own.by == applicant.short_name)?;
        let name = format!("{} (candidat de démonstration)", applicant.name);
        let body = json!({"name": name, "short_name": applicant.short_name, "kind": applicant.kind});
        let on = day(imported_on(first));
        let made = Event::post(
            on,
            14 * 60 + place,
            accounts::DITP,
            "/v1/organisations".to_owned(),
            body,
        );
        Some(made.known_as(called(applicant.short_name)))
    });
    told.collect()
}

/// What an applicant goes by in later events.
fn called(short_name: &str) -> String {
    format!("applicant {short_name}")
}

/// An application, as a line of a batch.
fn line(application: &Application<'_>, cast: &Cast) -> anyhow::Result<Value> {
    let Application { number, by, title, .. } = application;
    let invented = APPLICANTS.iter().any(|applicant| applicant.short_name == *by);
    let organisation = match invented {
        true => json!(format!("{{{}}}", called(by))),
        false => json!(cast.organisation(by)?),
    };
    let note = match invented {
        true => "(Démonstration : organisme et candidature inventés.)",
        false => "(Démonstration : dates et titre publics ; plan, prestataires et avancement plausibles.)",
    };
    Ok(json!({
        "key": key(number), "organisation": organisation, "title": title,
        "summary": format!("{} {note}", application.summary),
        "submitted_at": format!("{}+02:00", application.submitted_at),
        "reference": format!("{PROGRAMME}-A{:02}", application.place),
        "source": {"system": "demarches-simplifiees", "number": number},
    }))
}
