//! What a phrase means once it is counted from a file's own day.

pub(super) use super::context::{Context, DateOrder};
use super::counting::{Counted, count};
use super::following::{day_told, following, of_one_day};
use super::grammar::too_far;
use super::lengths::{away, directed, lag, most, moved, whole_seconds};
use super::phrase::{
    Direction, Edge, Expression, Length, Limit, Name, Phrase, PhraseError, Point, Sharpness, Unit,
};
use super::{
    CalendarStep, Civil, End, Kind, Lag, Meaning, Precision, Qualifier, Relation, Window, Zone,
};
use crate::source::Span;

impl Phrase {
    /// Reads a phrase.
    ///
    /// # Errors
    /// Where the words make no date; the error tells which of them.
    ///
    /// ```
    /// use causeline::date::Phrase;
    /// assert!(Phrase::parse("Saturday evening").is_ok());
    /// let error = Phrase::parse("15 Febuary 2021").unwrap_err();
    /// assert_eq!(error.replacement.as_deref(), Some("February"));
    /// assert_eq!((error.span.start, error.span.end), (3, 10));
    /// ```
    pub fn parse(text: &str) -> Result<Self, PhraseError> {
        Ok(Self {
            expression: super::grammar::parse(text)?,
        })
    }

    /// Reads a phrase and counts it out, where facts are known by their ids: a letter that may
    /// be one of them or say that a date is known roughly, as in `after c 12:58`, is a fault.
    pub(crate) fn read(
        text: &str,
        context: &Context,
        is_fact: &dyn Fn(&str) -> bool,
    ) -> Result<Meaning, PhraseError> {
        let meaning = Self::parse(text)?.resolve(context, is_fact)?;
        super::grammar::letter_of_a_fact(text, is_fact).map_or(Ok(meaning), Err)
    }

    /// Counts the phrase out. `is_fact` tells whether a word is the id of a
    /// fact: in `after X`, a fact comes before a date of the same name.
    ///
    /// # Errors
    /// Where the phrase is counted from a day that the context does not tell,
    /// is ambiguous there, or names a time that never was.
    ///
    /// ```
    /// use causeline::date::{Civil, Context, Phrase};
    /// let context = Context { as_of: Some(Civil::midnight(2025, 9, 21)), ..Context::default() };
    /// let meaning = Phrase::parse("Saturday").unwrap().resolve(&context, &|_| false).unwrap();
    /// assert_eq!(meaning.start.earliest, Some(Civil::midnight(2025, 9, 20).instant()));
    /// ```
    pub fn resolve(
        &self,
        context: &Context,
        is_fact: &dyn Fn(&str) -> bool,
    ) -> Result<Meaning, PhraseError> {
        let mut sense = Sense {
            context,
            is_fact,
            meaning: Meaning {
                kind: Kind::Moment,
                start: Window::OPEN,
                end: Window::OPEN,
                goes_on: false,
                duration: None,
                precision: Precision::Unknown,
                qualifier: Qualifier::default(),
                anchors: Vec::new(),
                relations: Vec::new(),
                same: Vec::new(),
                ends: Vec::new(),
                zoned: false,
                zone: Zone::Floating,
            },
        };
        sense.read(&self.expression)?;
        if !sense.meaning.is_countable() {
            return Err(too_far(self.expression.span()));
        }
        Ok(sense.meaning)
    }
}

/// A meaning as it grows.
struct Sense<'a> {
    context: &'a Context,
    is_fact: &'a dyn Fn(&str) -> bool,
    meaning: Meaning,
}

/// An edge once it is known whether it names a fact.
enum Target {
    Date(Counted),
    /// With the end that is named.
    Fact(usize, Option<End>),
}

