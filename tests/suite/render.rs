//! What the painter writes for scenes made by hand.

use causeline::render::{Options, svg};
use causeline::scene::{
    Align, Axis, Direction, Form, Group, Ink, Knot, Node, Paint, Role, Scene, Shape, Step, Stroke,
    Text, Time, Weight,
};
use causeline::style::{KindStyle, Palette, Theme};
use proptest::prelude::*;

fn shape(role: Role, form: Form, fill: Paint) -> Shape {
    Shape {
        role,
        form,
        fill,
        stroke: None,
        time: None,
    }
}

fn rect(x: f64, y: f64, width: f64, height: f64, radius: f64) -> Form {
    Form::Rect {
        x,
        y,
        width,
        height,
        radius,
    }
}

fn words(x: f64, y: f64, content: &str, size: f64, weight: Weight, ink: Ink) -> Node {
    let text = Text {
        x,
        y,
        content: content.to_owned(),
        size,
        weight,
        spacing: 0.0,
        align: Align::Start,
    };
    Node::Shape(shape(Role::Card, Form::Text(text), Paint::Flat(ink)))
}

fn axis(direction: Direction) -> Axis {
    let knot = |seconds, position| Knot { seconds, position };
    Axis {
        direction,
        knots: vec![
            knot(0.0, 40.0),
            knot(86_400.0 * 365.0, 300.0),
            knot(86_400.0 * 400.0, 700.0),
            knot(86_400.0 * 402.0, 960.0),
        ],
    }
}

/// A picture with every kind of form, paint and group.
fn scene(direction: Direction) -> Scene {
    let mut nodes = vec![
        Node::Shape(shape(
            Role::Paper,
            rect(0.0, 0.0, 1000.0, 420.0, 0.0),
            Paint::Flat(Ink::Paper),
        )),
        words(
            40.0,
            50.0,
            "Title of “all” <things> & more",
            30.0,
            Weight::Bold,
            Ink::Text,
        ),
        Node::Shape(shape(
            Role::Lane,
            rect(20.0, 90.0, 960.0, 200.0, 8.0),
            Paint::Flat(Ink::Band),
        )),
    ];
    nodes.push(event());
    nodes.push(fuzzy());
    nodes.push(link());
    Scene {
        width: 1000.0,
        height: 420.0,
        title: "Title".to_owned(),
        description: "What it tells.".to_owned(),
        language: "en".to_owned(),
        axis: axis(direction),
        nodes,
    }
}

fn event() -> Node {
    let mut event = Group::new(Role::Event);
    event.id = Some("event-post".to_owned());
    event.subject = Some("post".to_owned());
    event.title = Some("2 January: the post".to_owned());
    event.link = Some("https://example.org/?a=1&b=2".to_owned());
    let mark = Shape {
        role: Role::Mark,
        form: Form::Circle {
            x: 1.0,
            y: 260.0,
            radius: 7.0,
        },
        fill: Paint::Flat(Ink::Lane(0)),
        stroke: Some(Stroke::solid(Ink::Paper, 2.5)),
        time: Some(Time::At(86_400.0 * 366.0)),
    };
    let mut card = shape(
        Role::Card,
        rect(250.0, 120.0, 180.0, 70.0, 7.0),
        Paint::Flat(Ink::Card),
    );
    card.stroke = Some(Stroke::solid(Ink::CardEdge, 1.0));
    event.nodes = vec![
        Node::Shape(mark),
        Node::Shape(card),
        words(
            264.0,
            142.0,
            "2 January",
            11.5,
            Weight::SemiBold,
            Ink::Lane(0),
        ),
        words(
            264.0,
            162.0,
            "The post is written",
            13.5,
            Weight::SemiBold,
            Ink::Text,
        ),
    ];
    Node::Group(event)
}

