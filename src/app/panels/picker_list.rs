//! What the picker lists: sections of nine columns, laid out so that only what is in sight is drawn.

use crate::app::i18n::{Speaker, tr, tr_with};
use crate::app::theme::{font, palette, radius, space};
use crate::app::widgets::{Cut, fill, outline, symbol, text};
use crate::studio::{Language, Preferences};
use crate::symbol::{Emoji, Group, catalogue, search};
use egui::{Align, Context, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const COLUMNS: usize = 9;
const TITLE: f32 = 24.0;
const ROW: f32 = 40.0;
const CELL: f32 = 36.0;
const SUGGESTED: usize = 9;
const FOUND: usize = 90;

/// Parts of the list, in the order of the tabs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Catalogue {
    /// For the word.
    Suggested,
    /// Taken lately.
    Recent,
    /// Groups of the catalogue.
    Groups(&'static [Group]),
    /// What the search found.
    Found,
    /// The text of the search field itself.
    AsWritten,
}

impl Catalogue {
    /// One for each tab.
    pub const ALL: [Catalogue; 9] = [
        Catalogue::Suggested,
        Catalogue::Recent,
        Catalogue::Groups(&[Group::Smileys, Group::People]),
        Catalogue::Groups(&[Group::Nature]),
        Catalogue::Groups(&[Group::Food]),
        Catalogue::Groups(&[Group::Travel]),
        Catalogue::Groups(&[Group::Activities, Group::Objects]),
        Catalogue::Groups(&[Group::Symbols]),
        Catalogue::Groups(&[Group::Flags]),
    ];
}

/// Something that can be taken.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// What is written.
    pub text: String,
    /// What the catalogue says about it.
    pub emoji: Option<&'static Emoji>,
}

impl Item {
    fn of(emoji: &'static Emoji) -> Self {
        Self { text: emoji.text.to_owned(), emoji: Some(emoji) }
    }

    fn written(text: &str) -> Self {
        Self { text: text.to_owned(), emoji: catalogue::find(text) }
    }

    /// What is written with a skin tone, where there is one.
    pub fn shown(&self, tone: u8) -> String {
        let toned = usize::from(tone).checked_sub(1).and_then(|tone| self.emoji?.tones.get(tone).copied());
        let plain = self.emoji.is_some_and(|emoji| emoji.text == self.text);
        toned.filter(|_| plain).map_or_else(|| self.text.clone(), str::to_owned)
    }

    /// Its names, that of the language first.
    pub fn names(&self, language: Language) -> Option<(&'static str, &'static str)> {
        self.emoji.map(|emoji| match language {
            Language::Russian => (emoji.name_ru, emoji.name_en),
            Language::English => (emoji.name_en, emoji.name_ru),
        })
    }
}

struct Section {
    part: Catalogue,
    title: String,
    /// Items of the whole list that are its own.
    first: usize,
    end: usize,
    top: f32,
}

impl Section {
    fn rows(&self) -> usize {
        (self.end - self.first).div_ceil(COLUMNS)
    }

    fn height(&self) -> f32 {
        TITLE + self.rows() as f32 * ROW + space::XS
    }
}

/// The laid out list.
pub struct List {
    items: Vec<Item>,
    sections: Vec<Section>,
    word: String,
    recent: Vec<String>,
}

impl List {
    /// Suggestions for `word`; with a `query` what it finds, without one the whole catalogue.
    pub fn new(ctx: &Context, word: &str, query: &str, preferences: &Preferences) -> Self {
        let mut list = Self {
            items: Vec::new(),
            sections: Vec::new(),
            word: word.to_owned(),
            recent: preferences.recent_symbols.clone(),
        };
        list.fill(ctx, query.trim());
        list
    }

    /// The same without a query.
    pub fn with_all(&self, ctx: &Context) -> Self {
        let mut list =
            Self { items: Vec::new(), sections: Vec::new(), word: self.word.clone(), recent: self.recent.clone() };
        list.fill(ctx, "");
        list
    }

