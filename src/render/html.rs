//! A picture in one self-contained page with the reading features.

use super::escape;
use super::viewer::{VIEWER_SCRIPT, VIEWER_STYLE};
use crate::style::Theme;
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

/// What stands in a page.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The name of the page.
    pub title: &'a str,
    /// BCP 47 tag of the language it is in.
    pub language: &'a str,
    /// The picture as [`svg`](super::svg) writes it.
    pub wide: &'a str,
    /// The same for narrow windows, where there is one.
    pub narrow: Option<&'a str>,
    /// What the viewer tells of each fact, as JSON.
    pub data: &'a str,
    /// The colours the pictures are written in. Where they are not
    /// [`Theme::Auto`], the page keeps to them and offers no others.
    pub theme: Theme,
}

/// The script that starts the viewer.
const START: &str = include_str!("../../assets/page/page.js");
/// The looks of the page around the viewer.
const AROUND: &str = include_str!("../../assets/page/page.css");

/// Writes a page: it needs nothing from outside, and shows the picture where
/// scripts are blocked. Its policy lets nothing run and nothing be fetched but
/// what stands in it.
///
/// ```
/// use causeline::render::{html, Page};
/// let page = Page {
///     title: "A & B",
///     language: "en",
///     wide: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
///     narrow: None,
///     data: r#"{"title":"</script>"}"#,
///     theme: causeline::style::Theme::Auto,
/// };
/// let text = html(&page);
/// assert!(text.starts_with("<!DOCTYPE html>"));
/// assert!(text.contains("<title>A &amp; B</title>"));
/// assert!(text.contains(r#"{"title":"\u003c/script>"}"#));
/// ```
pub fn html(page: &Page<'_>) -> String {
    let script = [VIEWER_SCRIPT, START].concat();
    let style = [VIEWER_STYLE, AROUND].concat();
    let pictures = [Some(page.wide), page.narrow];
    let inner = pictures.into_iter().flatten().filter_map(style_of);
    let styles: Vec<&str> = [style.as_str()].into_iter().chain(inner).collect();
    let size = page.wide.len() + page.narrow.map_or(0, str::len) + page.data.len();
    let mut out = String::with_capacity(size + script.len() + style.len() + 4096);
    out.push_str("<!DOCTYPE html>\n<html lang=\"");
    out.push_str(escape::language(page.language));
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n");
    policy(&mut out, &script, &styles);
    out.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    if escape::is_blank(page.title) {
        out.push_str("Timeline");
    } else {
        escape::write(&mut out, page.title);
    }
    out.push_str("</title>\n<style>");
    out.push_str(&style);
    out.push_str("</style>\n</head>\n<body>\n");
    body(&mut out, page);
    out.push_str("<script type=\"application/json\" id=\"data\">");
    data(&mut out, page.data);
    out.push_str("</script>\n<script>");
    out.push_str(&script);
    out.push_str("</script>\n</body>\n</html>\n");
    out
}

/// What the page may do: run its one script and apply its own styles, by their
/// hashes; a font may stand in it.
fn policy(out: &mut String, script: &str, styles: &[&str]) {
    out.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src ",
    );
    hash(out, script);
    out.push_str("; style-src");
    for style in styles {
        out.push(' ');
        hash(out, style);
    }
    out.push_str("; font-src data:; base-uri 'none'; form-action 'none'\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
}

fn hash(out: &mut String, text: &str) {
    out.push_str("'sha256-");
    out.push_str(&BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())));
    out.push('\'');
}

/// The rules inside a picture, where it has any. The letters of its texts are
/// escaped, so that the first tag is that of its own style.
fn style_of(svg: &str) -> Option<&str> {
    let (_, rest) = svg.split_once("<style>")?;
    let (rules, _) = rest.split_once("</style>")?;
    Some(rules)
}

fn body(out: &mut String, page: &Page<'_>) {
    out.push_str("<main class=\"cl\" id=\"timeline\"");
    out.push_str(match page.theme {
        Theme::Auto => "",
        Theme::Light | Theme::Print => " data-theme=\"light\"",
        Theme::Dark => " data-theme=\"dark\"",
    });
    out.push_str(">\n<div class=\"cl-middle\"><div class=\"cl-stage\"><div class=\"cl-sheet");
    if page.narrow.is_some() {
        out.push_str(" cl-both");
    }
    out.push_str("\">\n<div class=\"cl-wide\">");
    out.push_str(page.wide);
    out.push_str("</div>\n");
    if let Some(narrow) = page.narrow {
        out.push_str("<div class=\"cl-narrow\">");
        out.push_str(narrow);
        out.push_str("</div>\n");
    }
    out.push_str("</div></div></div>\n</main>\n");
}

/// JSON in which no text can end the script around it or begin a comment.
fn data(out: &mut String, json: &str) {
    let mut rest = json;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        out.push_str("\\u003c");
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_pages_own_parts_could_end_them() {
        for script in [VIEWER_SCRIPT, START] {
            assert!(!script.contains("</script") && !script.contains("<!--"));
        }
        for style in [VIEWER_STYLE, AROUND] {
            assert!(!style.contains("</style"));
        }
    }

    #[test]
    fn the_policy_names_every_style_and_the_script() {
        let wide = "<svg><style>a{}</style></svg>";
        let narrow = "<svg><style>b{}</style></svg>";
        let page = html(&Page {
            title: "",
            language: "en",
            wide,
            narrow: Some(narrow),
            data: "{}",
            theme: Theme::Auto,
        });
        for rules in ["a{}", "b{}"] {
            let mut expected = String::new();
            hash(&mut expected, rules);
            assert!(page.contains(&expected), "{rules}");
        }
        assert!(page.contains("<title>Timeline</title>"));
        assert!(!page.contains("unsafe-inline") && !page.contains("unsafe-eval"));
    }
}
