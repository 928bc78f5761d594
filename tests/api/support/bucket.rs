//! An S3 service in this process, over a folder.

use std::path::PathBuf;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

const NAME: &str = "pieces";
const KEY_ID: &str = "jalon";
const SECRET: &str = "a secret of the tests";

/// A bucket that is reached by the S3 protocol; it goes with this value.
pub struct Bucket {
    folder: TempDir,
    endpoint: String,
    serving: JoinHandle<()>,
}

impl Bucket {
    /// An empty one.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(NAME)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            // They end with it.
            let mut connections = JoinSet::new();
            while let Ok((connection, _)) = listener.accept().await {
                let service = service.clone();
                connections.spawn(async move {
                    let server = Builder::new(TokioExecutor::new());
                    let _ = server.serve_connection(TokioIo::new(connection), service).await;
                });
            }
        });
        Self {
            folder,
            endpoint,
            serving,
        }
    }

    /// The service's settings for it.
    pub fn settings(&self) -> [(&str, &str); 5] {
        [
            ("JALON_S3_BUCKET", NAME),
            ("JALON_S3_ENDPOINT", &self.endpoint),
            ("JALON_S3_ALLOW_HTTP", "true"),
            ("JALON_S3_ACCESS_KEY_ID", KEY_ID),
            ("JALON_S3_SECRET_ACCESS_KEY", SECRET),
        ]
    }

    /// The objects in it, as files.
    pub fn objects(&self) -> Vec<PathBuf> {
        super::files_in(&self.folder.path().join(NAME))
    }

    /// Takes it from the network.
    pub fn vanish(&self) {
        self.serving.abort();
    }
}
