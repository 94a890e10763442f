//! `causeline serve` over a real socket: who is let in, what is reached, and
//! that nothing is lost.

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

const STORY: &str = "title: A flood\nevents:\n  rain: { when: 2025-09-20, what: It rains }\n  flood:\n    when: 2025-09-21\n    what: It floods\n    because: rain\n";

/// A server in a process of its own, with the folder that it serves.
struct Served {
    desk: tempfile::TempDir,
    child: Child,
    port: u16,
    token: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug)]
struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What is told of a refusal.
    fn trouble(&self) -> String {
        self.json()["error"].as_str().unwrap_or_default().to_owned()
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

impl Served {
    /// Serves a folder with these files.
    fn folder(files: &[(&str, &str)]) -> Self {
        Self::at("", files)
    }

    /// Serves what is at a path in a folder with these files.
    fn at(path: &str, files: &[(&str, &str)]) -> Self {
        let desk = tempfile::tempdir().unwrap();
        let served = desk.path().join("served");
        fs::create_dir(&served).unwrap();
        for (name, text) in files {
            let path = served.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_causeline"))
            .arg("serve")
            .arg(served.join(path))
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut url = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut url).unwrap();
        let rest = url.trim().strip_prefix("http://127.0.0.1:").unwrap();
        let (port, token) = rest.split_once("/#").unwrap();
        Self {
            port: port.parse().unwrap(),
            token: token.to_owned(),
            desk,
            child,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.desk.path().join("served").join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).unwrap();
        stream.set_write_timeout(patience).unwrap();
        stream
    }

    /// Sends these very bytes.
    fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // A refusal may come before all is written.
        let _ = stream.write_all(bytes);
        reply(&mut stream)
    }

    /// The header fields of the page's own requests.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let host = format!("127.0.0.1:{}", self.port);
        vec![
            ("Host", host.clone()),
            ("Origin", format!("http://{host}")),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
            ("Content-Type", "application/json".to_owned()),
            ("X-Causeline-Token", self.token.clone()),
        ]
    }

    /// A request with one header field other than the page would send it.
    fn altered(&self, name: &'static str, value: Option<&str>) -> Reply {
        let mut fields = self.fields();
        fields.retain(|(own, _)| *own != name);
        let mut head = String::from("POST /api/state HTTP/1.1\r\nContent-Length: 2\r\n");
        fields.extend(value.map(|value| (name, value.to_owned())));
        head.push_str(&lines(&fields));
        self.raw(format!("{head}\r\n{{}}").as_bytes())
    }

    /// Asks as the page does.
    fn ask(&self, name: &str, body: &Value) -> Reply {
        self.raw(&self.request(name, &body.to_string()))
    }

    fn request(&self, name: &str, body: &str) -> Vec<u8> {
        let (fields, length) = (lines(&self.fields()), body.len());
        format!("POST /api/{name} HTTP/1.1\r\n{fields}Content-Length: {length}\r\n\r\n{body}")
            .into_bytes()
    }

    fn get(&self, path: &str, more: &str) -> Reply {
        let port = self.port;
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{more}\r\n").as_bytes())
    }

    fn open(&self, path: &str) -> Value {
        self.ask("open", &json!({ "path": path })).json()
    }

    fn save(&self, path: &str, text: &str, version: &Value) -> Reply {
        self.ask(
            "save",
            &json!({ "path": path, "text": text, "version": version }),
        )
    }

    fn preview(&self, path: &str, text: &str) -> Value {
        self.ask(
            "preview",
            &json!({ "page": "test", "number": 1, "path": path, "text": text }),
        )
        .json()
    }

    /// The stream of news about a file.
    fn news(&self, path: &str) -> News {
        let mut stream = self.connect();
        let request = self.request("events", &json!({ "path": path }).to_string());
        stream.write_all(&request).unwrap();
        News {
            lines: BufReader::new(stream),
        }
    }
}

/// Header fields as they are sent.
fn lines(fields: &[(&str, String)]) -> String {
    let fields = fields.iter();
    fields.fold(String::new(), |all, (name, value)| {
        all + name + ": " + value + "\r\n"
    })
}

