//! The file as a page that needs nothing else: read on a screen, or printed on A4.

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::dto::{CommitteeDecisionLine, CommitteeFileProject, CommitteeFileView};
use super::handlers::Clocks;
use super::words::{self, Words};
use crate::civil::in_words;
use crate::portfolio::{ComparedProject, PortfolioProject};
use crate::trajectories::pictures;
use crate::vocabulary::{CodeList, Language, Sentence};

/// In place of what there is not.
const UNKNOWN: &str = "–";

/// What the page is written in.
#[derive(Clone, Copy)]
struct Writing {
    language: Language,
    words: Words,
}

/// The page of a file.
pub fn page(file: &CommitteeFileView, clocks: &Clocks, language: Language) -> String {
    let writing = Writing {
        language,
        words: words::of(language),
    };
    let name = file.programme.name.as_str();
    let page = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (writing.words.file) " - " (name) ", " (writing.day(file.on)) }
                style { (PreEscaped(include_str!("page.css"))) }
            }
            body {
                main {
                    h1 { (writing.words.file) }
                    p { strong { (name) } ", " (writing.day(file.on)) }
                    (writing.overview(file))
                    @if let Some(decisions) = &file.decisions { (writing.decisions(decisions)) }
                    @for project in &file.projects { (writing.project(file, project, clocks)) }
                }
            }
        }
    };
    page.into_string()
}

impl Writing {
    fn day(self, day: NaiveDate) -> String {
        in_words(day, self.language)
    }

