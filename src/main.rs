//! The program: arguments to the command line or the window; prints the one error; sets the exit code.

use hyperlex::cli::{self, Arguments};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::read();
    let result = match arguments.command {
        Some(command) => cli::run(command),
        None => window(&arguments.window),
    };
    cli::exit_code(result)
}

#[cfg(feature = "gui")]
fn window(window: &cli::WindowArgs) -> anyhow::Result<()> {
    window.check()?;
    if window.smoke { hyperlex::app::run::smoke() } else { hyperlex::app::run(window.path.clone()) }
}

#[cfg(not(feature = "gui"))]
fn window(window: &cli::WindowArgs) -> anyhow::Result<()> {
    window.check()?;
    anyhow::bail!("this build has no window; use the command line, which `hyperlex --help` explains")
}