/// Reads one answer.
fn reply(stream: &mut TcpStream) -> Reply {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    loop {
        let mut line = String::new();
        let count = reader.read_line(&mut line).unwrap();
        if count == 0 || line == "\r\n" {
            break;
        }
        head.push_str(line.trim_end());
        head.push('\n');
    }
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let mut reply = Reply {
        status: status.unwrap_or(0),
        head,
        body: Vec::new(),
    };
    let length = reply
        .field("content-length")
        .map(|one| one.parse().unwrap());
    reply.body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut reply.body).unwrap();
    reply
}

/// The picture of an answer for a page that shows none.
fn drawn(told: &Value) -> String {
    let picture = &told["picture"];
    let pieces = picture["pieces"].as_array().unwrap().iter();
    let pieces: String = pieces.map(|piece| piece.as_str().unwrap()).collect();
    format!("{}{pieces}</svg>", picture["head"].as_str().unwrap())
}

/// A stream of server-sent events.
struct News {
    lines: BufReader<TcpStream>,
}

impl News {
    /// The next piece of news.
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert_ne!(
                self.lines.read_line(&mut line).unwrap(),
                0,
                "the stream ended"
            );
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

#[test]
fn the_page_is_let_in() {
    let served = Served::folder(&[("flood.yaml", STORY), ("deep/rain.yml", STORY)]);
    let state = served.ask("state", &json!({}));
    assert_eq!(state.status, 200);
    assert_eq!(
        state.json()["files"],
        json!(["deep/rain.yml", "flood.yaml"])
    );
    for host in ["localhost", "[::1]"] {
        let mut fields = served.fields();
        fields[0].1 = format!("{host}:{}", served.port);
        fields[1].1 = format!("http://{}", fields[0].1);
        let head = lines(&fields);
        let told = served.raw(
            format!("POST /api/state HTTP/1.1\r\n{head}Content-Length: 2\r\n\r\n{{}}").as_bytes(),
        );
        assert_eq!(told.status, 200, "{host}");
    }
}

#[test]
fn everybody_else_is_kept_out() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let port = served.port;
    let other_port = format!("127.0.0.1:{}", port.wrapping_add(1));
    let rebound = format!("evil.example:{port}");
    let other_origin = format!("http://{other_port}");
    let secure = format!("https://127.0.0.1:{port}");
    let near = {
        let mut token = served.token.clone();
        let last = if token.ends_with('0') { '1' } else { '0' };
        token.pop();
        token.push(last);
        token
    };
    for (name, value, status) in [
        // Another name for this machine, as DNS rebinding has it.
        ("Host", Some(rebound.as_str()), 403),
        ("Host", Some(other_port.as_str()), 403),
        ("Host", Some("127.0.0.1"), 403),
        ("Host", None, 403),
        // Another page in the same browser.
        ("Origin", Some("http://evil.example"), 403),
        ("Origin", Some(other_origin.as_str()), 403),
        ("Origin", Some(secure.as_str()), 403),
        ("Origin", Some("null"), 403),
        ("Sec-Fetch-Site", Some("cross-site"), 403),
        ("Sec-Fetch-Site", Some("same-site"), 403),
        // Somebody on this machine without the secret.
        ("X-Causeline-Token", None, 401),
        ("X-Causeline-Token", Some(""), 401),
        ("X-Causeline-Token", Some(near.as_str()), 401),
        // What a form of another page can send.
        ("Content-Type", Some("text/plain"), 415),
        ("Content-Type", None, 415),
    ] {
        let told = served.altered(name, value);
        assert_eq!(told.status, status, "{name}: {value:?}");
        assert!(!told.text().contains("flood"), "{name}: {value:?}");
    }
    let twice = served.raw(
        format!("POST /api/state HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil\r\n\r\n")
            .as_bytes(),
    );
    assert_eq!(twice.status, 400);
    assert_eq!(served.get("/api/state", "").status, 405);
}

