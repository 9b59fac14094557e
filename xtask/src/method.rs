//! The method page: the repository's documents, typeset, in both languages on one page.
//!
//! Documents come in pairs, `docs/NAME.md` and `docs/zh/NAME.md`, with the same headings, equations and examples in the
//! same order. A section's anchor is made from its English heading and serves both languages; the English article's
//! anchors begin with `en-`. `www/method.html` is the frame.

use anyhow::{Context, Result, bail, ensure};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser as Latex, Storage, push_mathml};
use std::fs;
use std::path::Path;

/// The page, and its frame in `www/`.
const PAGE: &str = "method.html";

/// Chapters: the document, what its anchors begin with, and the anchor of the chapter itself.
const CHAPTERS: [(&str, &str, &str); 5] = [
    ("model.md", "", "model"),
    ("scenario-format.md", "format-", "format"),
    ("data.md", "data-", "data"),
    ("embedding.md", "embedding-", "embedding"),
    ("hosting.md", "hosting-", "hosting"),
];

/// A language of the page: its documents' folder, what its anchors begin with, and what stands for "section".
struct Language {
    name: &'static str,
    folder: &'static str,
    anchors: &'static str,
    link: &'static str,
}

const CHINESE: Language = Language { name: "zh", folder: "docs/zh", anchors: "", link: "本节链接" };
const ENGLISH: Language =
    Language { name: "en", folder: "docs", anchors: "en-", link: "Link to this section" };

/// A heading of a document.
struct Heading {
    level: HeadingLevel,
    text: String,
    /// How a document's own links name it, which is GitHub's way.
    slug: String,
    /// Its anchor on the page, without the language's beginning.
    id: String,
}

/// Fills the frame in `site` with the documents.
pub fn write(site: &Path) -> Result<()> {
    let file = site.join(PAGE);
    let mut page = fs::read_to_string(&file)?;
    for language in [CHINESE, ENGLISH] {
        let (contents, article) = typeset(&language)?;
        for (mark, text) in [("contents", contents), ("article", article)] {
            let mark = format!("<!-- {mark}: {} -->", language.name);
            ensure!(page.contains(&mark), "{PAGE} has no {mark}");
            page = page.replace(&mark, &text);
        }
    }
    // Either would be against the page's content policy, or of a formula that could not be read.
    for wrong in ["style=\"", "<merror"] {
        if let Some(at) = in_tag(&page, wrong) {
            let around: String = page[at..].chars().take(120).collect();
            bail!("{PAGE} would contain {wrong}: {around}");
        }
    }
    Ok(fs::write(file, page)?)
}

/// Where a tag, not what the reader sees, has `text`.
fn in_tag(page: &str, text: &str) -> Option<usize> {
    let tag = |at: &usize| page[..=*at].rfind('<') > page[..=*at].rfind('>');
    page.match_indices(text).map(|(at, _)| at).find(tag)
}

/// The table of contents and the article of one language.
fn typeset(language: &Language) -> Result<(String, String)> {
    let (mut contents, mut article) = (String::from("<ol>"), String::new());
    for (name, prefix, chapter) in CHAPTERS {
        let text = read(language, name)?;
        let headings = paired(name, prefix, chapter, &text)?;
        let [title, sections @ ..] = &headings[..] else { bail!("{name} has no heading") };
        let entry = |heading: &Heading| {
            format!("<a href=\"#{}{}\">{}</a>", language.anchors, heading.id, escaped(&heading.text))
        };
        contents += &format!("<li>{}<ol>", entry(title));
        for section in sections.iter().filter(|section| section.level == HeadingLevel::H2) {
            contents += &format!("<li>{}</li>", entry(section));
        }
        contents += "</ol></li>";
        let events = Typesetter { language, headings: &headings, at: 0, section: (0, 0) }.events(&text)?;
        html::push_html(&mut article, events.into_iter());
    }
    // What the writer of HTML does its own way: inline styles, headings of nothing, scrolling without a focus.
    let article = article
        .replace(" style=\"text-align: right\"", " class=\"right\"")
        .replace(" style=\"text-align: left\"", "")
        .replace("<th></th>", "<td></td>")
        .replace("<pre>", "<pre tabindex=\"0\">")
        .replace("</table>", "</table></div>");
    Ok((contents + "</ol>", article))
}

