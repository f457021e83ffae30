//! The program: arguments to the command line or the window; prints the one error; sets the exit code.

fn main() {}