    fn fill(&mut self, ctx: &Context, query: &str) {
        let suggested: Vec<Item> = search::suggest(&self.word, SUGGESTED).into_iter().map(Item::of).collect();
        let title = tr_with(ctx, "picker-for-word", [("word", self.word.as_str().into())]);
        let recent: Vec<Item> = self.recent.iter().map(|text| Item::written(text)).collect();
        let as_is = || vec![Item::written(query)];
        if !query.is_empty() && is_symbol(query) {
            self.push(Catalogue::AsWritten, tr(ctx, "picker-as-written"), as_is());
        }
        self.push(Catalogue::Suggested, title, suggested);
        if query.is_empty() {
            self.push(Catalogue::Recent, tr(ctx, "picker-recent"), recent);
            self.push_groups(ctx);
            return;
        }
        let found: Vec<Item> = search::search(query).into_iter().take(FOUND).map(Item::of).collect();
        let title = tr_with(ctx, "picker-found", [("query", query.into())]);
        self.push(Catalogue::Found, title, found);
        self.push(Catalogue::Recent, tr(ctx, "picker-recent"), recent);
        if !is_symbol(query) {
            self.push(Catalogue::AsWritten, tr(ctx, "picker-as-written"), as_is());
        }
    }

    fn push_groups(&mut self, ctx: &Context) {
        let keys = [
            "picker-people",
            "picker-nature",
            "picker-food",
            "picker-travel",
            "picker-objects",
            "picker-symbols",
            "picker-flags",
        ];
        let parts = Catalogue::ALL.into_iter().filter(|part| matches!(part, Catalogue::Groups(_)));
        for (part, key) in parts.zip(keys) {
            let Catalogue::Groups(groups) = part else { continue };
            let members = catalogue::all().iter().filter(|emoji| groups.contains(&emoji.group));
            self.push(part, tr(ctx, key), members.map(Item::of).collect());
        }
    }