fn read(language: &Language, name: &str) -> Result<String> {
    let path = Path::new(language.folder).join(name);
    fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}

fn parsed(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_MATH)
}

/// The headings of `text`, with anchors from those of the English document, which must have the same; and the same
/// equations and examples.
fn paired(name: &str, prefix: &str, chapter: &str, text: &str) -> Result<Vec<Heading>> {
    let english = read(&ENGLISH, name)?;
    let (mut ours, theirs) = (headings(text), headings(&english));
    for (one, other) in ours.iter().zip(&theirs) {
        ensure!(one.level == other.level, "{name}: {:?} stands where English has {:?}", one.text, other.text);
    }
    ensure!(
        ours.len() == theirs.len(),
        "{name}: {} headings in one language, {} in the other",
        ours.len(),
        theirs.len()
    );
    for (one, other) in verbatim(text).iter().zip(&verbatim(&english)) {
        ensure!(one == other, "{name}: differs between the languages:\n{one}\n{other}");
    }
    for (heading, english) in ours.iter_mut().zip(&theirs) {
        heading.id = match heading.level {
            HeadingLevel::H1 => chapter.to_owned(),
            _ => format!(
                "{prefix}{}",
                english.slug.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')
            ),
        };
    }
    Ok(ours)
}

fn headings(text: &str) -> Vec<Heading> {
    let (mut found, mut open): (Vec<Heading>, Option<String>) = (Vec::new(), None);
    for event in parsed(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => open = Some(String::new()),
            Event::End(TagEnd::Heading(level)) => {
                let text = open.take().unwrap_or_default();
                let id = String::new();
                found.push(Heading { level, slug: slug(&text), text, id });
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some(open) = &mut open {
                    open.push_str(&part);
                }
            }
            _ => {}
        }
    }
    found
}

/// What comments begin with: in scenarios, in programs.
const COMMENTS: [&str; 2] = [" # ", " // "];

/// What must not differ between the languages: equations, and examples but for their comments.
fn verbatim(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut code = false;
    for event in parsed(text) {
        match event {
            Event::DisplayMath(formula) => found.push(formula.trim().to_owned()),
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(part) if code => {
                found.extend(part.lines().map(|line| {
                    let code =
                        COMMENTS.iter().fold(line, |code, sign| code.split(sign).next().unwrap_or(code));
                    code.trim_end().to_owned()
                }));
            }
            _ => {}
        }
    }
    found
}