#[test]
fn the_address_for_the_browser_opens_the_page_once() {
    let desk = tempfile::tempdir().unwrap();
    let server = causeline::serve::Server::open(desk.path(), Some(0)).unwrap();
    let port = server.address().port();
    let (older, newer) = (server.url_once().unwrap(), server.url_once().unwrap());
    let secret = server.url().rsplit('#').next().unwrap().to_owned();
    std::thread::spawn(move || server.run());
    let enter = |url: &str| {
        let ticket = url.rsplit("#once-").next().unwrap();
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let request = format!(
            "POST /api/enter HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Causeline-Token: {ticket}\r\nContent-Length: 2\r\n\r\n{{}}"
        );
        stream.write_all(request.as_bytes()).unwrap();
        reply(&mut stream)
    };
    assert_eq!(enter(&older).status, 401);
    let told = enter(&newer);
    assert_eq!(
        (told.status, told.json()["token"].as_str()),
        (200, Some(secret.as_str()))
    );
    assert_eq!(enter(&newer).status, 401);
    assert_eq!(enter(&format!("http://x/#once-{secret}")).status, 401);
}

#[test]
fn the_page_itself_holds_nothing_and_allows_itself_nothing() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let page = served.get("/", "");
    assert_eq!(page.status, 200);
    assert!(!page.text().contains(&served.token) && !page.text().contains("flood"));
    let policy = page.field("content-security-policy").unwrap();
    for rule in [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(
            policy.split("; ").any(|own| own == rule),
            "{rule}: {policy}"
        );
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    for path in ["/", "/editor.js", "/nothing", "/api/state"] {
        let told = served.get(path, "");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(told.field(name), Some(value), "{path}");
        }
        assert!(told.field("content-security-policy").is_some(), "{path}");
        assert_eq!(told.field("access-control-allow-origin"), None, "{path}");
    }
    // Other pages may link to it, and neither frame it nor use its scripts.
    let link =
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(served.get("/", link).status, 200);
    let frame =
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n";
    assert_eq!(served.get("/", frame).status, 403);
    let script =
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n";
    assert_eq!(served.get("/editor.js", script).status, 403);
}

#[test]
fn nothing_outside_the_folder_is_reached() {
    let served = Served::folder(&[("flood.yaml", STORY), ("notes.txt", "private")]);
    let outside = served.desk.path().join("secret.yaml");
    fs::write(&outside, "title: Secret\n").unwrap();
    let absolute = outside.display().to_string();
    for path in [
        "../secret.yaml",
        "deep/../../secret.yaml",
        "%2e%2e/secret.yaml",
        "notes.txt",
        absolute.as_str(),
    ] {
        for told in [
            served.ask("open", &json!({ "path": path })),
            served.save(path, "title: Mine\n", &Value::Null),
        ] {
            assert!(told.status == 403 || told.status == 404, "{path}: {told:?}");
            assert!(!told.text().contains("Secret") && !told.text().contains("private"));
        }
    }
    // An event file cannot fetch them either.
    for path in ["../secret.yaml", "notes.txt"] {
        let text = format!("{STORY}include: {path}\n");
        let told = served.preview("flood.yaml", &text);
        assert_eq!(told["is_faulty"], true, "{path}");
        assert!(!told.to_string().contains("private"), "{path}");
    }
    assert_eq!(fs::read_to_string(outside).unwrap(), "title: Secret\n");
    for path in [
        "/../secret.yaml",
        "/flood.yaml",
        "//etc/passwd",
        "/serve/../flood.yaml",
    ] {
        assert_eq!(served.get(path, "").status, 404, "{path}");
    }
}

#[test]
fn one_file_served_lets_at_that_one_and_what_it_includes() {
    let main =
        "title: A flood\ninclude: part.yaml\nevents:\n  rain: { when: 2025, what: It rains }\n";
    let part = "title: Part\nevents:\n  flood: { what: It floods, because: rain }\n";
    let served = Served::at(
        "main.yaml",
        &[
            ("main.yaml", main),
            ("part.yaml", part),
            (
                "other.yaml",
                "events:\n  more: { when: 2026, what: It pours }\n",
            ),
        ],
    );
    let reached = |path: &str| served.ask("open", &json!({ "path": path })).status;
    assert_eq!(served.preview("main.yaml", main)["is_faulty"], false);
    assert_eq!((reached("part.yaml"), reached("other.yaml")), (200, 403));

    // Naming a file in a text that is not saved gives nothing of it.
    let wider = main.replace("part.yaml", "[part.yaml, other.yaml]");
    for path in ["main.yaml", "part.yaml"] {
        let told = served.preview(path, &wider.replace("[part.yaml, ", "["));
        assert_eq!(told["is_faulty"], true);
        let why = told["diagnostics"].to_string();
        assert!(
            why.contains("`other.yaml` cannot be included: only main.yaml"),
            "{why}"
        );
        assert!(!told.to_string().contains("It pours"), "{told}");
    }
    assert_eq!(
        served.preview("main.yaml", &wider)["includes"],
        json!(["part.yaml"])
    );
    assert_eq!(reached("other.yaml"), 403);
    let news = served.ask("events", &json!({ "path": "other.yaml" }));
    assert_eq!(news.status, 403);

    // Saved, it is one of them.
    let version = served.open("main.yaml")["version"].clone();
    assert_eq!(served.save("main.yaml", &wider, &version).status, 200);
    let told = served.preview("main.yaml", &wider);
    assert_eq!(told["includes"], json!(["part.yaml", "other.yaml"]));
    assert_eq!(reached("other.yaml"), 200);
}