    fn push(&mut self, part: Catalogue, title: String, items: Vec<Item>) {
        if items.is_empty() {
            return;
        }
        let first = self.items.len();
        let top = self.height();
        self.items.extend(items);
        self.sections.push(Section { part, title, first, end: self.items.len(), top });
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is nothing to take.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The item at an index.
    pub fn item(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }

    /// Where the ring begins: at what was found, else at the suggestions.
    pub fn first(&self, query: &str) -> usize {
        let wanted = if is_symbol(query.trim()) { Catalogue::AsWritten } else { Catalogue::Found };
        self.sections.iter().find(|section| section.part == wanted).map_or(0, |section| section.first)
    }

    /// Height of the whole list.
    pub fn height(&self) -> f32 {
        self.sections.last().map_or(space::S, |last| last.top + last.height())
    }

    /// Where a part begins; the top when it is not there.
    pub fn section_top(&self, part: Catalogue) -> f32 {
        self.sections.iter().find(|section| section.part == part).map_or(0.0, |section| section.top)
    }

    /// The tab of what is at the upper edge.
    pub fn tab_at(&self, offset: f32) -> usize {
        let section = self.sections.iter().rev().find(|section| section.top <= offset + TITLE);
        let part = section.map_or(Catalogue::Suggested, |section| section.part);
        Catalogue::ALL.iter().position(|tab| *tab == part).unwrap_or(0)
    }

    fn section_of(&self, item: usize) -> Option<usize> {
        self.sections.iter().position(|section| (section.first..section.end).contains(&item))
    }

    /// The item above.
    pub fn above(&self, item: usize) -> usize {
        let Some(at) = self.section_of(item) else { return item };
        let section = &self.sections[at];
        let column = (item - section.first) % COLUMNS;
        if item - section.first >= COLUMNS {
            return item - COLUMNS;
        }
        let Some(before) = at.checked_sub(1).and_then(|at| self.sections.get(at)) else { return item };
        (before.first + (before.rows() - 1) * COLUMNS + column).min(before.end - 1)
    }

    /// The item below.
    pub fn below(&self, item: usize) -> usize {
        let Some(at) = self.section_of(item) else { return item };
        let section = &self.sections[at];
        let (row, column) = ((item - section.first) / COLUMNS, (item - section.first) % COLUMNS);
        if row + 1 < section.rows() {
            return (item + COLUMNS).min(section.end - 1);
        }
        self.sections.get(at + 1).map_or(item, |after| (after.first + column).min(after.end - 1))
    }

    /// Where an item is, from the list's upper left corner.
    pub fn item_rect(&self, item: usize, width: f32) -> Option<Rect> {
        let section = &self.sections[self.section_of(item)?];
        let (row, column) = ((item - section.first) / COLUMNS, (item - section.first) % COLUMNS);
        let each = width / COLUMNS as f32;
        let center = pos2((each * (column as f32 + 0.5)).round(), section.top + TITLE + ROW * (row as f32 + 0.5));
        Some(Rect::from_center_size(center, vec2(CELL, CELL)))
    }

    /// What is in sight: titles and items.
    pub fn visible(&self, view: Rect) -> Vec<Shown> {
        let mut shown = Vec::new();
        for (index, section) in self.sections.iter().enumerate() {
            if section.top > view.bottom() || section.top + section.height() < view.top() {
                continue;
            }
            shown.push(Shown::Title(index));
            for row in 0..section.rows() {
                let top = section.top + TITLE + row as f32 * ROW;
                if top <= view.bottom() && top + ROW >= view.top() {
                    let first = section.first + row * COLUMNS;
                    shown.extend((first..(first + COLUMNS).min(section.end)).map(Shown::Item));
                }
            }
        }
        shown
    }
}

/// Whether a text is meant as a symbol and not as a search: it holds no letter.
fn is_symbol(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_alphabetic)
}

/// A title or an item in sight.
pub enum Shown {
    /// A section's title.
    Title(usize),
    /// An item.
    Item(usize),
}

impl Shown {
    /// Draws it; for an item: which, whether the pointer is on it, whether it was clicked.
    pub fn ui(
        &self,
        ui: &mut Ui,
        origin: Pos2,
        width: f32,
        list: &List,
        ring: usize,
        tone: u8,
    ) -> Option<(usize, bool, bool)> {
        let p = palette(ui);
        match self {
            Self::Title(section) => {
                let section = list.sections.get(*section)?;
                let mut line = Rect::from_min_size(origin + vec2(0.0, section.top), vec2(width, TITLE));
                line.top_cut(space::XS);
                text(ui, line, Align::Min, &section.title, font::small(), p.text_3);
                None
            }
            Self::Item(index) => {
                let item = list.item(*index)?;
                let mut cell = list.item_rect(*index, width)?.translate(origin.to_vec2());
                let wide = item.emoji.is_none() && item.text.chars().count() > 2;
                if wide {
                    cell.max.x = (cell.min.x + crate::app::widgets::width(ui, &item.text, font::symbol(18.0)) + 16.0)
                        .min(origin.x + width);
                }
                let response = ui.interact(cell, ui.scope_id().with(("cell", *index)), Sense::CLICK);
                let name = item.names(ui.language()).map_or(item.text.as_str(), |(name, _)| name);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, *index == ring, name));
                if *index == ring {
                    fill(ui, cell, radius::CONTROL, p.accent_tint);
                    outline(ui, cell, radius::CONTROL, 1.5, p.accent);
                } else if response.hovered() {
                    fill(ui, cell, radius::CONTROL, p.control_hover);
                }
                symbol(ui, cell, &item.shown(tone), if wide { 18.0 } else { 24.0 });
                Some((*index, response.hovered(), response.clicked()))
            }
        }
    }
}