fn fuzzy() -> Node {
    let mut event = Group::new(Role::Event);
    event.subject = Some("talks".to_owned());
    let bar = Shape {
        role: Role::Mark,
        form: rect(0.0, 254.0, 10.0, 12.0, 6.0),
        fill: Paint::Fade(Ink::Lane(1), vec![(0.0, 0.0), (0.4, 0.8), (1.0, 0.8)]),
        stroke: None,
        time: Some(Time::Between(86_400.0 * 370.0, 86_400.0 * 401.5)),
    };
    let diamond = Shape {
        role: Role::Mark,
        form: Form::Path(vec![
            Step::Move(0.0, 250.0),
            Step::Line(8.0, 258.0),
            Step::Curve(8.0, 260.0, 4.0, 264.0, 0.0, 266.0),
            Step::Line(-8.0, 258.0),
            Step::Close,
        ]),
        fill: Paint::Flat(Ink::Lane(1)),
        stroke: None,
        time: Some(Time::At(86_400.0 * 200.0)),
    };
    event.nodes = vec![Node::Shape(bar), Node::Shape(diamond)];
    Node::Group(event)
}

fn link() -> Node {
    let mut link = Group::new(Role::Link);
    link.subject = Some("post>talks".to_owned());
    link.link = Some("#event-post".to_owned());
    let curve = Form::Path(vec![
        Step::Move(300.0, 260.0),
        Step::Curve(340.0, 200.0, 400.0, 200.0, 470.0, 252.0),
    ]);
    let mut line = shape(Role::Line, curve, Paint::None);
    line.stroke = Some(Stroke {
        ink: Ink::Kind(0),
        width: 2.0,
        dash: vec![9.0, 5.0],
        opacity: 1.0,
        round: true,
    });
    link.nodes = vec![Node::Shape(line)];
    Node::Group(link)
}

fn palette() -> Palette {
    let kind = KindStyle {
        id: "motivates",
        color: None,
    };
    Palette::new(&[None, Some("#1b6e5c".to_owned())], &[kind])
}

fn write(scene: &Scene, theme: Theme) -> String {
    svg(
        scene,
        &palette(),
        &Options {
            theme,
            embed_font: false,
        },
    )
}

fn number(node: roxmltree::Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// The ends along the axis of an element that stands for a time.
fn ends(node: roxmltree::Node<'_, '_>, direction: Direction) -> (f64, f64) {
    let upright = direction == Direction::Vertical;
    let pick = |across, down| number(node, if upright { down } else { across });
    match node.tag_name().name() {
        "circle" => (pick("cx", "cy"), pick("cx", "cy")),
        "rect" => (pick("x", "y"), pick("x", "y") + pick("width", "height")),
        _ => {
            let path = node
                .attribute("d")
                .unwrap()
                .replace(['M', 'L', 'C', 'Z'], " ");
            let numbers = path
                .split_whitespace()
                .map(|word| word.parse::<f64>().unwrap());
            let places: Vec<f64> = numbers.skip(usize::from(upright)).step_by(2).collect();
            let low = places.iter().copied().fold(f64::INFINITY, f64::min);
            (
                low,
                places.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            )
        }
    }
}

#[test]
fn every_mark_stands_at_its_time_in_both_directions() {
    for direction in [Direction::Horizontal, Direction::Vertical] {
        let scene = scene(direction);
        let text = write(&scene, Theme::Auto);
        let document = roxmltree::Document::parse(&text).unwrap();
        let mut marks = 0;
        for node in document.descendants() {
            let (low, high) = if node.has_attribute("data-t") {
                let (low, high) = ends(node, direction);
                let middle = f64::midpoint(low, high);
                assert!((middle - scene.axis.place(number(node, "data-t"))).abs() < 0.1);
                (low, high)
            } else if node.has_attribute("data-t0") {
                let (low, high) = ends(node, direction);
                assert!((low - scene.axis.place(number(node, "data-t0"))).abs() < 0.1);
                assert!((high - scene.axis.place(number(node, "data-t1"))).abs() < 0.1);
                (low, high)
            } else {
                continue;
            };
            assert!(low <= high);
            marks += 1;
        }
        assert_eq!(marks, 3);
    }
}

#[test]
fn the_axis_stands_in_the_metadata() {
    let scene = scene(Direction::Vertical);
    let text = write(&scene, Theme::Light);
    let document = roxmltree::Document::parse(&text).unwrap();
    let metadata = document
        .descendants()
        .find(|node| node.has_tag_name("metadata"));
    let metadata = metadata
        .or_else(|| {
            document
                .descendants()
                .find(|node| node.tag_name().name() == "metadata")
        })
        .unwrap();
    let value: serde_json::Value = serde_json::from_str(metadata.text().unwrap()).unwrap();
    assert_eq!(value["axis"]["dir"], "y");
    let knots = value["axis"]["knots"].as_array().unwrap();
    assert_eq!(knots.len(), scene.axis.knots.len());
    for (knot, expected) in knots.iter().zip(&scene.axis.knots) {
        assert_eq!(knot[0].as_f64(), Some(expected.seconds));
        assert_eq!(knot[1].as_f64(), Some(expected.position));
    }
}

#[test]
fn a_screen_reader_finds_names() {
    let text = write(&scene(Direction::Horizontal), Theme::Auto);
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    assert_eq!(root.attribute("lang"), Some("en"));
    let named: Vec<String> = root
        .attribute("aria-labelledby")
        .unwrap()
        .split(' ')
        .map(|id| {
            let node = document
                .descendants()
                .find(|node| node.attribute("id") == Some(id));
            node.unwrap().text().unwrap().to_owned()
        })
        .collect();
    assert_eq!(named, ["Title", "What it tells."]);
    let event = document
        .descendants()
        .find(|node| node.attribute("data-event") == Some("post"))
        .unwrap();
    assert_eq!(
        event.first_element_child().unwrap().text(),
        Some("2 January: the post")
    );
}

#[test]
fn ids_differ_between_pictures_and_links_lead_to_them() {
    let one = scene(Direction::Horizontal);
    let mut other = one.clone();
    other.title = "Another".to_owned();
    let (one, other) = (write(&one, Theme::Auto), write(&other, Theme::Auto));
    let ids = |text: &str| -> Vec<String> {
        let document = roxmltree::Document::parse(text).unwrap();
        let ids = document
            .descendants()
            .filter_map(|node| node.attribute("id"));
        ids.map(str::to_owned).collect()
    };
    let (first, second) = (ids(&one), ids(&other));
    assert!(first.iter().all(|id| !second.contains(id)));
    let document = roxmltree::Document::parse(&one).unwrap();
    let links: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("href"))
        .collect();
    assert_eq!(links.len(), 2);
    assert_eq!(links[0], "https://example.org/?a=1&b=2");
    assert!(first.contains(&links[1][1..].to_owned()));
}

