//! The command `causeline`, run to its end.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// How a run ended and what it wrote.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
    /// Standard output as it came, which need not be text.
    #[cfg(feature = "png")]
    pub(crate) bytes: Vec<u8>,
}

/// Runs the command in a folder with these arguments and this input.
pub(crate) fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Done {
    let mut child = Command::new(env!("CARGO_BIN_EXE_causeline"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    let mut stdin = child.stdin.take().expect("its input");
    let output = std::thread::scope(|scope| {
        // The command may answer before it has read everything, or stop
        // reading.
        scope.spawn(move || {
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().expect("its output")
    });
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        #[cfg(feature = "png")]
        bytes: output.stdout,
    }
}
