//! The paper or agency that a line with a day names.

use super::Head;
use super::header::date_within;

/// The last words of the names of papers and agencies.
const PAPERS: &str = "advertiser agency argus bulletin chronicle courier dispatch echo examiner \
    express gazette globe guardian herald journal ledger mail mercury mirror news observer post \
    press record telegraph times tribune weekly";

/// Takes the paper that a line names before its day: `Valley Gazette, 14 October 2025`.
pub(super) fn note_paper(line: &str, head: &mut Head) {
    let Some((_, span)) = date_within(line) else {
        return;
    };
    let name = line[..span.start].trim_matches(|letter: char| !letter.is_alphanumeric());
    let last = name.rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    let is_plain = !name.contains([',', '|', '·', ':']) && !name.starts_with("By ");
    if is_plain && PAPERS.split_whitespace().any(|word| word == last) {
        head.publisher.get_or_insert_with(|| name.to_owned());
    }
}