#[test]
fn harmful_and_dangling_links_are_left_out() {
    for target in [
        "javascript:alert(1)",
        "data:text/html,x",
        "#nowhere",
        "file:///etc",
    ] {
        let mut scene = scene(Direction::Horizontal);
        let mut group = Group::new(Role::Chip);
        group.link = Some(target.to_owned());
        group.nodes.push(words(
            10.0,
            400.0,
            "chip",
            10.5,
            Weight::Regular,
            Ink::TextFaint,
        ));
        scene.nodes = vec![Node::Group(group)];
        let text = write(&scene, Theme::Auto);
        assert!(!text.contains("href") && !text.contains(target), "{text}");
    }
}

#[test]
fn a_link_inside_a_link_is_left_out_and_closed_rightly() {
    let mut inner = Group::new(Role::Chip);
    inner.link = Some("https://example.org/inner".to_owned());
    inner.nodes.push(words(
        10.0,
        40.0,
        "1",
        10.5,
        Weight::Regular,
        Ink::TextFaint,
    ));
    let mut outer = Group::new(Role::Event);
    outer.link = Some("https://example.org/outer".to_owned());
    outer.nodes.push(Node::Group(inner));
    let mut scene = scene(Direction::Horizontal);
    scene.nodes = vec![Node::Group(outer)];
    let text = write(&scene, Theme::Auto);
    roxmltree::Document::parse(&text).unwrap();
    assert_eq!(text.matches("<a ").count(), 1);
    assert!(text.contains("outer"));
}

#[test]
fn themes_resolve_their_colours() {
    let scene = scene(Direction::Horizontal);
    let auto = write(&scene, Theme::Auto);
    assert!(auto.contains("@media (prefers-color-scheme:dark){"));
    assert!(auto.contains("@media print{"));
    assert!(auto.contains("fill=\"#faf8f4\""));
    for (theme, paper) in [
        (Theme::Light, "#faf8f4"),
        (Theme::Dark, "#12161b"),
        (Theme::Print, "#ffffff"),
    ] {
        let text = write(&scene, theme);
        assert!(
            !text.contains("<style>") && !text.contains("var("),
            "{theme:?}"
        );
        assert!(text.contains(&format!("fill=\"{paper}\"")), "{theme:?}");
    }
}

