//! The customer's own copy of a list, for a spreadsheet.

use crate::model::{conversations::Row, time::iso_utc};

/// The columns' names, as the API has them: a file is for programs, too.
const COLUMNS: &str = "number,subject,status,priority,created_at,last_updated_at,text";

/// The rows as CSV (RFC 4180) in UTF-8. A byte order mark tells spreadsheets that it is UTF-8. No
/// cell can be taken for a formula, which a spreadsheet would run.
#[must_use]
pub fn to_csv(rows: &[Row]) -> String {
    let mut csv = format!("\u{feff}{COLUMNS}\r\n");
    for row in rows {
        let status = row.status.as_ref().map_or("", |status| status.as_str());
        let priority = row
            .priority
            .as_ref()
            .map_or("", |priority| priority.as_str());
        csv.push_str(&row.id.to_string());
        cell(&mut csv, &row.subject);
        cell(&mut csv, status);
        cell(&mut csv, priority);
        cell(&mut csv, &iso_utc(row.created_at));
        cell(&mut csv, &iso_utc(row.last_updated_at));
        cell(&mut csv, &row.description_text);
        csv.push_str("\r\n");
    }
    csv
}

/// Adds a cell. Quotes alone keep no spreadsheet from running what begins like a formula; an
/// apostrophe before it does, and is not shown.
fn cell(csv: &mut String, text: &str) {
    csv.push_str(",\"");
    if text.trim_start_matches(' ').starts_with(FORMULA) {
        csv.push('\'');
    }
    csv.push_str(&text.replace('"', "\"\""));
    csv.push('"');
}

/// What a formula may begin with, in any spreadsheet, in wide letters, too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use support_wire::{CustomerConversation, Priority, Status};

    #[track_caller]
    fn check_subject(subject: &str, cell: &str) {
        let row = CustomerConversation {
            subject: subject.into(),
            ..CustomerConversation::default()
        };
        let csv = to_csv(&[Rc::new(row)]);
        assert!(csv.contains(&format!("\r\n0,{cell},\"\",\"\",")), "{csv}");
    }

    #[test]
    fn a_row_is_a_line_with_all_that_a_customer_may_know() {
        let row = CustomerConversation {
            id: 12345,
            subject: "Größe 43".into(),
            status: Some(Status::from("Waiting, on carrier")),
            priority: Some(Priority::High),
            created_at: 1_700_000_000,
            last_updated_at: 0,
            description_text: "First line\nsecond, \"quoted\"".into(),
            ..CustomerConversation::default()
        };
        assert_eq!(
            to_csv(&[Rc::new(row)]),
            "\u{feff}number,subject,status,priority,created_at,last_updated_at,text\r\n\
             12345,\"Größe 43\",\"Waiting, on carrier\",\"High\",\"2023-11-14T22:13:20Z\",\
             \"1970-01-01T00:00:00Z\",\"First line\nsecond, \"\"quoted\"\"\"\r\n"
        );
        assert_eq!(to_csv(&[]).lines().count(), 1);
    }

    #[test]
    fn no_cell_is_a_formula() {
        check_subject("=1+1", "\"'=1+1\"");
        check_subject("+49 30 123", "\"'+49 30 123\"");
        check_subject("-5 €", "\"'-5 €\"");
        check_subject("@SUM(A1)", "\"'@SUM(A1)\"");
        check_subject("\t=1", "\"'\t=1\"");
        check_subject("\r=1", "\"'\r=1\"");
        check_subject("  =1", "\"'  =1\"");
        check_subject("＝cmd", "\"'＝cmd\"");
        check_subject("=\"a\",\"b\"", "\"'=\"\"a\"\",\"\"b\"\"\"");
        check_subject("1 = 1", "\"1 = 1\"");
    }
}
