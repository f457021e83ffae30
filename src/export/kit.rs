//! `training/`: a script that trains a LoRA on the export, and what to type.

use crate::export::card::splits_with_records;
use crate::export::plan::Plan;
use crate::export::report::Results;
use crate::writer::Split;

const SCRIPT: &str = include_str!("../../assets/training/trl_lora.py");
const README: &str = include_str!("../../assets/training/README.md");

/// Starts the training; typed in the export folder.
pub const COMMAND: &str = "python training/trl_lora.py --model Qwen/Qwen2.5-0.5B-Instruct";

/// Names and texts of the kit's files.
pub fn files(plan: &Plan, results: &Results, max_length: usize) -> Vec<(&'static str, String)> {
    let train = results.records[Split::Train as usize];
    // Four batches of four records make a step.
    let steps = train.div_ceil(16);
    let splits: Vec<&str> = splits_with_records(results).map(|(split, _)| split.name()).collect();
    let script = SCRIPT.replace("MAX_LENGTH = 1024", &format!("MAX_LENGTH = {max_length}"));
    let readme = README
        .replace("@COMMAND@", COMMAND)
        .replace("@SCHEMA@", plan.job.options.schema.name())
        .replace("@TRAIN@", &train.to_string())
        .replace("@SPLITS@", &splits.join(", "))
        .replace("@STEPS@", &steps.to_string())
        .replace("@MAX_LENGTH@", &max_length.to_string());
    vec![("training/trl_lora.py", script), ("training/README.md", readme)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_hold_what_is_filled_in() {
        assert_eq!(SCRIPT.matches("MAX_LENGTH = 1024").count(), 1);
        for field in ["@COMMAND@", "@SCHEMA@", "@TRAIN@", "@SPLITS@", "@STEPS@", "@MAX_LENGTH@"] {
            assert!(README.contains(field), "{field}");
        }
    }
}
