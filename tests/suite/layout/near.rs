//! How near cards stand to their marks.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Layout, Options, verify};

/// A family over five generations, most of it crowded at both ends of the time.
const FAMILY: &str = r#"title: The Brandts, 1850–1990
events:
  birth: { when: 12 March 1850, what: "Johann Brandt is born in Lüneburg" }
  school: { when: 1857 to 1864, what: "Village school" }
  apprentice: { when: 1864 to 1868, what: "Apprenticed to a saddler in Hamburg", because: school }
  war: { when: 1870 to 1871, what: "Serves in the war against France" }
  wed: { when: 3 May 1874, what: "Marries Anna Petersen", because: war }
  anna: { when: around 1853, what: "Anna Petersen is born" }
  shop: { when: 1875 to 1911, what: "Runs his own saddlery in Altona", because: apprentice }
  karl: { when: 9 November 1876, what: "Karl is born", because: wed }
  marie: { when: 1879, what: "Marie is born", because: wed }
  emil: { when: spring 1883, what: "Emil is born", because: wed }
  cholera: { when: August 1892, what: "Cholera in Hamburg; Marie dies" }
  leave: { when: between 1893 and 1896, what: "Emil leaves for Bremerhaven", because: cholera }
  ship: { when: 14 June 1902, what: "Emil sails to New York", because: leave }
  ny: { when: 1902 to 1931, what: "Works as an upholsterer in Brooklyn", because: ship }
  karlwed: { when: 1904, what: "Karl marries Elise Vogt" }
  otto: { when: 2 February 1908, what: "Otto is born", because: karlwed }
  close: { when: 1911, what: "The saddlery closes", because: shop }
  front: { when: 1914 to 1918, what: "Karl serves on the western front" }
  jdeath: { when: 11 January 1917, what: "Johann dies" }
  infl: { when: 1923, what: "The savings are lost in the inflation" }
  return: { when: 1931, what: "Emil returns for a summer", because: ny }
  studies: { when: 1927 to 1933, what: "Otto studies law in Göttingen" }
  barred: { when: April 1933, what: "Otto is barred from the court", because: studies }
  exile: { when: 1934 to 1949, what: "Otto lives in exile in London", because: barred }
  bomb: { when: July 1943, what: "The house in Altona burns" }
  back: { when: 1949, what: "Otto returns and becomes a judge", because: exile }
  judge: { when: 1949 to 1975, what: "Judge in Hamburg", because: back }
  letters: { when: c. 1981, what: "The letters are found in an attic" }
  archive: { when: 3 October 1990, what: "The letters go to the state archive", because: letters }
"#;

fn drawn(text: &str, width: f64) -> Layout {
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options {
        width: Some(width),
        ..Options::default()
    });
    assert_eq!(verify(&layout), Vec::new());
    layout
}

/// From each card to its mark along the axis: nothing where one is above the other.
fn ways(layout: &Layout) -> Vec<f64> {
    let cards = layout.cards().iter();
    let ways = cards.filter_map(|card| {
        let mut marks = layout.marks().iter();
        let mark = marks.find(|mark| mark.event == card.event)?;
        let (from, to) = mark.reach();
        let (left, right) = (card.rect.x, card.rect.x + card.rect.width);
        Some((left - to).max(from - right).max(0.0))
    });
    ways.collect()
}

#[test]
fn in_a_crowded_lane_every_card_stands_in_the_neighbourhood_of_its_mark() {
    for (width, most) in [(900.0, 60.0), (1680.0, 100.0)] {
        let ways = ways(&drawn(FAMILY, width));
        assert_eq!(ways.len(), 29);
        let far: Vec<&f64> = ways.iter().filter(|way| **way > most).collect();
        assert!(far.is_empty(), "{far:?} at {width}");
    }
}