#[test]
fn a_page_that_listens_and_leaves_makes_room_at_once() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let mut pages: Vec<News> = (0..64).map(|_| served.news("flood.yaml")).collect();
    for page in &mut pages {
        page.next();
    }
    assert_eq!(served.ask("state", &json!({})).status, 503);
    drop(pages);
    // Before the second sign of life, sent 6 seconds after a page came, would find it gone;
    // a busy machine takes a while even where it is seen at once.
    let begun = Instant::now();
    while served.ask("state", &json!({})).status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(4));
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_text_comes_back_as_picture_data_and_places() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let told = served.preview("flood.yaml", STORY);
    let svg = drawn(&told);
    assert!(svg.contains("It floods") && svg.starts_with("<svg"));
    // First everything but the facts, then the facts.
    let data = told["data"].as_array().unwrap();
    let data: Vec<Value> = data
        .iter()
        .map(|part| serde_json::from_str(part.as_str().unwrap()).unwrap())
        .collect();
    let ids: Vec<&str> = data[1..]
        .iter()
        .filter_map(|fact| fact["id"].as_str())
        .collect();
    assert_eq!(
        (&data[0]["title"], ids),
        (&json!("A flood"), vec!["rain", "flood"])
    );
    let flood = &told["facts"][1];
    assert_eq!(flood["id"], "flood");
    let at = |key: &str| usize::try_from(flood[key].as_u64().unwrap()).unwrap();
    assert!(STORY[at("from")..].starts_with("flood:\n"));
    assert!(STORY[..at("to")].ends_with("because: rain"));
    assert_eq!(flood["line"], 4);
}

#[test]
fn a_faulty_text_has_no_picture_but_its_faults_in_the_editors_units() {
    let served = Served::folder(&[]);
    let text = "title: Éä😀\nevents:\n  rain: { when: 2025-02-30, what: It rains }\n";
    let told = served.preview("new.yaml", text);
    assert_eq!(told["picture"], Value::Null);
    assert_eq!(told["is_faulty"], true);
    let fault = &told["diagnostics"][0];
    assert_eq!(fault["severity"], "error");
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |key: &str| usize::try_from(fault[key].as_u64().unwrap()).unwrap();
    let marked = String::from_utf16(&units[at("from")..at("to")]).unwrap();
    assert_eq!(marked, "2025-02-30");
    // Asked for, a draft is drawn all the same.
    let draft = served.ask(
        "preview",
        &json!({ "page": "p", "number": 1, "path": "new.yaml", "text": text, "draft": true }),
    );
    assert!(drawn(&draft.json()).contains("It rains"));
}

#[test]
fn of_a_picture_that_follows_another_only_what_differs_is_told() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let see = |number: u32, shown: u32, text: &str| {
        let body = json!({ "page": "p", "number": number, "shown": shown, "path": "flood.yaml", "text": text });
        served.ask("preview", &body).json()["picture"]["pieces"].clone()
    };
    let first = see(1, 0, STORY);
    let first = first.as_array().unwrap();
    assert!(first.len() > 5 && first.iter().all(Value::is_string));
    // The very same again is nothing but kept.
    assert_eq!(see(2, 1, STORY), json!([[0, first.len()]]));
    let changed = STORY.replace("It rains", "It pours");
    let after = see(3, 2, &changed);
    let new: Vec<&Value> = after
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one.is_string())
        .collect();
    assert!(!new.is_empty() && new.len() < 5, "{after}");
    assert!(
        new.iter()
            .any(|piece| piece.as_str().unwrap().contains("It pours"))
    );
    // A page that shows another picture than the last one gets all of it.
    let whole = see(4, 2, &changed);
    assert!(whole.as_array().unwrap().iter().all(Value::is_string));
}