/// A heading as GitHub names it in links.
fn slug(text: &str) -> String {
    let kept = text.to_lowercase();
    kept.chars()
        .filter(|c| c.is_alphanumeric() || "-_ ".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Turns a document's events into those of the page.
struct Typesetter<'a> {
    language: &'a Language,
    headings: &'a [Heading],
    /// How many headings have begun.
    at: usize,
    /// Number of the section, and of its last equation.
    section: (usize, usize),
}

impl Typesetter<'_> {
    fn events<'t>(mut self, text: &'t str) -> Result<Vec<Event<'t>>> {
        let mut page = Vec::new();
        for event in parsed(text) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => page.push(self.heading(level)),
                Event::End(TagEnd::Heading(level)) => {
                    let id = self.anchor();
                    let link = format!(
                        " <a class=\"anchor\" href=\"#{id}\" aria-label=\"{}\">#</a>",
                        self.language.link
                    );
                    page.push(Event::InlineHtml(link.into()));
                    page.push(Event::End(TagEnd::Heading(lower(level))));
                }
                Event::Start(Tag::Table(alignments)) => {
                    let about = escaped(&self.heading_text());
                    page.push(Event::Html(
                        format!(
                            "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{about}\">\n"
                        )
                        .into(),
                    ));
                    page.push(Event::Start(Tag::Table(alignments)));
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let dest_url = self.destination(&dest_url)?;
                    page.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
                Event::InlineMath(formula) => page.push(Event::InlineHtml(mathml(&formula, false)?.into())),
                Event::DisplayMath(formula) => page.push(Event::InlineHtml(self.equation(&formula)?.into())),
                other => page.push(other),
            }
        }
        Ok(without_language_link(page))
    }

    fn heading<'t>(&mut self, level: HeadingLevel) -> Event<'t> {
        self.at += 1;
        if level == HeadingLevel::H2 {
            self.section = (self.section.0 + 1, 0);
        }
        let id = Some(self.anchor().into());
        Event::Start(Tag::Heading { level: lower(level), id, classes: Vec::new(), attrs: Vec::new() })
    }

    fn anchor(&self) -> String {
        let id = self.headings.get(self.at - 1).map_or("", |heading| &heading.id);
        format!("{}{id}", self.language.anchors)
    }

    fn heading_text(&self) -> String {
        self.headings.get(self.at.saturating_sub(1)).map(|heading| heading.text.clone()).unwrap_or_default()
    }

    /// A displayed equation with its number, which is its anchor: `coverage-2` is the second of section "Coverage".
    fn equation(&mut self, formula: &str) -> Result<String> {
        self.section.1 += 1;
        let (section, number) = self.section;
        let of_section =
            self.headings[..self.at].iter().rev().find(|heading| heading.level == HeadingLevel::H2);
        let id = of_section.map_or("", |heading| &heading.id);
        let anchor = format!("{}{id}-{number}", self.language.anchors);
        let formula = mathml(formula, true)?;
        Ok(format!(
            "<span class=\"equation\" id=\"{anchor}\">{formula}<a class=\"number\" href=\"#{anchor}\">({section}.{number})</a></span>"
        ))
    }

    /// Where a document's link leads on the site.
    fn destination<'t>(&self, link: &str) -> Result<CowStr<'t>> {
        if let Some(slug) = link.strip_prefix('#') {
            let found = self.headings.iter().find(|heading| heading.slug == slug);
            let heading = found.with_context(|| format!("no heading {link} in this document"))?;
            return Ok(format!("#{}{}", self.language.anchors, heading.id).into());
        }
        let name = link.rsplit('/').next().unwrap_or_default();
        if let Some((_, _, chapter)) = CHAPTERS.iter().find(|chapter| chapter.0 == name) {
            return Ok(format!("#{}{chapter}", self.language.anchors).into());
        }
        let on_site = link.trim_start_matches("../");
        ensure!(on_site.starts_with("scenarios/"), "a link that leads out of the site: {link}");
        Ok(on_site.to_owned().into())
    }
}

/// Chapters' titles stand below the page's own.
fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    }
}

/// Leaves out the line with which a document leads to the other language: the page has its switch.
fn without_language_link(mut page: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let line = page.windows(5).position(|events| {
        matches!(events, [Event::Start(Tag::Paragraph), Event::Start(Tag::Link { .. }), Event::Text(text), ..]
            if ["中文", "English"].contains(&text.as_ref()))
    });
    if let Some(line) = line {
        page.drain(line..line + 5);
    }
    page
}

fn mathml(formula: &str, display: bool) -> Result<String> {
    let formula = formula.trim();
    let storage = Storage::new();
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, annotation: Some(formula), ..RenderConfig::default() };
    let mut text = String::new();
    push_mathml(&mut text, Latex::new(formula, &storage), config)
        .with_context(|| format!("typesetting {formula}"))?;
    Ok(text)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
