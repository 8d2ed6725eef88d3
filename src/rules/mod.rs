//! Best practices: one rule a file, each with what it flags, why, and the fix.
//!
//! May depend on `words`, `text`, `image` and below; what a rule says stands in `words::rules`, in each
//! language. A rule's name is the pattern that it flags: "allow
//! NAME" reads well. [`RULES`] lists them all, in the order in which findings of one severity
//! are shown.
//!
//! Rules walk an image once, and compare names before they build paths. No fault is told twice:
//! secrets, package caches and leftovers of the build context are left out of the sums of what
//! layers hide. What an instruction says is shown through `told`, which takes secrets out.

mod add_for_copy;
mod add_of_address;
mod apt_in_script;
mod apt_update_alone;
mod base;
mod base_out_of_support;
mod based_on;
mod build_time_kept;
mod build_tools_kept;
mod caches;
mod cd_instead_of_workdir;
mod claimed;
mod commands;
mod consecutive_run;
mod context_leftover;
mod copy_before_install;
mod copy_without_workdir;
mod deprecated_maintainer;
mod development_files_kept;
mod dist_upgrade;
mod distribution;
mod documentation_kept;
mod doubled_account;
mod duplicate_contents;
mod empty_password;
mod file_removed_later;
mod file_rewritten_later;
mod files;
mod finding;
#[cfg(test)]
mod fixture;
mod floating_base;
mod floating_tag;
mod heaps;
mod hidden;
mod installs;
mod kept;
mod languages;
mod large_base;
mod large_file;
mod missing_labels;
mod no_healthcheck;
mod open_ssh_login;
mod overridden_instruction;
mod package_cache_kept;
mod password_hash;
mod paths;
mod pipe_to_shell;
mod pipe_without_pipefail;
mod places;
mod possible_secret;
mod recommended_packages;
mod relative_workdir;
mod remote_shell;
mod root_user;
mod runs;
mod score;
mod second_root;
mod secret_file;
mod secret_in_env;
mod secret_in_history;
mod secret_in_label;
mod secret_in_provenance;
mod secrets;
mod sensitive_volume;
mod service_started_in_build;
mod setuid_file;
mod shell_form_entrypoint;
mod specialised_base;
mod start;
mod static_only_program;
mod sudo_used;
mod sudo_without_password;
mod takes;
mod temporary_file_kept;
mod told;
mod two_downloaders;
mod unpinned_packages;
mod volatile_below_stable;
mod world_writable;

pub use base::{Base, BaseSign, Entry, base, base_layers};
pub use finding::{Evidence, Finding, Origin, Rule, Severity, Topic};
pub use languages::{FindingTranslation, translate};
pub use score::{Score, Taken};
pub use secrets::{secret_values, without_secrets};
pub use takes::Gone;
pub use told::layer as instruction_told;

/// Every rule.
pub const RULES: &[&Rule] = &[
    &secret_file::RULE,
    &secret_in_env::RULE,
    &secret_in_history::RULE,
    &secret_in_label::RULE,
    &secret_in_provenance::RULE,
    &password_hash::RULE,
    &empty_password::RULE,
    &second_root::RULE,
    &doubled_account::RULE,
    &possible_secret::RULE,
    &root_user::RULE,
    &setuid_file::RULE,
    &world_writable::RULE,
    &sensitive_volume::RULE,
    &remote_shell::RULE,
    &pipe_to_shell::RULE,
    &open_ssh_login::RULE,
    &base_out_of_support::RULE,
    &sudo_without_password::RULE,
    &sudo_used::RULE,
    &package_cache_kept::RULE,
    &file_removed_later::RULE,
    &file_rewritten_later::RULE,
    &build_tools_kept::RULE,
    &development_files_kept::RULE,
    &documentation_kept::RULE,
    &context_leftover::RULE,
    &temporary_file_kept::RULE,
    &duplicate_contents::RULE,
    &static_only_program::RULE,
    &large_base::RULE,
    &large_file::RULE,
    &specialised_base::RULE,
    &floating_tag::RULE,
    &floating_base::RULE,
    &no_healthcheck::RULE,
    &missing_labels::RULE,
    &apt_update_alone::RULE,
    &copy_before_install::RULE,
    &pipe_without_pipefail::RULE,
    &cd_instead_of_workdir::RULE,
    &relative_workdir::RULE,
    &copy_without_workdir::RULE,
    &service_started_in_build::RULE,
    &shell_form_entrypoint::RULE,
    &add_for_copy::RULE,
    &add_of_address::RULE,
    &overridden_instruction::RULE,
    &recommended_packages::RULE,
    &two_downloaders::RULE,
    &apt_in_script::RULE,
    &dist_upgrade::RULE,
    &unpinned_packages::RULE,
    &deprecated_maintainer::RULE,
    &consecutive_run::RULE,
    &build_time_kept::RULE,
    &volatile_below_stable::RULE,
];

/// What all rules find in an image, the gravest first. Rules that look at files see the layers
/// that have been stacked.
pub fn check(image: &crate::image::Image) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| (rule.check)(image)).collect();
    findings.sort_by_key(|finding| finding.severity);
    let base = base::layers(image);
    for finding in &mut findings {
        finding.origin = finding.origin(base);
    }
    findings
}

#[cfg(test)]
mod tests;