#[test]
fn only_the_latest_text_of_a_page_is_answered() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let ask = |page: &str, number: u32| {
        let body = json!({ "page": page, "number": number, "path": "flood.yaml", "text": STORY });
        served.ask("preview", &body).json()["stale"] == true
    };
    assert!(!ask("a", 2));
    assert!(ask("a", 1));
    assert!(!ask("a", 3));
    assert!(!ask("b", 1));
}

#[test]
fn an_edit_changes_only_what_it_must() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let text = STORY.replace("It rains", "Éa😀");
    let edit = |operation: Value| {
        served.ask(
            "edit",
            &json!({ "path": "flood.yaml", "text": text, "operation": operation }),
        )
    };
    let told = edit(json!({ "do": "rename", "old": "rain", "new": "downpour" }));
    assert_eq!(told.status, 200, "{}", told.text());
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for change in told.json()["changes"].as_array().unwrap().iter().rev() {
        let at = |key: &str| usize::try_from(change[key].as_u64().unwrap()).unwrap();
        let insert = change["insert"].as_str().unwrap().encode_utf16();
        units.splice(at("from")..at("to"), insert);
    }
    let after = String::from_utf16(&units).unwrap();
    assert_eq!(
        after,
        text.replace("rain:", "downpour:")
            .replace(": rain", ": downpour")
    );
    // What would leave the file worse is refused with the reason.
    let told = edit(json!({ "do": "link", "cause": "flood", "effect": "rain" }));
    assert_eq!(told.status, 422);
    assert!(!told.trouble().is_empty());
    let told = edit(json!({ "do": "rename", "old": "snow", "new": "ice" }));
    assert!(told.trouble().contains("snow"), "{}", told.trouble());
    // The disk is as it was: edits are of the editor's text.
    assert_eq!(served.read("flood.yaml"), STORY);
}

#[test]
fn saving_never_overwrites_what_the_page_did_not_know() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let opened = served.open("flood.yaml");
    assert_eq!(opened["text"], STORY);
    let saved = served.save("flood.yaml", "title: Mine\n", &opened["version"]);
    assert_eq!(saved.status, 200);
    assert_eq!(served.read("flood.yaml"), "title: Mine\n");

    // A second page still knows the older version.
    let late = served.save("flood.yaml", "title: Late\n", &opened["version"]);
    assert_eq!(late.status, 409);
    assert_eq!(late.json()["text"], "title: Mine\n");
    assert_eq!(served.read("flood.yaml"), "title: Mine\n");

    // Having seen it, the page may overwrite it.
    let forced = served.save("flood.yaml", "title: Late\n", &late.json()["version"]);
    assert_eq!(forced.status, 200);
    assert_eq!(served.read("flood.yaml"), "title: Late\n");

    fs::remove_file(served.path("flood.yaml")).unwrap();
    let gone = served.save("flood.yaml", "title: Again\n", &forced.json()["version"]);
    assert_eq!(
        (gone.status, gone.json()["text"].clone()),
        (409, Value::Null)
    );
    assert!(!served.path("flood.yaml").exists());
}

#[cfg(unix)]
#[test]
fn an_edit_of_several_files_changes_all_of_them_or_none() {
    use std::os::unix::fs::PermissionsExt;
    let main =
        "title: T\ninclude: [one.yaml, two.yaml]\nevents:\n  a: { what: A, when: after old }\n";
    let one = "events:\n  old: { what: Old, when: 2020 }\n";
    let two = "events:\n  b: { what: B, when: after old }\n";
    let served = Served::folder(&[("main.yaml", main), ("one.yaml", one), ("two.yaml", two)]);
    let ask = |others: Value| {
        let body = json!({
            "path": "main.yaml", "text": main, "others": others,
            "operation": { "do": "rename", "old": "old", "new": "new" },
        });
        served.ask("edit", &body)
    };
    let rename = || ask(json!(["two.yaml", "one.yaml"])).status;
    // What was not said to be allowed is asked for, and nothing is done.
    for others in [json!([]), json!(["one.yaml"])] {
        let told = ask(others).json();
        assert_eq!(
            (&told["changes"], &told["others"]),
            (&Value::Null, &json!(["one.yaml", "two.yaml"]))
        );
        assert_eq!(served.read("one.yaml"), one);
    }
    let rights = |mode| {
        fs::set_permissions(served.path("two.yaml"), fs::Permissions::from_mode(mode)).unwrap();
    };
    rights(0o444);
    assert_eq!(rename(), 403);
    assert_eq!(served.read("one.yaml"), one);
    rights(0o644);
    assert_eq!(rename(), 200);
    assert_eq!(served.read("one.yaml"), one.replace("old", "new"));
    assert_eq!(served.read("two.yaml"), two.replace("old", "new"));
}

