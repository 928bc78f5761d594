//! The requests of each kind of work.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, Utc};
use chrono_tz::Europe::Paris;

use crate::data::{Kind, PER_FIRM, PER_PROJECT, SMALL, Sizes, id};
use crate::load::Request;
use crate::works::Work;

const TRACKS: [&str; 4] = ["technical_support", "prototype", "roadmap", "handover"];

/// What the requests to one server are made of.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// How much data there is.
    pub sizes: Option<Sizes>,
    /// Access tokens: the coordinator's, then each firm's of the small programme.
    pub tokens: Vec<String>,
    /// Where the pages far in a list begin.
    pub cursors: HashMap<Work, String>,
    /// The portfolio's tag.
    pub tag: Option<String>,
    /// What makes this run's keys differ from another's.
    pub run: String,
}

impl Ground {
    /// A request of a kind, one of many: `client` and `turn` choose it.
    pub fn request(&self, work: Work, client: usize, turn: u64) -> Request {
        let Some(sizes) = self.sizes else {
            unreachable!("sizes are known before requests are made")
        };
        let chance = Chance::of(client as u64, turn);
        let (own, tagged) = (&self.tokens[0], self.tag.as_deref());
        if let Some((programme, _)) = work.page() {
            let place = self
                .cursors
                .get(&work)
                .map(|cursor| format!("&cursor={cursor}"))
                .unwrap_or_default();
            return get(
                own,
                &format!("/v1/programmes/{programme}/milestones?state=planned{place}"),
            );
        }
        match work {
            Work::Milestone => get(
                own,
                &format!(
                    "/v1/milestones/{}",
                    id(Kind::Milestone, 1 + chance.below(sizes.large * PER_PROJECT))
                ),
            ),
            Work::Project => get(
                own,
                &format!("/v1/projects/{}", id(Kind::Project, 1 + chance.below(sizes.large))),
            ),
            Work::ProjectMilestones => get(
                own,
                &format!(
                    "/v1/projects/{}/milestones",
                    id(Kind::Project, 1 + chance.below(sizes.large))
                ),
            ),
            Work::Portfolio => get(own, &format!("/v1/programmes/{}/portfolio", id(Kind::Programme, 2))),
            Work::Unchanged => {
                let tag = format!("If-None-Match: {}\r\n", tagged.unwrap_or("*"));
                write(
                    "GET",
                    &format!("/v1/programmes/{}/portfolio", id(Kind::Programme, 2)),
                    own,
                    &tag,
                    "",
                    304,
                )
            }
            Work::SameMilestone => get(
                own,
                &format!("/v1/milestones/{}", id(Kind::Milestone, 1 + client as u64)),
            ),
            Work::SameProject => get(own, &format!("/v1/projects/{}", id(Kind::Project, 1 + client as u64))),
            Work::SameMilestones => get(
                own,
                &format!("/v1/projects/{}/milestones", id(Kind::Project, 1 + client as u64)),
            ),
            Work::Retitle => self.retitled(sizes.first_small() + chance.below(SMALL), client, turn),
            Work::AfterWrite => match turn % 2 {
                0 => self.retitled(sizes.first_small() + chance.below(SMALL), client, turn),
                _ => self.request(Work::Portfolio, client, turn),
            },
            Work::LargeAfterWrite => match turn % 2 {
                0 => self.retitled(1 + chance.below(sizes.large), client, turn),
                _ => get(own, &format!("/v1/programmes/{}/portfolio", id(Kind::Programme, 1))),
            },
            Work::BesideLarge => match client % 50 {
                0 => self.request(Work::LargeAfterWrite, client, turn),
                _ => self.request(Work::SameMilestone, client, turn),
            },
            Work::Me => get(own, "/v1/me"),
            Work::Log => {
                let (project, k) = (chance.below(SMALL), 4 + chance.again().below(7));
                let body = format!("{{{}}}", self.entry(sizes, project, k, chance));
                let path = format!(
                    "/v1/projects/{}/progress-entries",
                    id(Kind::Project, sizes.first_small() + project)
                );
                self.post(&path, project / PER_FIRM, Some((client, turn)), &body, 201)
            }
            Work::Forecast => {
                let (project, k) = (chance.below(SMALL), 4 + chance.again().below(7));
                let on = today()
                    .checked_add_days(Days::new(1 + chance.again().again().below(60)))
                    .unwrap_or_default();
                let body =
                    format!("{{\"forecast_on\": \"{on}\", \"motive\": \"Donnees attendues du service numerique.\"}}");
                let path = format!("/v1/milestones/{}/forecasts", milestone(sizes, project, k));
                self.post(&path, project / PER_FIRM, Some((client, turn)), &body, 201)
            }
            Work::Batch => {
                let firm = client as u64 % (SMALL / PER_FIRM);
                let lines = (0..500).map(|n| {
                    let project = firm * PER_FIRM + n % PER_FIRM;
                    let entry = self.entry(sizes, project, 1 + n / PER_FIRM % PER_PROJECT, chance);
                    let of = id(Kind::Project, sizes.first_small() + project);
                    format!(
                        "{{\"key\": \"{}-{client}-{turn}-{n}\", \"project\": \"{of}\", {entry}}}",
                        self.run
                    )
                });
                let body = format!("{{\"entries\": [{}]}}", lines.collect::<Vec<_>>().join(", "));
                self.post("/v1/progress-entries/batch", firm, None, &body, 200)
            }
            _ => get(own, "/v1/vocabulary"),
        }
    }

