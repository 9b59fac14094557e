//! The command line: `jianpai run`, `jianpai check`, `jianpai list`.

fn main() {}
