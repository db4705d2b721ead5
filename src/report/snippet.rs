//! Lines of the user's own text with the place marked, by `annotate-snippets`.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::escape::visible;
use crate::lang::Lang;
use crate::source::{Sources, Spot};

/// A place to show, with what it is.
pub(super) struct Shown<'a> {
    pub(super) spot: Spot,
    pub(super) label: &'a str,
    pub(super) primary: bool,
}

/// A headline, the places it speaks of, and notes below.
pub(super) struct Block<'a> {
    pub(super) level: Level<'a>,
    pub(super) id: &'a str,
    pub(super) title: String,
    pub(super) places: Vec<Shown<'a>>,
    pub(super) notes: Vec<(&'a str, String)>,
    pub(super) lang: Lang,
}

/// The renderer for a terminal or a plain file.
pub(super) fn renderer(colored: bool) -> Renderer {
    if colored {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
}

impl Block<'_> {
    /// The block as text, ended by a line feed.
    pub(super) fn render(&self, sources: &Sources, renderer: &Renderer) -> String {
        let title = self.level.clone().primary_title(self.title.as_str());
        let mut group = Group::with_title(if self.id.is_empty() {
            title
        } else {
            title.id(self.id)
        });
        for place in &self.places {
            group = group.element(snippet(sources, place));
        }
        // The renderer itself would put an English colon behind a Chinese word.
        let notes = self.notes.iter().map(|(name, text)| match self.lang {
            Lang::En => (Some(*name), text.clone()),
            Lang::Zh => (None, format!("{name}：{text}")),
        });
        let notes: Vec<_> = notes.collect();
        for (name, text) in &notes {
            let level = match name {
                Some(name) => Level::NOTE.with_name(*name),
                None => Level::NOTE.no_name(),
            };
            group = group.element(Element::from(level.message(text.as_str())));
        }
        let mut rendered = renderer.render(&[group]);
        rendered.push('\n');
        rendered
    }

    /// The headline and a line with the first place and the notes, ended by a line feed.
    pub(super) fn brief(&self, sources: &Sources, renderer: &Renderer) -> String {
        let title = self.level.clone().primary_title(self.title.as_str());
        let title = Group::with_title(title.id(self.id));
        let mut rendered = renderer.render(&[title]);
        let (and, colon) = self.lang.pick(("; ", ": "), ("；", "："));
        let place = self.places.first().map(|place| {
            let at = sources.line_column(place.spot);
            let name = visible(&sources.get(place.spot.source).name);
            format!("{name}:{}:{}", at.line, at.column)
        });
        let notes = self.notes.iter();
        let notes = notes.map(|(name, text)| format!("{name}{colon}{text}"));
        let parts: Vec<String> = place.into_iter().chain(notes).collect();
        rendered.push_str(&format!("\n --> {}\n", parts.join(and)));
        rendered
    }
}

/// The lines of a place only: scanning a whole file for every finding would be quadratic.
fn snippet<'a>(
    sources: &'a Sources,
    place: &Shown<'a>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(place.spot.source);
    let text = source.text.as_str();
    let span = place.spot.span.range();
    let (start, end) = (span.start.min(text.len()), span.end.min(text.len()));
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    // A place of many lines is shown by its first.
    let line_end = |at: usize| {
        text[at..]
            .find('\n')
            .map_or(text.len(), |length| at + length)
    };
    // The renderer accepts no mark beyond what it shows, such as on a carriage return.
    let shown = text[from..line_end(start)].trim_end_matches('\r');
    let within = |at: usize| (at - from).min(shown.len());
    let marked = within(start)..within(end.max(start));
    let kind = if place.primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let annotation = kind.span(marked);
    let annotation = if place.label.is_empty() {
        annotation
    } else {
        annotation.label(place.label)
    };
    let line = sources.line_column(place.spot).line as usize;
    Snippet::source(shown)
        .line_start(line)
        .path(source.name.as_str())
        .annotation(annotation)
}
