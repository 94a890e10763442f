//! The `causeline` command.

fn main() {}
