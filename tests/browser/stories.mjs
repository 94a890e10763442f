// Event files for the tests.

// A flood: a chain of four, a branch, and one fact beside it all.
export const flood = `title: The flood at Marlow Weir
subtitle: How a blocked gate became a lawsuit
as_of: 2023-03-20
actors:
  agency: Rivers agency
  town: Town council
  farm: { name: Hale farm, color: "#7a3e9d" }
sources:
  log: { title: Gate log, publisher: Rivers agency, date: 2023-02-11, url: "https://example.org/log?a=1&b=2" }
  minutes: { title: Minutes of the council }
events:
  rain:
    when: 2023-02-09
    what: Forty hours of rain begin
    tags: [weather]
    source: { source: log, quote: Rain since midnight }
  jam:
    when: 2023-02-10
    what: Driftwood jams the second gate
    who: agency
    because: { rain: { kind: enables, confidence: likely } }
    source: { source: log, quote: "Gate 2 stuck at 30 %" }
    detail: The crane that clears it stood in another valley.
    tags: [weir]
  flood:
    when: after jam
    what: The low meadows flood
    who: farm
    because:
      jam: { kind: causes, source: log, note: The gate stayed shut for nine hours }
      rain: { kind: causes, confidence: 80 }
    tags: [weather, weir]
  claim:
    when: 2023-03-02
    what: The farm asks for damages
    who: farm
    because: { flood: { kind: motivates } }
    source: minutes
  vote:
    when: 2023-03-15
    what: The council votes to pay half
    who: town
    because: { claim: { kind: responds, confidence: disputed } }
    source: minutes
    status: disputed
  fair:
    when: 2023-03-05
    what: The spring fair is held
    who: town
`;

// Texts that would like to be more than text.
export const hostile = `title: "</script><script>window.broken = 1</script>"
subtitle: "<img src=x onerror=window.broken=1>"
actors:
  a: "<b onmouseover=window.broken=1>Actor</b>"
sources:
  s: { title: "</style><script>window.broken=1</script>", publisher: "--><svg onload=window.broken=1>" }
link_kinds:
  sly: "'\\"><script>window.broken=1</script>"
events:
  "one":
    when: 2020
    who: a
    what: "</title></svg><script>window.broken = 1</script>"
    detail: "<!-- <script> \\u2028 \${window.broken = 1} </textarea>"
    quote: "\`one\` <iframe src=javascript:window.broken=1>"
    tags: ["<i>tag</i>"]
    source: s
  "two":
    when: 2021
    who: a
    what: "javascript:window.broken=1"
    because: { one: { kind: sly, note: "<script>window.broken=1</script>" } }
`;
