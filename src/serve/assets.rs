//! The page itself: what everybody may see, since nothing of the user's is in
//! it.

use super::token::Token;
use super::wire::{Answer, Refusal};
use crate::render::{VIEWER_SCRIPT, VIEWER_STYLE};

/// One file of the page.
struct Asset {
    path: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($($path:literal $media_type:ident $file:literal,)*) => {
        &[$(Asset {
            path: $path,
            media_type: $media_type,
            bytes: include_bytes!(concat!("../../assets/", $file)),
        },)*]
    };
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const FONT: &str = "font/ttf";
const PLAIN: &str = "text/plain; charset=utf-8";

const ASSETS: &[Asset] = assets![
    "/serve.css" STYLE "page/serve.css",
    "/serve/connection.js" SCRIPT "page/serve/connection.js",
    "/serve/dialogs.js" SCRIPT "page/serve/dialogs.js",
    "/serve/files.js" SCRIPT "page/serve/files.js",
    "/serve/layout.js" SCRIPT "page/serve/layout.js",
    "/serve/main.js" SCRIPT "page/serve/main.js",
    "/serve/make.js" SCRIPT "page/serve/make.js",
    "/serve/problems.js" SCRIPT "page/serve/problems.js",
    "/serve/session.js" SCRIPT "page/serve/session.js",
    "/editor.js" SCRIPT "page/editor/editor.js",
    "/editor-licenses.txt" PLAIN "page/editor/LICENSES.txt",
    "/fonts/Inter-Regular.ttf" FONT "fonts/Inter-Regular.ttf",
    "/fonts/Inter-SemiBold.ttf" FONT "fonts/Inter-SemiBold.ttf",
    "/fonts/Inter-Bold.ttf" FONT "fonts/Inter-Bold.ttf",
];

const PAGE: &str = include_str!("../../assets/page/serve.html");

/// What stands in the page where its nonce goes.
const NONCE: &str = "NONCE";

/// The file of the page at a path.
pub(super) fn find(path: &str) -> Result<Answer, Refusal> {
    if path == "/" {
        return page();
    }
    match path {
        "/viewer.js" => return Ok(Answer::of(SCRIPT, VIEWER_SCRIPT)),
        "/viewer.css" => return Ok(Answer::of(STYLE, VIEWER_STYLE)),
        _ => {}
    }
    let asset = ASSETS.iter().find(|asset| asset.path == path);
    let asset = asset.ok_or_else(|| Refusal::new(404, "there is no such page"))?;
    Ok(Answer::of(asset.media_type, asset.bytes))
}

/// The page, with a nonce of its own for the styles that the editor makes as
/// it goes.
fn page() -> Result<Answer, Refusal> {
    let nonce =
        Token::random().map_err(|_| Refusal::new(503, "the system has no random numbers"))?;
    let nonce = nonce.as_str();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let page = PAGE.replace(NONCE, nonce);
    Ok(Answer::of("text/html; charset=utf-8", page).with("Content-Security-Policy", policy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_the_page_names_is_there() {
        let named = PAGE.split(['"']).filter(|word| word.starts_with('/'));
        let named: Vec<&str> = named.collect();
        assert!(named.len() > 4, "{named:?}");
        for path in named {
            assert!(find(path).is_ok(), "{path}");
        }
        // The modules name each other.
        for asset in ASSETS
            .iter()
            .filter(|asset| asset.path.starts_with("/serve/"))
        {
            let text = std::str::from_utf8(asset.bytes).unwrap();
            for name in text.lines().filter_map(|line| line.strip_prefix("import ")) {
                let name = name.rsplit('"').nth(1).unwrap();
                let path = name.replace("./", "/serve/");
                assert!(find(&path).is_ok(), "{}: {path}", asset.path);
            }
        }
    }

    #[test]
    fn the_page_has_no_script_or_style_of_its_own() {
        assert!(!PAGE.contains("<style"));
        assert!(!PAGE.contains(" style="));
        assert!(!PAGE.contains(" on"));
        for script in PAGE.split("<script").skip(1) {
            assert!(script.contains(" src=\"/"), "{script}");
        }
    }

    #[test]
    fn every_page_has_a_nonce_of_its_own() {
        let (one, other) = (find("/").unwrap(), find("/").unwrap());
        assert_ne!(one.body, other.body);
    }
}