    /// The fields of an entry of the last two months, whose months are open, without person-days: a person has one a day, and here are
    /// thousands.
    fn entry(&self, sizes: Sizes, project: u64, k: u64, chance: Chance) -> String {
        let on = today()
            .checked_sub_days(Days::new(chance.again().again().below(60)))
            .unwrap_or_default();
        let (track, milestone) = (TRACKS[(k % 4) as usize], milestone(sizes, project, k));
        format!(
            "\"track\": \"{track}\", \"milestone\": \"{milestone}\", \"occurred_on\": \"{on}\", \"percent\": 50, \
             \"done\": \"Atelier tenu avec les agents, releve partage.\""
        )
    }

    /// Another title of a project, by a coordinator.
    fn retitled(&self, project: u64, client: usize, turn: u64) -> Request {
        let body = format!("{{\"title\": \"{}-{client}-{turn}\"}}", self.run);
        let head = format!(
            "Content-Type: application/json\r\nContent-Length: {}\r\nIf-Match: *\r\n",
            body.len()
        );
        let path = format!("/v1/projects/{}", id(Kind::Project, project));
        write("PATCH", &path, &self.tokens[0], &head, &body, 200)
    }

    fn post(&self, path: &str, firm: u64, key: Option<(usize, u64)>, body: &str, status: u16) -> Request {
        let key = key
            .map(|(client, turn)| format!("Idempotency-Key: {}-{client}-{turn}\r\n", self.run))
            .unwrap_or_default();
        let head = format!(
            "Content-Type: application/json\r\nContent-Length: {}\r\n{key}",
            body.len()
        );
        write("POST", path, &self.tokens[1 + firm as usize], &head, body, status)
    }
}

fn milestone(sizes: Sizes, project: u64, k: u64) -> String {
    id(Kind::Milestone, (sizes.first_small() + project - 1) * PER_PROJECT + k)
}

fn get(token: &str, path: &str) -> Request {
    write("GET", path, token, "", "", 200)
}

fn write(method: &str, path: &str, token: &str, head: &str, body: &str, status: u16) -> Request {
    let text = format!("{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n{head}\r\n{body}");
    Request {
        bytes: text.into_bytes(),
        status,
    }
}

/// Today, where the programmes are.
pub fn today() -> NaiveDate {
    Utc::now().with_timezone(&Paris).date_naive()
}

/// Numbers that look random, the same in every run (splitmix64).
#[derive(Clone, Copy)]
struct Chance(u64);

impl Chance {
    fn of(client: u64, turn: u64) -> Self {
        Self((client << 40) ^ turn).again()
    }

    fn again(self) -> Self {
        let mixed = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self(mixed ^ (mixed >> 31))
    }

    fn below(self, bound: u64) -> u64 {
        self.0 % bound
    }
}
