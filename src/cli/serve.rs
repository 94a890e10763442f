//! `causeline serve`: a live page.

use super::error::Error;
use super::files;
use crate::serve::{PORT, Server};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Edit event files in the browser, the picture beside the text.
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// An event file, or a folder with event files.
    #[arg(value_name = "FILE|FOLDER")]
    path: PathBuf,
    /// The port on 127.0.0.1. [default: 4747, or any other where that is taken]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open the page in the browser.
    #[arg(long)]
    open: bool,
}

impl Serve {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let server =
            Server::open(&self.path, self.port).map_err(|error| Error::world(error.to_string()))?;
        let url = server.url();
        if self.port.is_none() && server.address().port() != PORT {
            files::complain(&format!("port {PORT} is taken: this run has another one\n"));
        }
        files::complain(&format!(
            "{} is served to this machine alone, until Ctrl-C; open\n",
            self.path.display()
        ));
        files::print(format!("{url}\n").as_bytes())?;
        if self.open {
            let once = server
                .url_once()
                .map_err(|error| Error::world(error.to_string()))?;
            if let Err(error) = open::that_detached(&once) {
                files::complain(&format!(
                    "no browser can be opened ({error}): open the address yourself\n"
                ));
            }
        }
        server.run()
    }
}
