//! The `causeline` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    causeline::cli::run(std::env::args_os())
}