impl Sense<'_> {
    fn read(&mut self, expression: &Expression) -> Result<(), PhraseError> {
        match expression {
            Expression::Moment(point) => {
                let counted = self.counted(point, self.context)?;
                self.moment(counted.window);
            }
            Expression::Span { from, to } => {
                self.span(from.as_ref(), to.as_ref())?;
                self.in_order();
            }
            Expression::Since(edge) => {
                self.span(Some(edge), None)?;
                self.in_order();
                self.meaning.goes_on = true;
            }
            Expression::Lasting { length, from, to } => {
                self.span(from.as_ref(), to.as_ref())?;
                self.meaning.duration = Some(lag(length));
                self.tighten(length);
                self.in_order();
            }
            Expression::Between { after, before } => {
                self.between(after.as_ref(), before.as_ref())?;
            }
            Expression::Offset {
                length,
                most,
                direction,
                edge,
            } => self.offset((length, most.as_ref()), *direction, edge)?,
            Expression::Beside {
                next,
                direction,
                edge,
            } => self.beside(CalendarStep::beside(*next, *direction), edge)?,
            Expression::Within {
                length,
                direction,
                edge,
            } => self.within(length, *direction, edge)?,
            Expression::During(edge) => match self.target(edge, None)? {
                Target::Date(counted) => self.moment(counted.window),
                Target::Fact(anchor, end) => {
                    let [first, last] = ends(end);
                    self.relate(End::Start, anchor, first, Some(0), None);
                    self.relate(End::Finish, anchor, last, None, Some(0));
                }
            },
            Expression::Same { unit, edge } => self.same(*unit, edge)?,
        }
        Ok(())
    }

    fn moment(&mut self, window: Window) {
        self.meaning.start = window;
        self.meaning.end = window;
    }

    fn counted(&mut self, point: &Point, context: &Context) -> Result<Counted, PhraseError> {
        let counted = count(point, context)?;
        let meaning = &mut self.meaning;
        meaning.zoned |= counted.zoned;
        if meaning.precision == Precision::Unknown {
            meaning.zone = counted.zone;
        } else if meaning.zone != counted.zone {
            meaning.zone = Zone::Floating;
        }
        meaning.qualifier.approximate |= point.approximate;
        meaning.qualifier.uncertain |= point.uncertain;
        meaning.precision = match meaning.precision {
            Precision::Unknown => counted.precision,
            known => known.max(counted.precision),
        };
        Ok(counted)
    }

    /// A date counted out, or the number of the fact among the anchors. Where
    /// `until` is told, a date without a year is the latest one not after it.
    fn target(&mut self, edge: &Edge, until: Option<Civil>) -> Result<Target, PhraseError> {
        let context = Context {
            as_of: until.or(self.context.as_of),
            ..*self.context
        };
        match (edge, self.point(edge)) {
            (Edge::Date(point), _) | (_, Some(point)) => {
                self.counted(point, &context).map(Target::Date)
            }
            (Edge::Fact(Name { id, span, end, .. }), None) => {
                let anchor = self.anchor(id, *span);
                self.meaning
                    .ends
                    .extend(end.map(|(_, span)| (anchor, span)));
                Ok(Target::Fact(anchor, end.map(|(end, _)| end)))
            }
        }
    }

    fn anchor(&mut self, id: &str, span: Span) -> usize {
        let anchors = &mut self.meaning.anchors;
        if let Some(known) = anchors.iter().position(|(name, _)| name == id) {
            return known;
        }
        anchors.push((id.to_owned(), span));
        anchors.len() - 1
    }

    /// Adds a relation, by its lag alone.
    fn relate(
        &mut self,
        own: End,
        anchor: usize,
        other: End,
        min: Option<i128>,
        max: Option<i128>,
    ) -> &mut Relation {
        let relations = &mut self.meaning.relations;
        let place = relations.len();
        relations.push(Relation {
            own,
            anchor,
            other,
            lag: Lag { min, max },
            calendar: None,
            seconds: None,
        });
        &mut relations[place]
    }

    /// Two ends. A date without a year lies beside the other end: the earlier one is the
    /// latest such date, the later one the next.
    fn both(
        &mut self,
        from: Option<&Edge>,
        to: Option<&Edge>,
    ) -> Result<(Option<Target>, Option<Target>), PhraseError> {
        let points = |edge| Option::and_then(edge, |edge| self.point(edge));
        let shared = points(from).zip(points(to)).and_then(of_one_day);
        let (from, to) = match &shared {
            Some((from, to)) => (Some(from), Some(to)),
            None => (from, to),
        };
        if let (Some(from), Some(to)) = (from, to)
            && to.is_yearless()
            && !from.is_yearless()
        {
            let first = self.target(from, None)?;
            let last = match (&first, self.point(to)) {
                (Target::Date(first), Some(point)) => {
                    let point = following(point, first, self.context)?;
                    Target::Date(self.counted(&point, self.context)?)
                }
                _ => self.target(to, None)?,
            };
            return Ok((Some(first), Some(last)));
        }
        let last = to.map(|to| self.target(to, None)).transpose()?;
        let until = match &last {
            Some(Target::Date(counted)) if from.is_some_and(Edge::is_yearless) => Some(counted.day),
            _ => None,
        };
        let first = from.map(|from| self.target(from, until)).transpose()?;
        if let (Some(Target::Date(first)), Some(point)) = (&first, to.and_then(|to| self.point(to)))
        {
            day_told(point, first)?;
        }
        Ok((first, last))
    }

    /// The date that an edge is, where no fact is called so.
    fn point<'a>(&self, edge: &'a Edge) -> Option<&'a Point> {
        match edge {
            Edge::Date(point) => Some(point),
            Edge::Fact(name) if (self.is_fact)(&name.id) => None,
            Edge::Fact(name) => name.date.as_deref(),
        }
    }

    fn span(&mut self, from: Option<&Edge>, to: Option<&Edge>) -> Result<(), PhraseError> {
        self.meaning.kind = Kind::Span;
        let (first, last) = self.both(from, to)?;
        match first {
            Some(Target::Date(counted)) => self.meaning.start = counted.window,
            Some(Target::Fact(anchor, end)) => self.somewhere_in(End::Start, anchor, end),
            None => {}
        }
        match last {
            Some(Target::Date(counted)) => self.meaning.end = counted.window,
            Some(Target::Fact(anchor, end)) => self.somewhere_in(End::Finish, anchor, end),
            None => {}
        }
        let ends = self.meaning.end.latest.zip(self.meaning.start.earliest);
        if let Some((end, start)) = ends
            && end < start
        {
            let span = from
                .into_iter()
                .chain(to)
                .map(Edge::span)
                .reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)));
            return Err(PhraseError::new(
                span.unwrap_or(Span::new(0, 0)),
                "this span ends before it begins",
            )
            .help(if from.into_iter().chain(to).all(is_timed) {
                "write the earlier time first, or name the later day where it ends on another"
            } else {
                "write the earlier date first"
            }));
        }
        Ok(())
    }

    /// An end of this fact lies within another, which for a moment or an end of it is
    /// its very time.
    fn somewhere_in(&mut self, own: End, anchor: usize, end: Option<End>) {
        let [first, last] = ends(end);
        self.relate(own, anchor, first, Some(0), None);
        self.relate(own, anchor, last, None, Some(0));
    }

    /// What a length says of the windows of both ends.
    fn tighten(&mut self, length: &Length) {
        let zone = self.context.zone;
        let (start, end) = (self.meaning.start, self.meaning.end);
        if let Some(window) = end.intersection(moved(start, length, Direction::After, zone)) {
            self.meaning.end = window;
        }
        if let Some(window) = start.intersection(moved(end, length, Direction::Before, zone)) {
            self.meaning.start = window;
        }
    }

    /// Nothing ends before it starts.
    fn in_order(&mut self) {
        let meaning = &mut self.meaning;
        meaning.end.earliest = meaning.end.earliest.max(meaning.start.earliest);
        meaning.start.latest = match (meaning.start.latest, meaning.end.latest) {
            (Some(start), Some(end)) => Some(start.min(end)),
            (start, end) => start.or(end),
        };
    }

    fn between(
        &mut self,
        after: Option<&Limit>,
        before: Option<&Limit>,
    ) -> Result<(), PhraseError> {
        let edge = |limit| Option::<&Limit>::map(limit, |limit| &limit.edge);
        let (first, last) = self.both(edge(after), edge(before))?;
        let mut window = Window::OPEN;
        if let (Some(limit), Some(target)) = (after, first) {
            window.earliest = self.lower(limit, &target);
        }
        if let (Some(limit), Some(target)) = (before, last) {
            window.latest = self.upper(limit, &target);
        }
        if let Some((start, end)) = window.earliest.zip(window.latest)
            && end < start
        {
            let span = after
                .into_iter()
                .chain(before)
                .map(|limit| limit.edge.span())
                .reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)));
            let span = span.unwrap_or(Span::new(0, 0));
            let mut limits = after.into_iter().chain(before);
            return Err(if limits.all(|limit| limit.inclusive) {
                PhraseError::new(span, "nothing lies between these")
                    .help("write the earlier date first")
            } else {
                PhraseError::new(span, "no date is both after the one and before the other")
                    .help("for what lies between them write `between` the earlier `and` the later")
            });
        }
        self.moment(window);
        Ok(())
    }

    /// What `after` says: the first point that is left by a date, or a
    /// relation to a fact.
    fn lower(&mut self, limit: &Limit, target: &Target) -> Option<super::Instant> {
        match target {
            Target::Date(counted) if limit.inclusive => counted.window.earliest,
            Target::Date(counted) => Some(counted.core.latest?.saturating_add(1)),
            Target::Fact(anchor, end) => {
                let (other, min) = if includes_a_fact(limit) {
                    (End::Start, 0)
                } else {
                    (End::Finish, 1)
                };
                let other = end.unwrap_or(other);
                self.relate(End::Start, *anchor, other, Some(min), None);
                None
            }
        }
    }

    /// What `before` says.
    fn upper(&mut self, limit: &Limit, target: &Target) -> Option<super::Instant> {
        match target {
            // `by 4 pm` is up to the stroke of four.
            Target::Date(counted) if limit.inclusive && counted.precision == Precision::Hour => {
                let stroke = Unit::Minute.length() - 1;
                Some(counted.window.earliest?.saturating_add(stroke))
            }
            Target::Date(counted) if limit.inclusive => counted.window.latest,
            Target::Date(counted) => Some(counted.core.earliest?.saturating_add(-1)),
            Target::Fact(anchor, end) => {
                let (other, max) = if includes_a_fact(limit) {
                    (End::Finish, 0)
                } else {
                    (End::Start, -1)
                };
                let other = end.unwrap_or(other);
                self.relate(End::Finish, *anchor, other, None, Some(max));
                None
            }
        }
    }

    fn offset(
        &mut self,
        (length, most): (&Length, Option<&Length>),
        direction: Direction,
        edge: &Edge,
    ) -> Result<(), PhraseError> {
        let as_told = |length: &Length, sharpness| Length {
            sharpness,
            ..length.clone()
        };
        let lengths = match most {
            None => vec![length.clone()],
            Some(most) => vec![
                as_told(length, Sharpness::AtLeast),
                as_told(most, Sharpness::AtMost),
            ],
        };
        match self.target(edge, None)? {
            Target::Date(counted) => {
                let (from, precision, zone) =
                    (counted.window, counted.precision, self.context.zone);
                let windows = lengths
                    .iter()
                    .map(|length| away(from, precision, length, direction, zone));
                let window = windows.fold(Window::OPEN, |all, one| {
                    all.intersection(one).unwrap_or(all)
                });
                self.moment(window);
            }
            Target::Fact(anchor, end) => {
                let (own, other) = faced(direction);
                let other = end.unwrap_or(other);
                for length in &lengths {
                    let lag = directed(lag(length), direction);
                    let relation = self.relate(own, anchor, other, lag.min, lag.max);
                    relation.calendar = CalendarStep::new(length, direction);
                    relation.seconds = whole_seconds(length, direction);
                }
            }
        }
        Ok(())
    }

    fn beside(&mut self, step: CalendarStep, edge: &Edge) -> Result<(), PhraseError> {
        match self.target(edge, None)? {
            Target::Date(counted) => {
                let zone = self.context.zone;
                self.moment(step.led_from(counted.window, counted.precision, zone));
            }
            Target::Fact(anchor, end) => {
                let (own, other) = faced(step.direction());
                let other = end.unwrap_or(other);
                let lag = step.lag();
                let relation = self.relate(own, anchor, other, lag.min, lag.max);
                relation.calendar = Some(step);
            }
        }
        Ok(())
    }

    fn within(
        &mut self,
        length: &Length,
        direction: Option<Direction>,
        edge: &Edge,
    ) -> Result<(), PhraseError> {
        let most = most(length);
        let back = if direction == Some(Direction::After) {
            0
        } else {
            most
        };
        let on = if direction == Some(Direction::Before) {
            0
        } else {
            most
        };
        let reach = Length {
            sharpness: match length.sharpness {
                Sharpness::About => Sharpness::About,
                _ => Sharpness::AtMost,
            },
            ..length.clone()
        };
        match self.target(edge, None)? {
            Target::Date(counted) => {
                let (window, precision, zone) =
                    (counted.window, counted.precision, self.context.zone);
                let mut near = window;
                if back > 0 {
                    near.earliest =
                        away(window, precision, &reach, Direction::Before, zone).earliest;
                }
                if on > 0 {
                    near.latest = away(window, precision, &reach, Direction::After, zone).latest;
                }
                self.moment(near);
            }
            Target::Fact(anchor, end) => {
                let [low, high] = match (end, direction) {
                    (Some(_), _) | (None, None) => ends(end),
                    (None, Some(direction)) => [faced(direction).1; 2],
                };
                let first = self.relate(End::Start, anchor, low, Some(-back), None);
                if back > 0 {
                    first.calendar = CalendarStep::new(&reach, Direction::Before);
                }
                let last = self.relate(End::Finish, anchor, high, None, Some(on));
                if on > 0 {
                    last.calendar = CalendarStep::new(&reach, Direction::After);
                }
            }
        }
        Ok(())
    }

    fn same(&mut self, unit: Option<Unit>, edge: &Edge) -> Result<(), PhraseError> {
        match self.target(edge, None)? {
            Target::Date(counted) => {
                let window = match (unit, counted.window.earliest) {
                    (Some(unit), Some(earliest)) => {
                        let zone = self.context.zone;
                        let around = unit.around(zone.civil(earliest));
                        let last = counted.window.latest.unwrap_or(earliest);
                        let end = unit.around(zone.civil(last)).end;
                        Window::new(
                            Some(zone.first(around.start)),
                            Some(zone.first(end).saturating_add(-1)),
                        )
                    }
                    _ => counted.window,
                };
                self.moment(window);
            }
            Target::Fact(anchor, end) => {
                if let Some(unit) = unit {
                    // Two times of one day lie less than a day apart.
                    let apart = unit.longest() - 1;
                    let other = end.unwrap_or(End::Start);
                    self.relate(End::Start, anchor, other, Some(-apart), Some(apart));
                    self.meaning.same.push((anchor, other, unit.precision()));
                } else {
                    self.somewhere_in(End::Start, anchor, end);
                    self.somewhere_in(End::Finish, anchor, end);
                }
            }
        }
        Ok(())
    }
}

/// The end of a fact that is so far away from another, and the end of the other
/// that faces it.
const fn faced(direction: Direction) -> (End, End) {
    match direction {
        Direction::After => (End::Start, End::Finish),
        Direction::Before => (End::Finish, End::Start),
    }
}

/// From its start to its end, but for a fact of which one end is named.
fn ends(named: Option<End>) -> [End; 2] {
    named.map_or([End::Start, End::Finish], |end| [end; 2])
}

/// Whether a time of the day is told, by the clock or as a part of it.
fn is_timed(edge: &Edge) -> bool {
    matches!(edge, Edge::Date(point) if point.clock.is_some() || point.day_part.is_some())
}

/// Whether a fact belongs to the bound that names it. In `between A and B` a
/// word of two readings was taken for a date, which belongs; a fact does not.
fn includes_a_fact(limit: &Limit) -> bool {
    limit.inclusive && !matches!(&limit.edge, Edge::Fact(Name { date: Some(_), .. }))
}
