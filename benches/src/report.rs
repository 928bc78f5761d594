//! The report: tables in Markdown, and every sample as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::data::Sizes;
use crate::numbers::{median, middle, milliseconds, number};
use crate::results::{Results, Sample, Who, place};
use crate::run::Options;
use crate::trips::Trips;
use crate::works::Work;

/// What is reported.
pub struct Report<'a> {
    pub options: &'a Options,
    pub sizes: Sizes,
    pub works: &'a [Work],
    pub results: &'a Results,
    pub trips: &'a Trips,
    /// MiB of the service before the rounds: then, and at most.
    pub at_rest: (f64, f64),
    /// The same of each server after them.
    pub memory: Vec<(Who, (f64, f64))>,
}

impl Report<'_> {
    /// Every table.
    pub fn tables(&self) -> String {
        let options = self.options;
        let mut text = format!(
            "{}.\n{} rounds of {} s, {} clients (4 where one request fills a processor), pgbench {}.\n\n",
            self.sizes.told(),
            options.rounds,
            options.seconds,
            options.clients,
            options.pgbench_clients
        );
        self.ratios(&mut text);
        self.each(&mut text);
        self.grown(&mut text);
        self.memory(&mut text);
        text
    }

    fn ratios(&self, text: &mut String) {
        text.push_str("| work | requests/s | of bare | by CPU | of bare with rights | by CPU | of pgbench | of the other build | by CPU | p50 ms | p99 ms | growth |\n");
        text.push_str("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for work in self.works {
            let Some(own) = self.samples_of(Who::Service, *work) else {
                continue;
            };
            let ratio = |who| self.ratio(*work, who).unwrap_or_else(|| "-".to_owned());
            let cpu = |who| self.by_processor(*work, who).unwrap_or_else(|| "-".to_owned());
            let _ = writeln!(
                text,
                "| {} | {}{} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
                work.name(),
                number(median(own, |sample| sample.rate)),
                self.noisy(own),
                ratio(Who::Bare),
                cpu(Who::Bare),
                ratio(Who::BareWithRights),
                cpu(Who::BareWithRights),
                ratio(Who::Pgbench),
                ratio(Who::Beside),
                cpu(Who::Beside),
                milliseconds(own, |sample| sample.p50),
                milliseconds(own, |sample| sample.p99),
                self.growth(*work, own)
            );
        }
        text.push('\n');
    }

    fn each(&self, text: &mut String) {
        text.push_str("| work | who | requests/s | p50 ms | p99 ms | CPU us/request: server + database | statements | round trips |\n");
        text.push_str("|---|---|---|---|---|---|---|---|\n");
        for work in self.works {
            for who in [
                Who::Service,
                Who::Beside,
                Who::Small,
                Who::Bare,
                Who::BareWithRights,
                Who::Pgbench,
            ] {
                let Some(samples) = self.samples_of(who, *work) else {
                    continue;
                };
                let trips = self.trips.get(&(who, place(*work)));
                let trip = |n: usize| trips.map_or("-".to_owned(), |trips| format!("{:.1}", trips[n]));
                let _ = writeln!(
                    text,
                    "| {} | {} | {}{} | {} | {} | {} + {} | {} | {} |",
                    work.name(),
                    who.name(),
                    number(median(samples, |sample| sample.rate)),
                    self.noisy(samples),
                    milliseconds(samples, |sample| sample.p50),
                    milliseconds(samples, |sample| sample.p99),
                    number(median(samples, |sample| sample.server)),
                    number(median(samples, |sample| sample.database)),
                    trip(0),
                    trip(1)
                );
            }
        }
        text.push('\n');
        for work in [Work::AfterWrite, Work::LargeAfterWrite] {
            for who in [Who::Service, Who::Beside, Who::Small] {
                if let Some(reading) = self.without_write(who, work) {
                    let _ = writeln!(
                        text,
                        "{}, {}: the reading alone {} us of CPU.",
                        work.name(),
                        who.name(),
                        number(reading)
                    );
                }
            }
        }
        text.push('\n');
    }

    /// Microseconds of processor time of the reading in a work that writes before it.
    fn without_write(&self, who: Who, work: Work) -> Option<f64> {
        let used = |work| {
            let samples = self.samples_of(who, work)?;
            Some(median(samples, |sample| sample.server + sample.database))
        };
        Some(used(work)? - used(Work::Retitle)?)
    }

    /// What a write adds to what is kept for ever, and for retries.
    fn grown(&self, text: &mut String) {
        text.push_str("| bytes that a write adds | journal | versions | kept answers |\n|---|---|---|---|\n");
        for work in self.works {
            let samples = self.samples_of(Who::Service, *work).into_iter().flatten();
            let grown: Vec<[f64; 3]> = samples.filter_map(|sample| sample.grown).collect();
            if grown.is_empty() {
                continue;
            }
            let each = |at: usize| number(grown.iter().map(|grown| grown[at]).sum::<f64>() / grown.len() as f64);
            let _ = writeln!(text, "| {} | {} | {} | {} |", work.name(), each(0), each(1), each(2));
        }
        text.push('\n');
    }

    fn memory(&self, text: &mut String) {
        text.push_str("| memory, MiB | at rest | after | at most |\n|---|---|---|---|\n");
        for (who, (after, most)) in &self.memory {
            let rest = if *who == Who::Service {
                format!("{:.0}", self.at_rest.0)
            } else {
                "-".to_owned()
            };
            let _ = writeln!(text, "| {} | {rest} | {after:.0} | {most:.0} |", who.name());
        }
        let noisy = self
            .results
            .values()
            .flatten()
            .filter(|sample| sample.others > self.options.quiet)
            .count();
        let all = self.results.values().map(Vec::len).sum::<usize>();
        let _ = writeln!(
            text,
            "\n~ marks what includes a noisy measurement: {noisy} of {all} were, by others using more than {} processors.",
            self.options.quiet
        );
    }

    fn samples_of(&self, who: Who, work: Work) -> Option<&Vec<Sample>> {
        self.results.get(&(who, place(work)))
    }

    /// The service's requests a second by another's in the same round: the median, and the range.
    fn ratio(&self, work: Work, who: Who) -> Option<String> {
        let (own, other) = (self.samples_of(Who::Service, work)?, self.samples_of(who, work)?);
        let mut ratios: Vec<f64> = own
            .iter()
            .zip(other)
            .map(|(own, other)| own.rate / other.rate)
            .collect();
        ratios.sort_by(f64::total_cmp);
        let (least, most) = (ratios.first()?, ratios.last()?);
        Some(format!("**{:.2}** ({least:.2}-{most:.2})", middle(&ratios)))
    }

    /// Another's processor time for a request by the service's: what the other ratio would be if the
    /// processor were all that requests wait for.
    fn by_processor(&self, work: Work, who: Who) -> Option<String> {
        let used = |who| {
            let samples = self.samples_of(who, work)?;
            Some(median(samples, |sample| sample.server + sample.database))
        };
        Some(format!("{:.2}", used(who)? / used(Who::Service)?))
    }

    /// How many times the processor time, and the median time, of the same on little data.
    fn growth(&self, work: Work, own: &[Sample]) -> String {
        let Some(little) = self.samples_of(Who::Small, work) else {
            return "-".to_owned();
        };
        let cpu = |samples: &[Sample]| median(samples, |sample| sample.server + sample.database);
        let time = |samples: &[Sample]| median(samples, |sample| sample.p50.unwrap_or(f64::NAN));
        format!(
            "CPU x {:.1}, p50 x {:.1}",
            cpu(own) / cpu(little),
            time(own) / time(little)
        )
    }

    fn noisy(&self, samples: &[Sample]) -> &'static str {
        if samples.iter().any(|sample| sample.others > self.options.quiet) {
            " ~"
        } else {
            ""
        }
    }

    /// Every sample, for machines.
    pub fn samples(&self) -> Value {
        let all = self.results.iter().map(|((who, work), samples)| {
            json!({"work": format!("{:?}", Work::ALL[*work]), "who": who, "samples": samples, "trips": self.trips.get(&(*who, *work))})
        });
        json!({"scale": self.options.scale, "works": all.collect::<Vec<_>>()})
    }
}
