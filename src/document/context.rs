//! What a file says about all of its dates: the day they are counted from,
//! their zone, and how numbers are to be read.

use super::build::Report;
use super::check;
use super::faults::{BAD_DATE, BAD_VALUE, nearest};
use super::names::suggested;
use super::raw;
use crate::date::{Context, DateOrder, Phrase, Zone};
use crate::diagnostic::{Diagnostic, Fix};
use crate::source::{Anchor, FileId, Part, Pointer, Segment, Span};

const ZONES: &str = "zones are named as in Europe/Paris, Asia/Kabul or UTC";

/// The zone of `UTC+1` all year round; its name has the sign the other way.
fn fixed(name: &str) -> Option<String> {
    let offset = ["UTC", "GMT"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name);
    let sign = match offset.chars().next()? {
        '+' => '-',
        '-' => '+',
        _ => return None,
    };
    let hours = offset[1..].strip_suffix(":00").unwrap_or(&offset[1..]);
    let hours: u8 = hours.parse().ok().filter(|_| hours.len() <= 2)?;
    let zone = format!("Etc/GMT{sign}{hours}");
    Zone::named(&zone).is_ok().then_some(zone)
}

/// A pointer to a field at the top of a file.
pub(super) fn top(file: FileId, field: &str, part: Part) -> Pointer {
    Pointer {
        file,
        path: vec![Segment::Key(field.to_owned())],
        part,
    }
}

/// The context of a file's dates; what it leaves out is as in `outer`.
pub(super) fn of(file: FileId, raw: &raw::File, outer: &Context, report: &mut Report) -> Context {
    let mut context = *outer;
    if let Some(name) = &raw.timezone {
        match Zone::named(name) {
            // The letters of half a year, or of several zones.
            Ok(zone)
                if name.len() > 2
                    && name.bytes().all(|byte| byte.is_ascii_uppercase())
                    && !["UTC", "GMT"].contains(&name.as_str()) =>
            {
                context.zone = zone;
                let told = Phrase::parse(&format!("2000-01-01 00:00 {name}")).err();
                let help = told.and_then(|error| error.help);
                let fault = Diagnostic::error(
                    BAD_VALUE,
                    format!("`{name}` is not the name of one time zone"),
                );
                report.add(
                    fault
                        .by(top(file, "timezone", Part::Value))
                        .help(help.unwrap_or_else(|| ZONES.to_owned())),
                );
            }
            Ok(zone) => context.zone = zone,
            Err(_) if fixed(name).is_some() => {
                let place = top(file, "timezone", Part::Value);
                let zone = fixed(name).unwrap_or_default();
                report.add(
                    Diagnostic::error(BAD_VALUE, format!("`{name}` is not the name of a time zone"))
                        .by(place.clone())
                        .help(format!(
                            "name the zone, as in `Europe/Paris`, whose clocks are moved twice a year; for one offset all year round write `{zone}`"
                        ))
                        .fix(Fix {
                            anchor: Anchor::By(place),
                            title: format!("change to `{zone}`"),
                            replacement: zone,
                        }),
                );
            }
            Err(unknown) => {
                let place = top(file, "timezone", Part::Value);
                let fault = Diagnostic::error(BAD_VALUE, unknown.to_string()).by(place.clone());
                report.add(match unknown.nearest() {
                    Some(nearest) => fault.help(format!("did you mean `{nearest}`?")).fix(Fix {
                        anchor: Anchor::By(place),
                        replacement: nearest.to_owned(),
                        title: format!("change to `{nearest}`"),
                    }),
                    None => fault.help(ZONES),
                });
            }
        }
    }
    if let Some(order) = &raw.date_order {
        match order.as_str() {
            "dmy" => context.order = Some(DateOrder::DayFirst),
            "mdy" => context.order = Some(DateOrder::MonthFirst),
            other => {
                let place = top(file, "date_order", Part::Value);
                let fault = Diagnostic::error(BAD_VALUE, format!("`{other}` is no order of dates"))
                    .by(place.clone());
                report.add(suggested(
                    fault,
                    order_of(other).or_else(|| nearest(other, ["dmy", "mdy"])),
                    place,
                    "write `dmy` (day first) or `mdy` (month first)",
                ));
            }
        }
    }
    if let Some(text) = &raw.language {
        check::language(file, text, report);
    }
    if let Some(text) = &raw.as_of {
        context.as_of = as_of(file, text, &context, report).or(context.as_of);
    }
    context
}

/// The order that a pattern such as `dd/mm/yyyy` tells.
fn order_of(pattern: &str) -> Option<&'static str> {
    let mut letters: Vec<char> = pattern.to_lowercase().chars().collect();
    letters.retain(|letter| letter.is_alphabetic());
    letters.dedup();
    let told: String = letters.into_iter().collect();
    ["dmy", "mdy"].into_iter().find(|order| *order == told)
}

/// The day that relative phrases are counted from: a date of its own.
fn as_of(
    file: FileId,
    text: &str,
    context: &Context,
    report: &mut Report,
) -> Option<crate::date::Civil> {
    let alone = Context {
        as_of: None,
        ..*context
    };
    let resolved = Phrase::parse(text).and_then(|phrase| phrase.resolve(&alone, &|_| false));
    let mut fault = |span: Span, message: String, help: String| {
        report.add(
            Diagnostic::error(BAD_DATE, message)
                .by(top(file, "as_of", Part::Inside(span)))
                .help(help),
        );
    };
    match resolved {
        Ok(meaning) => {
            if let Some(day) = meaning.one_day(context.zone) {
                return Some(day);
            }
            let whole = Span::new(0, text.len());
            fault(
                whole,
                format!("`{text}` is not one day"),
                "write a day, such as 2025-09-21".to_owned(),
            );
        }
        Err(error) => {
            // A day that is counted from another one is none here.
            let help = error.help.filter(|_| error.lacks.is_none());
            let help = help.unwrap_or_else(|| "write a day, such as 2025-09-21".to_owned());
            let message = if error.lacks.is_some() {
                "`as_of` is what other dates are counted from, and is not counted itself".to_owned()
            } else {
                error.message
            };
            fault(error.span, message, help);
        }
    }
    None
}
