//! A report without what a rule takes for a secret: nothing that is handed on holds one.

use serde_json::Value;

use crate::image::Instruction;
use crate::report::{ImageReport, Report};
use crate::rules::{secret_values, without_secrets};

/// The report with `***` in the place of every secret.
pub(super) fn redacted(report: &Report) -> Report {
    let mut report = report.clone();
    let images = report.images.drain(..).map(|image| redacted_image(&image));
    let images = images.collect();
    Report { images, ..report }
}

fn redacted_image(image: &ImageReport) -> ImageReport {
    let rows = image
        .history
        .iter()
        .map(|row| Instruction::decode(&row.raw));
    let rows: Vec<Instruction> = rows.collect();
    let known = secret_values(&image.config.env, rows.iter());
    let mut image = image.clone();
    for (name, value) in &mut image.config.labels {
        // A label's name tells as much as a variable's.
        let pair = without_secrets(&format!("{name}={value}"), &known);
        if let Some(rest) = pair.strip_prefix(&format!("{name}=")) {
            *value = rest.to_owned();
        }
    }
    let Ok(mut value) = serde_json::to_value(&image) else {
        return ImageReport::default();
    };
    // What rules say is without secrets already, and full of words that look like them: fixes with
    // `--mount=type=secret`. The values themselves are looked for there too.
    let mut findings = value
        .get_mut("findings")
        .map(Value::take)
        .unwrap_or_default();
    each_text(&mut findings, &mut |text| {
        for secret in &known {
            if text.contains(secret) {
                *text = text.replace(secret, "***");
            }
        }
    });
    // Every other text, wherever it stands: what is added to a report later is in this too.
    each_text(&mut value, &mut |text| {
        *text = without_secrets(text, &known)
    });
    value["findings"] = findings;
    serde_json::from_value(value).unwrap_or_default()
}

fn each_text(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Object(map) => map.values_mut().for_each(|item| each_text(item, change)),
        _ => {}
    }
}
