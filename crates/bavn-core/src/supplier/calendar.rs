//! Due dates as an iCalendar file (RFC 5545).

use std::fmt::Write as _;
use time::{Date, Month, OffsetDateTime, UtcOffset};

/// An event that takes a whole day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// What tells it from every other event, the same each time the file is made: letters, digits, `-`, `.` and `@`.
    pub uid: String,
    /// The day.
    pub on: Date,
    /// What it is.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
    /// Where to read on.
    pub url: String,
}

/// Octets in one line at most, without the line break (RFC 5545, 3.1).
const LINE: usize = 75;

/// An iCalendar file with the events, made at a moment.
#[must_use]
pub fn to_calendar(name: &str, events: &[CalendarEvent], made_at: OffsetDateTime) -> String {
    let mut file = String::new();
    let stamp = made_at.to_offset(UtcOffset::UTC);
    let stamp = format!(
        "{}T{:02}{:02}{:02}Z",
        day(stamp.date()),
        stamp.time().hour(),
        stamp.time().minute(),
        stamp.time().second()
    );
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bavn//Bavn//DA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        line(&mut file, text);
    }
    line(&mut file, &format!("X-WR-CALNAME:{}", escape(name)));
    for event in events {
        line(&mut file, "BEGIN:VEVENT");
        line(&mut file, &format!("UID:{}", event.uid));
        line(&mut file, &format!("DTSTAMP:{stamp}"));
        line(&mut file, &format!("DTSTART;VALUE=DATE:{}", day(event.on)));
        if let Some(next) = event.on.next_day() {
            // The end is not part of the event (RFC 5545, 3.6.1).
            line(&mut file, &format!("DTEND;VALUE=DATE:{}", day(next)));
        }
        line(&mut file, &format!("SUMMARY:{}", escape(&event.summary)));
        if !event.description.is_empty() {
            line(&mut file, &format!("DESCRIPTION:{}", escape(&event.description)));
        }
        line(&mut file, &format!("URL:{}", event.url));
        line(&mut file, "TRANSP:TRANSPARENT");
        line(&mut file, "END:VEVENT");
    }
    line(&mut file, "END:VCALENDAR");
    file
}

fn day(date: Date) -> String {
    let month: Month = date.month();
    format!("{:04}{:02}{:02}", date.year(), u8::from(month), date.day())
}

/// A text as a value (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(letter);
            }
            '\n' => value.push_str("\\n"),
            other if other.is_control() => {}
            other => value.push(other),
        }
    }
    value
}

/// Writes a line, folded so that none is longer than [`LINE`] octets and no letter is cut.
fn line(file: &mut String, text: &str) {
    let mut octets = 0;
    for letter in text.chars() {
        if octets + letter.len_utf8() > LINE {
            // The space that begins the next line counts.
            file.push_str("\r\n ");
            octets = 1;
        }
        octets += letter.len_utf8();
        let _ = write!(file, "{letter}");
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::{date, datetime};

    fn event(summary: &str) -> CalendarEvent {
        CalendarEvent {
            uid: "a-notice@bavn".into(),
            on: date!(2026 - 12 - 31),
            summary: summary.into(),
            description: String::new(),
            url: "https://bavn.example/kontrakter/a".into(),
        }
    }

    #[test]
    fn a_file_is_as_the_standard_says() {
        let file = to_calendar("Frister", &[event("Opsigelse; Nordkyst, Omsorg")], datetime!(2026-11-21 13:00 +1));
        assert_eq!(
            file,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bavn//Bavn//DA\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
             X-WR-CALNAME:Frister\r\nBEGIN:VEVENT\r\nUID:a-notice@bavn\r\nDTSTAMP:20261121T120000Z\r\n\
             DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nSUMMARY:Opsigelse\\; Nordkyst\\, Omsorg\r\n\
             URL:https://bavn.example/kontrakter/a\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_was_written(summary in "\\PC{0,300}") {
            let file = to_calendar("Frister", &[event(&summary)], datetime!(2026-11-21 13:00 UTC));
            prop_assert!(file.split("\r\n").all(|line| line.len() <= LINE));
            let unfolded = file.replace("\r\n ", "");
            let expected = format!("SUMMARY:{}\r\n", escape(&summary));
            prop_assert!(unfolded.contains(&expected));
        }
    }
}
