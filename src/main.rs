//! The `baton` program: everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    baton::caught::keep_caught_panics_quiet();
    let code = std::panic::catch_unwind(|| baton::cli::run(std::env::args_os()));
    code.unwrap_or(baton::cli::Exit::Internal).into()
}