#[test]
fn every_colour_of_an_automatic_picture_has_its_rule() {
    let text = write(&scene(Direction::Horizontal), Theme::Auto);
    let document = roxmltree::Document::parse(&text).unwrap();
    let style = document
        .descendants()
        .find(|node| node.tag_name().name() == "style")
        .and_then(|node| node.text())
        .unwrap();
    for node in document.descendants() {
        for (property, letter) in [("fill", 'f'), ("stroke", 's'), ("stop-color", 'g')] {
            let Some(color) = node
                .attribute(property)
                .filter(|color| color.starts_with('#'))
            else {
                continue;
            };
            let mut classes = node.attribute("class").unwrap_or_default().split(' ');
            let has_rule = classes.any(|class| {
                class.starts_with(letter)
                    && style.matches(&format!(".{class}{{{property}:")).count() == 2
            });
            assert!(has_rule, "{property}={color} of {node:?}");
        }
    }
}

#[test]
fn a_face_is_embedded_only_where_it_was_asked_for() {
    let scene = scene(Direction::Horizontal);
    assert!(!write(&scene, Theme::Auto).contains("data:"));
    let options = Options {
        theme: Theme::Light,
        embed_font: true,
    };
    let text = svg(&scene, &palette(), &options);
    roxmltree::Document::parse(&text).unwrap();
    // Bold and semi-bold are used, regular is not.
    assert_eq!(text.matches("@font-face").count(), 2);
}

#[test]
fn a_scene_nested_a_thousand_deep_is_written() {
    let mut scene = scene(Direction::Horizontal);
    let mut nodes = std::mem::take(&mut scene.nodes);
    for _ in 0..1000 {
        let mut group = Group::new(Role::Legend);
        group.nodes = nodes;
        nodes = vec![Node::Group(group)];
    }
    scene.nodes = nodes;
    let text = write(&scene, Theme::Light);
    assert_eq!(text.matches("<g ").count(), text.matches("</g>").count());
}

fn hostile_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\u{0}-\u{1F}<>&\"'\\]\u{7F}-\u{9F}\u{FFFE}\u{FFFF}a-c]{0,20}",
        Just("]]><script>alert(1)</script>".to_owned()),
    ]
}

fn hostile_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        -1e4..1e4_f64,
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(0.0),
    ]
}

proptest! {
    #[test]
    fn any_scene_gives_well_formed_xml(
        texts in prop::collection::vec(hostile_text(), 6),
        numbers in prop::collection::vec(hostile_number(), 12),
        upright: bool,
    ) {
        let mut scene = scene(if upright { Direction::Vertical } else { Direction::Horizontal });
        scene.title.clone_from(&texts[0]);
        scene.description.clone_from(&texts[1]);
        scene.language.clone_from(&texts[2]);
        scene.width = numbers[0];
        scene.height = numbers[1];
        for (knot, pair) in scene.axis.knots.iter_mut().zip(numbers.chunks(2)) {
            *knot = Knot { seconds: pair[0], position: pair[1] };
        }
        let mut group = Group::new(Role::Event);
        group.id = Some(texts[3].clone());
        group.subject = Some(texts[4].clone());
        group.title = Some(texts[5].clone());
        group.link = Some(format!("https://{}", texts[3]));
        let mut twin = group.clone();
        twin.link = Some(format!("#{}", texts[3]));
        let mut dot = shape(
            Role::Mark,
            Form::Circle { x: numbers[2], y: numbers[3], radius: numbers[4] },
            Paint::Fade(Ink::Lane(u16::MAX), vec![(numbers[5], numbers[6])]),
        );
        dot.time = Some(Time::Between(numbers[7], numbers[8]));
        group.nodes = vec![
            Node::Shape(dot.clone()),
            words(numbers[9], numbers[10], &texts[0], numbers[11], Weight::Bold, Ink::Kind(7)),
        ];
        dot.form = rect(numbers[4], numbers[3], numbers[2], numbers[1], numbers[0]);
        twin.nodes = vec![Node::Shape(dot)];
        scene.nodes.extend([Node::Group(group), Node::Group(twin)]);
        let text = write(&scene, Theme::Auto);
        let document = roxmltree::Document::parse(&text);
        prop_assert!(document.is_ok(), "{:?}", document.err());
        let document = document.unwrap();
        let mut ids = std::collections::BTreeSet::new();
        for node in document.descendants() {
            prop_assert!(node.tag_name().name() != "script");
            for attribute in node.attributes() {
                prop_assert!(!attribute.name().starts_with("on"));
                if attribute.name() == "id" {
                    prop_assert!(ids.insert(attribute.value().to_owned()));
                }
            }
        }
        prop_assert_eq!(&text, &write(&scene, Theme::Auto));
    }
}

