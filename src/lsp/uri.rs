//! Addresses of files as editors write them, and their names here.
//!
//! A file of the disk is named by its path; anything else, such as a text that
//! was never saved, by its whole address.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What an address may hold as it is: RFC 3986's unreserved characters, and
/// the slash between folders.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b':');

/// The name of what an address is of.
pub(super) fn name_of(uri: &str) -> String {
    let Some(rest) = uri.strip_prefix("file://") else {
        return uri.to_owned();
    };
    // A host before the path is this one, or Windows' name of a share.
    let (host, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, ""),
    };
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let bytes = path.as_bytes();
    let has_drive = bytes.len() >= 3 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    if has_drive {
        return path[1..].to_owned();
    }
    match host {
        "" | "localhost" => path,
        share => format!("//{share}{path}"),
    }
}

/// Whether a name is of a file of the disk.
pub(super) fn is_file(name: &str) -> bool {
    let scheme = name.split_once(':').map_or("", |(scheme, _)| scheme);
    // One letter is a drive of Windows.
    scheme.len() < 2 || scheme.contains('/')
}

/// The address of a name.
pub(super) fn uri_of(name: &str) -> String {
    if !is_file(name) {
        return name.to_owned();
    }
    let path = if cfg!(windows) {
        name.replace('\\', "/")
    } else {
        name.to_owned()
    };
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, ESCAPED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_are_paths() {
        for (uri, name) in [
            ("file:///tmp/a.yaml", "/tmp/a.yaml"),
            ("file:///tmp/a%20b/%C3%A9.yaml", "/tmp/a b/é.yaml"),
            ("file://localhost/tmp/a.yaml", "/tmp/a.yaml"),
            ("file:///c%3A/stories/a.yaml", "c:/stories/a.yaml"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            assert_eq!(name_of(uri), name);
        }
        assert!(!is_file("untitled:Untitled-1") && is_file("/tmp/a: b.yaml"));
        assert!(is_file("c:/a.yaml"));
    }

    #[test]
    fn paths_are_escaped() {
        assert_eq!(
            uri_of("/tmp/a b/é#?.yaml"),
            "file:///tmp/a%20b/%C3%A9%23%3F.yaml"
        );
        assert_eq!(uri_of("untitled:Untitled-1"), "untitled:Untitled-1");
        assert_eq!(name_of(&uri_of("/tmp/100%/x.yaml")), "/tmp/100%/x.yaml");
    }
}