#[test]
fn of_many_pages_that_save_at_once_one_wins_and_the_others_hear_of_it() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let version = served.open("flood.yaml")["version"].clone();
    let outcomes: Vec<u16> = std::thread::scope(|scope| {
        let pages: Vec<_> = (0..12)
            .map(|page| {
                let (served, version) = (&served, &version);
                scope.spawn(move || {
                    let text = format!("title: Page {page}\n");
                    served.save("flood.yaml", &text, version).status
                })
            })
            .collect();
        pages.into_iter().map(|page| page.join().unwrap()).collect()
    });
    let won = outcomes.iter().filter(|status| **status == 200).count();
    assert_eq!(won, 1, "{outcomes:?}");
    assert!(outcomes.iter().all(|status| [200, 409].contains(status)));
}

#[test]
fn every_page_hears_what_others_change() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let opened = served.open("flood.yaml");
    let (mut one, mut other) = (served.news("flood.yaml"), served.news("flood.yaml"));
    for page in [&mut one, &mut other] {
        // The state of the file comes first.
        let first = page.next();
        assert_eq!(first["version"], opened["version"]);
    }
    // Changed in another program.
    std::thread::sleep(Duration::from_millis(400));
    let begun = Instant::now();
    fs::write(served.path("flood.yaml"), "title: Theirs\n").unwrap();
    let news = one.next();
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(
        (&news["kind"], &news["path"]),
        (&json!("file"), &json!("flood.yaml"))
    );
    assert_eq!(news["version"], served.open("flood.yaml")["version"]);
    assert_eq!(other.next(), news);

    // Saved by a page.
    let saved = served.save("flood.yaml", "title: Mine\n", &news["version"]);
    assert_eq!(one.next()["version"], saved.json()["version"]);

    // Removed.
    fs::remove_file(served.path("flood.yaml")).unwrap();
    let mut last = one.next();
    while last["version"] == saved.json()["version"] {
        last = one.next();
    }
    assert_eq!(last["version"], Value::Null);
}

#[test]
fn requests_that_are_too_large_or_no_requests_are_refused() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let host = format!("Host: 127.0.0.1:{}\r\n", served.port);
    let own = lines(&served.fields());
    let long = "x".repeat(20_000);
    for (bytes, status) in [
        ("hello\r\n\r\n".to_owned(), 400),
        (format!("GET /{long} HTTP/1.1\r\n{host}\r\n"), 431),
        (
            format!("GET / HTTP/1.1\r\n{host}{}\r\n", "a: b\r\n".repeat(100)),
            431,
        ),
        (
            format!("POST /api/state HTTP/1.1\r\n{own}Content-Length: 99999999\r\n\r\n"),
            413,
        ),
        (
            format!("POST /api/state HTTP/1.1\r\n{own}Content-Length: x\r\n\r\n"),
            400,
        ),
        (
            format!(
                "POST /api/state HTTP/1.1\r\n{own}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"
            ),
            501,
        ),
        (format!("POST / HTTP/1.1\r\n{host}\r\n"), 405),
        (
            format!("POST /api/state HTTP/1.1\r\n{own}Content-Length: 3\r\n\r\n{{]}}"),
            200,
        ),
        (
            format!("POST /api/open HTTP/1.1\r\n{own}Content-Length: 3\r\n\r\n{{]}}"),
            400,
        ),
        (
            format!("POST /api/nothing HTTP/1.1\r\n{own}Content-Length: 2\r\n\r\n{{}}"),
            404,
        ),
    ] {
        let told = served.raw(bytes.as_bytes());
        assert_eq!(told.status, status, "{bytes:.60}");
    }
    // And the server goes on.
    assert_eq!(served.ask("state", &json!({})).status, 200);
}