    fn day_or_none(self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| UNKNOWN.to_owned(), |day| self.day(day))
    }

    fn percent(self, value: Option<f64>) -> String {
        value.map_or_else(|| UNKNOWN.to_owned(), |value| self.language.percent(value))
    }

    fn label(self, code: impl CodeList) -> &'static str {
        code.label().in_language(self.language)
    }

    fn health(self, project: &PortfolioProject) -> String {
        let told = project.health.overall.map_or(UNKNOWN, |health| self.label(health));
        let on = project
            .health
            .on
            .map(|on| format!(", {}", self.day(on)))
            .unwrap_or_default();
        match project.health.stale {
            true => format!("{told}{on} ({})", self.words.stale),
            false => format!("{told}{on}"),
        }
    }

    fn progress(self, project: &PortfolioProject) -> String {
        let reached = self.percent(project.progress);
        match project.expected_progress {
            Some(expected) => format!("{reached} ({} {})", self.words.expected, self.percent(Some(expected))),
            None => reached,
        }
    }

    /// The portfolio: totals, a line for each project, and the mean curve.
    fn overview(self, file: &CommitteeFileView) -> Markup {
        let words = self.words;
        html! {
            section aria-labelledby="overview" {
                h2 id="overview" { (words.overview) }
                dl {
                    dt { (words.projects) } dd { (file.totals.projects) }
                    dt { (words.mean_progress) } dd { (self.percent(file.totals.progress)) }
                    dt { (words.late) } dd { (file.totals.late) }
                }
                div class="wide" role="group" aria-label=(words.projects) tabindex="0" {
                    table {
                        thead { tr {
                            @for name in [words.project, words.state, words.health, words.progress, words.planned_end,
                                words.forecast_end, words.late] { th scope="col" { (name) } }
                        } }
                        tbody { @for project in &file.projects {
                            @let project = &project.portfolio;
                            tr {
                                th scope="row" { a href={ "#" (project.code) } { (project.title) } br; span class="soft" { (project.laureate.name) } }
                                td { (self.label(project.state)) }
                                td { (self.health(project)) }
                                td { (self.progress(project)) }
                                td { (self.day_or_none(project.clock.planned_end)) }
                                td { (self.day_or_none(project.forecast_end)) }
                                td { @if project.milestones.late > 0 { span class="warn" { (project.milestones.late) } } @else { "0" } }
                            }
                        } }
                    }
                }
                figure class="mean" { (PreEscaped(pictures::programme_curve(&file.progress_curve, self.language))) }
            }
        }
    }

    fn decisions(self, decisions: &[CommitteeDecisionLine]) -> Markup {
        let words = self.words;
        html! {
            section aria-labelledby="decisions" {
                h2 id="decisions" { (words.decisions) }
                @if decisions.is_empty() { p { (words.no_decisions) } } @else {
                    div class="wide" role="group" aria-label=(words.decisions) tabindex="0" {
                        table {
                            thead { tr { @for name in [words.number, words.decision, words.due, words.state] { th scope="col" { (name) } } } }
                            tbody { @for line in decisions { tr {
                                th scope="row" { (line.number) }
                                td { (line.text) }
                                td { (line.due_on.map(|due| self.day(due)).unwrap_or_default()) }
                                td {
                                    (self.label(line.state))
                                    @if let Some(settled) = line.settled_on { ", " (self.day(settled)) }
                                    @if line.overdue { ", " span class="warn" { (words.overdue) } }
                                }
                            } } }
                        }
                    }
                }
            }
        }
    }

    fn project(self, file: &CommitteeFileView, project: &CommitteeFileProject, clocks: &Clocks) -> Markup {
        let (words, shown) = (self.words, &project.portfolio);
        let clock = clocks.get(&shown.id);
        let drawn = [
            pictures::timeline(&project.timeline, self.language),
            pictures::progress_curve(&project.progress_curve, clock, self.language),
            pictures::milestone_trend(&project.milestone_trend, self.language),
        ];
        let likely = project.progress_curve.likely_end.as_ref();
        html! {
            section class="project" aria-labelledby=(shown.code) {
                h2 id=(shown.code) { (shown.title) }
                dl {
                    dt { (words.laureate) } dd { (shown.laureate.name) }
                    dt { (words.state) } dd { (self.label(shown.state)) }
                    dt { (words.health) } dd { (self.health(shown)) }
                    dt { (words.progress) } dd { (self.progress(shown)) }
                    @if let Some(used) = shown.clock.useful_months_used {
                        dt { (words.useful_months) } dd { (self.language.number(used)) " / " (shown.clock.useful_months) }
                    }
                    dt { (words.planned_end) } dd { (self.day_or_none(shown.clock.planned_end)) }
                }
                @if let Some(likely) = likely { p { (likely.sentence.in_language(self.language)) } }
                @if let Some(since) = &file.since {
                    h3 { (words.changes) " " (words::since(self.language, &since.exchange.name, since.on)) }
                    (self.changes(project.changes.as_ref()))
                }
                @if let Some(asked) = &project.asked {
                    h3 { (words.asked) }
                    @if asked.is_empty() { p { (words.no_decisions) } } @else { ul { @for report in asked {
                        @if let Some(decisions) = &report.decisions { li { (decisions) " " span class="soft" { "(" (self.day(report.on)) ")" } } }
                        @if let Some(support) = &report.support {
                            li { (words.support) ": " (support) " " span class="soft" { "(" (self.day(report.on)) ")" } }
                        }
                    } } }
                }
                @if let Some(risks) = &project.risks {
                    h3 { (words.risks) }
                    @if risks.is_empty() { p { (words.no_risks) } } @else {
                        ul { @for risk in risks { li { (risk.sentence.in_language(self.language)) } } }
                    }
                }
                h3 { (words.pictures) }
                div class="pictures" { @for picture in drawn { figure { (PreEscaped(picture)) } } }
            }
        }
    }

    fn changes(self, changes: Option<&ComparedProject>) -> Markup {
        let sentences = changes.map(ComparedProject::sentences).unwrap_or_default();
        let sentences: Vec<&str> = sentences
            .into_iter()
            .map(|sentence: &Sentence| sentence.in_language(self.language))
            .collect();
        html! {
            @if sentences.is_empty() { p { (self.words.nothing_changed) } } @else {
                ul { @for sentence in sentences { li { (sentence) } } }
            }
        }
    }
}
