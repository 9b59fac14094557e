//! The schema that editors use: derived from the types that read the file, and committed.

use crate::folder::repository;
use crate::golden;

#[test]
fn schema_is_current() {
    let schema = serde_json::to_string_pretty(&jianpai::scenario::schema()).unwrap() + "\n";
    let path = repository("scenarios/scenario.schema.json");
    if let Err(difference) = golden::compare(&path, &schema) {
        panic!("renew it: RENEW=1 cargo test --features schema --test suite schema\n{difference}");
    }
}