#[test]
fn a_connection_serves_one_request_after_another() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let mut stream = served.connect();
    let one = served.request("state", "{}");
    // Both at once: the second must not be lost.
    stream.write_all(&[one.clone(), one].concat()).unwrap();
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    while String::from_utf8_lossy(&bytes)
        .matches("flood.yaml")
        .count()
        < 2
    {
        let count = stream.read(&mut piece).unwrap();
        assert_ne!(count, 0, "closed after one answer");
        bytes.extend_from_slice(&piece[..count]);
    }
}

#[test]
fn too_many_connections_are_told_so_and_do_no_harm() {
    let served = Served::folder(&[("flood.yaml", STORY)]);
    let idle: Vec<TcpStream> = (0..64).map(|_| served.connect()).collect();
    std::thread::sleep(Duration::from_millis(300));
    let told = served.ask("state", &json!({}));
    assert_eq!(told.status, 503);
    assert!(told.trouble().contains("close some"));
    drop(idle);
    let begun = Instant::now();
    while served.ask("state", &json!({})).status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_taken_port_and_a_missing_file_are_told_plainly() {
    let served = Served::folder(&[]);
    let run = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_causeline"))
            .arg("serve")
            .args(arguments)
            .output()
            .unwrap();
        (
            done.status.code(),
            String::from_utf8_lossy(&done.stderr).into_owned(),
        )
    };
    let folder = served.path("").display().to_string();
    let port = served.port.to_string();
    let (code, told) = run(&[&folder, "--port", &port]);
    assert_eq!(code, Some(2));
    assert!(
        told.contains(&port) && told.contains("another program has it"),
        "{told}"
    );
    let (code, told) = run(&["no-such-folder"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        told,
        "error: no-such-folder cannot be served: there is no such file or folder\n"
    );
    fs::write(served.path("a.txt"), "").unwrap();
    let (_, told) = run(&[&served.path("a.txt").display().to_string()]);
    assert!(
        told.contains("neither a folder nor a .yaml or .yml file"),
        "{told}"
    );
}

/// Saves version after version, telling of each, until the server ends.
fn save_until_it_ends(port: u16, token: &str, first: Value, saved: &Sender<usize>) {
    let mut version = first;
    for number in 1.. {
        let body = json!({ "path": "flood.yaml", "text": long(number), "version": version });
        let body = body.to_string();
        let head = format!(
            "POST /api/save HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Causeline-Token: {token}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else {
            return;
        };
        let sent = stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(body.as_bytes()));
        let mut answer = String::new();
        if sent.is_err() || stream.read_to_string(&mut answer).is_err() {
            return;
        }
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        let Ok(told) = serde_json::from_str::<Value>(body) else {
            return;
        };
        version = told["version"].clone();
        let _ = saved.send(number);
    }
}

/// A text of a version, too long to be written at one stroke.
fn long(number: usize) -> String {
    let line = format!("  - what: Version {number}\n");
    format!("title: Version {number}\nevents:\n{}", line.repeat(4000))
}

#[test]
fn killed_amid_saves_the_file_is_one_whole_version() {
    for (kill_after, moment) in [(3, 0), (11, 1), (24, 2), (38, 4), (57, 7)] {
        let mut served = Served::folder(&[("flood.yaml", &long(0))]);
        let first = served.open("flood.yaml")["version"].clone();
        let (port, token) = (served.port, served.token.clone());
        let (saved, heard) = channel();
        let saving = std::thread::spawn(move || save_until_it_ends(port, &token, first, &saved));
        while heard.recv().unwrap() < kill_after {}
        std::thread::sleep(Duration::from_millis(moment));
        served.child.kill().unwrap();
        served.child.wait().unwrap();
        saving.join().unwrap();
        let left = served.read("flood.yaml");
        let number = left.lines().next().unwrap().rsplit(' ').next().unwrap();
        let number: usize = number.parse().unwrap();
        // However many it saved before it was killed, which hangs on the machine.
        assert!(
            number >= kill_after,
            "version {kill_after} is lost: {number}"
        );
        assert!(left == long(number), "version {number} is torn");
    }
}
