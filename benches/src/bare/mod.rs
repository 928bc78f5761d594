//! The bare handler: actix-web and tokio-postgres, the same answers as the service's by hand-written
//! SQL, nothing around them. With `--rights`, the same rights joined into the first statement.

mod connections;
mod portfolio;
mod project;
mod reads;
pub mod statements;
mod token;
mod views;
mod writes;

use std::rc::Rc;

use actix_web::web::{Data, get, post, resource};
use actix_web::{App, HttpServer};
use chrono::{NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use clap::Args;

use connections::Connections;
use statements::Of;
use token::Tokens;

/// Serves the bare handler.
#[derive(Args)]
pub struct Bare {
    /// The database.
    #[arg(long)]
    database_url: String,
    /// The port.
    #[arg(long)]
    port: u16,
    /// Threads that serve.
    #[arg(long, default_value_t = 2)]
    workers: usize,
    /// Check rights.
    #[arg(long)]
    rights: bool,
    /// Milestones know their programme.
    #[arg(long)]
    placed: bool,
}

/// What each worker has.
pub struct Worker {
    connections: Connections,
    tokens: Tokens,
    rights: bool,
    placed: bool,
    milestone: String,
    project: String,
    milestones: String,
    portfolio: String,
    first_page: String,
    next_page: String,
    around_one: [String; 4],
    around_project: [String; 4],
    around_several: [String; 4],
}

impl Worker {
    async fn new(url: &str, rights: bool, placed: bool) -> anyhow::Result<Self> {
        let of_project = |n| if rights { statements::rights(n) } else { String::new() };
        let of_programme = |n| {
            if rights {
                statements::rights_on_programme(n)
            } else {
                String::new()
            }
        };
        Ok(Self {
            connections: Connections::open(url).await?,
            tokens: Tokens::default(),
            rights,
            placed,
            milestone: statements::milestone(&of_project(2)),
            project: statements::project(&of_project(2)),
            milestones: statements::milestones_of_project(&of_project(2)),
            portfolio: statements::portfolio::projects(&of_programme(2)),
            first_page: statements::page(placed, false, &of_programme(3)),
            next_page: statements::page(placed, true, &of_programme(5)),
            around_one: statements::around(Of::One),
            around_project: statements::around(Of::Project),
            around_several: statements::around(Of::Several),
        })
    }

    /// Today, where the programmes are.
    fn today(&self) -> NaiveDate {
        Utc::now().with_timezone(&Paris).date_naive()
    }
}

impl Bare {
    /// Serves until it is killed.
    pub fn run(self) -> anyhow::Result<()> {
        let (url, rights, placed) = (self.database_url, self.rights, self.placed);
        actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(move || {
                let url = url.clone();
                App::new()
                    .data_factory(move || {
                        let url = url.clone();
                        async move {
                            Worker::new(&url, rights, placed)
                                .await
                                .map(Rc::new)
                                .map_err(|error| eprintln!("{error:#}"))
                        }
                    })
                    .service(resource("/v1/milestones/{m}").route(get().to(reads::milestone)))
                    .service(resource("/v1/projects/{j}").route(get().to(reads::project)))
                    .service(resource("/v1/projects/{j}/milestones").route(get().to(reads::milestones_of_project)))
                    .service(resource("/v1/programmes/{p}/portfolio").route(get().to(portfolio::portfolio)))
                    .service(resource("/v1/programmes/{p}/milestones").route(get().to(reads::page)))
                    .service(resource("/v1/projects/{j}/progress-entries").route(post().to(writes::log)))
                    .service(resource("/v1/milestones/{m}/forecasts").route(post().to(writes::forecast)))
                    .service(resource("/v1/progress-entries/batch").route(post().to(writes::batch)))
            });
            server
                .tcp_nodelay(true)
                .workers(self.workers)
                .bind(("127.0.0.1", self.port))?
                .run()
                .await?;
            Ok(())
        })
    }
}

/// What a handler is given of its worker.
type Own = Data<Rc<Worker>>;