#[cfg(feature = "png")]
mod pixels {
    use causeline::render::{Png, PngError, PngOptions, png};
    use causeline::style::Rgb;

    use super::*;

    /// The colours of all pixels.
    fn colors(picture: &Png) -> (u32, u32, Vec<[u8; 4]>) {
        let pixmap = resvg::tiny_skia::Pixmap::decode_png(&picture.bytes).unwrap();
        let pixels = pixmap.pixels().iter().map(|pixel| {
            let color = pixel.demultiply();
            [color.red(), color.green(), color.blue(), color.alpha()]
        });
        (pixmap.width(), pixmap.height(), pixels.collect())
    }

    fn paint(scene: &Scene, options: &PngOptions) -> Png {
        png(scene, &palette(), options).unwrap()
    }

    #[test]
    fn a_picture_has_its_size_its_paper_and_its_words() {
        for (theme, paper) in [
            (Theme::Auto, [0xfa, 0xf8, 0xf4, 255]),
            (Theme::Light, [0xfa, 0xf8, 0xf4, 255]),
            (Theme::Dark, [0x12, 0x16, 0x1b, 255]),
            (Theme::Print, [255, 255, 255, 255]),
        ] {
            let options = PngOptions {
                theme,
                scale: 1.5,
                ..PngOptions::default()
            };
            let picture = paint(&scene(Direction::Horizontal), &options);
            assert_eq!(picture, paint(&scene(Direction::Horizontal), &options));
            assert!(picture.missing.is_empty(), "{:?}", picture.missing);
            let (width, height, pixels) = colors(&picture);
            assert_eq!((width, height), (1500, 630));
            assert_eq!(pixels[0], paper, "{theme:?}");
            // The title stands at (40, 50), 30 pixels high.
            let title = (45..75).flat_map(|y| (60..600).map(move |x| y * 1500 + x));
            let inked = title.filter(|&place| pixels[place] != paper).count();
            assert!(inked > 1500, "{theme:?}: {inked}");
        }
    }

    #[test]
    fn a_background_lies_under_a_picture_without_paper() {
        let mut scene = scene(Direction::Horizontal);
        scene.nodes.clear();
        let mut options = PngOptions::default();
        assert_eq!(colors(&paint(&scene, &options)).2[0][3], 0);
        options.background = Some(Rgb(10, 20, 30));
        assert_eq!(colors(&paint(&scene, &options)).2[0], [10, 20, 30, 255]);
    }

    #[test]
    fn characters_without_a_font_are_told() {
        let mut scene = scene(Direction::Horizontal);
        scene
            .nodes
            .push(words(10.0, 400.0, "声明", 12.0, Weight::Regular, Ink::Text));
        let picture = paint(&scene, &PngOptions::default());
        assert!(!picture.missing.is_empty());
        assert!(picture.missing.iter().all(|c| "声明".contains(*c)));
    }

    #[test]
    fn what_is_no_font_is_told_by_its_number() {
        let inter = include_bytes!("../../assets/fonts/Inter-Regular.ttf").to_vec();
        let options = PngOptions {
            fonts: vec![inter.clone(), b"not a font".to_vec()],
            ..PngOptions::default()
        };
        let told = png(&scene(Direction::Horizontal), &palette(), &options);
        assert_eq!(told.unwrap_err(), PngError::Font(1));
        let options = PngOptions {
            fonts: vec![inter],
            ..PngOptions::default()
        };
        paint(&scene(Direction::Horizontal), &options);
    }

    #[test]
    fn a_picture_beyond_all_measure_is_refused_with_advice() {
        let mut scene = scene(Direction::Horizontal);
        scene.height = 900_000.0;
        let error = png(&scene, &palette(), &PngOptions::default()).unwrap_err();
        assert!(matches!(error, PngError::TooLarge { .. }));
        let advice = error.to_string();
        assert!(
            advice.contains("2000 × 1800000 pixels") && advice.contains("pixels wide"),
            "{advice}"
        );
    }
}
