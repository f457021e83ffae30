//! PDF with a layer of text. The pages are read by another's code, which trusts its input: what would fill the memory,
//! never end or go round in circles is looked for first, and a panic costs the file and nothing else.

use crate::corpus::guard::caught;
use crate::corpus::origin::Origin;
use crate::corpus::pdf_layout::{self, Line};
use crate::corpus::{CorpusError, Document};
use pdf_extract::{MediaBox, OutputDev, OutputError, Transform, output_doc_page};
use std::collections::HashMap;
use std::io::Read;
use std::time::{Duration, Instant};

/// A stream that is no picture unpacks to at most so much.
const MAX_STREAM: u64 = 16 << 20;
/// All lists of objects together, which are held parsed.
const MAX_OBJECTS: u64 = 32 << 20;
/// A page is drawn by so many bytes at most: each operation in it takes 20 times its size in memory.
const MAX_PAGE: usize = 4 << 20;
/// Drawings that a page draws may draw others so many times in all.
const MAX_DRAWN: u64 = 1000;
/// They lie so deep in one another at most.
const MAX_DEPTH: u32 = 16;
/// Stands for the cost of a drawing on the way: what meets it goes round in a circle.
const BEING_COUNTED: u64 = u64::MAX;
/// Time for a file, and for each of its pages.
const TIME: (Duration, Duration) = (Duration::from_secs(5), Duration::from_millis(20));

/// Reads a document.
pub fn read(bytes: &[u8], origin: &Origin) -> Result<Document, CorpusError> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(origin.broken(None, "not a PDF, though its name says so; get the file again"));
    }
    check_streams(bytes, origin)?;
    let opened = caught(|| pdf_extract::Document::load_mem(bytes));
    let broken =
        |said: &str| origin.broken(None, format!("a broken PDF ({said}); print it to a new PDF and read that"));
    let mut pdf = opened
        .ok_or_else(|| broken("its objects do not fit together"))?
        .map_err(|error| broken(&crate::text::display::printable(&error.to_string())))?;
    if pdf.is_encrypted() && !caught(|| pdf.decrypt("").is_ok()).unwrap_or_default() {
        return Err(origin.broken(None, "encrypted; save it without a password first"));
    }
    caught(|| cut_circles(&mut pdf)).ok_or_else(|| broken("its drawings do not fit together"))?;
    let (pages, failed) = pages(&pdf);
    let count = pages.len() + failed;
    let text = pdf_layout::text(pages);
    if text.trim().is_empty() {
        let reason = if failed > 0 && failed == count {
            "none of its pages could be read; print it to a new PDF and read that"
        } else {
            "no layer of text: these are pictures of pages; run text recognition over them first"
        };
        return Err(origin.broken(None, reason));
    }
    Ok(Document { title: title(&pdf), ..Document::of(origin.name(), text) })
}

/// The lines of each page, and how many pages could not be read.
fn pages(pdf: &pdf_extract::Document) -> (Vec<Vec<Line>>, usize) {
    let (mut pages, mut failed) = (Vec::new(), 0);
    let Some(numbers) = caught(|| pdf.get_pages()) else { return (pages, 1) };
    let deadline = Instant::now() + TIME.0 + TIME.1 * u32::try_from(numbers.len()).unwrap_or(u32::MAX).min(10_000);
    for (number, id) in numbers {
        let mut lines = Lines::new(deadline);
        let read = caught(|| {
            let length = pdf.get_page_content(id).map_or(0, |content| content.len());
            length <= MAX_PAGE && output_doc_page(pdf, &mut lines, number).is_ok()
        });
        failed += usize::from(read != Some(true));
        pages.push(lines.finish());
        if Instant::now() > deadline {
            break;
        }
    }
    (pages, failed)
}

fn title(pdf: &pdf_extract::Document) -> Option<String> {
    let info = pdf.trailer.get(b"Info").ok()?.as_reference().ok()?;
    let title = pdf.get_dictionary(info).ok()?.get(b"Title").ok()?;
    let title = pdf_extract::decode_text_string(title).ok()?.trim().to_owned();
    (!title.is_empty()).then_some(title)
}

/// Collects the lines of a page from its characters.
struct Lines {
    deadline: Instant,
    seen: u32,
    height: f64,
    lines: Vec<Line>,
    line: Line,
    is_word_start: bool,
}

impl Lines {
    fn new(deadline: Instant) -> Self {
        Self { deadline, seen: 0, height: 0.0, lines: Vec::new(), line: Line::default(), is_word_start: false }
    }

    fn finish(mut self) -> Vec<Line> {
        self.end_line();
        self.lines
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.text.trim().is_empty() {
            self.lines.push(line);
        }
    }

    fn check_time(&mut self) -> Result<(), OutputError> {
        self.seen = self.seen.wrapping_add(1);
        if self.seen.is_multiple_of(256) && Instant::now() > self.deadline {
            return Err(OutputError::IoError(std::io::Error::other("too slow")));
        }
        Ok(())
    }
}

impl OutputDev for Lines {
    fn begin_page(
        &mut self,
        _number: u32,
        page: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.height = page.ury - page.lly;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.check_time()?;
        // The side of a square with the area of what a square of the font's size becomes.
        let size = (font_size * font_size * (place.m11 * place.m22 - place.m12 * place.m21)).abs().sqrt();
        let (x, y) = (place.m31, self.height - place.m32);
        let is_below = (y - self.line.y).abs() > size.max(self.line.size) * 0.5;
        let is_back = x + size < self.line.right;
        if !self.line.text.is_empty() && is_below && (is_back || (y - self.line.y).abs() > size * 1.1) {
            self.end_line();
        }
        if self.line.text.is_empty() {
            self.line = Line { text: String::new(), left: x, right: x, y, size };
        } else if x > self.line.right + size * if self.is_word_start { 0.1 } else { 0.25 }
            && !self.line.text.ends_with(' ')
        {
            self.line.text.push(' ');
        }
        self.line.text.extend(text.chars().filter(|c| !c.is_control() || *c == '\t'));
        self.line.right = x + width * size;
        self.is_word_start = false;
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.is_word_start = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Refuses streams that unpack to more than a page or a list of objects can need, before anybody unpacks them.
fn check_streams(bytes: &[u8], origin: &Origin) -> Result<(), CorpusError> {
    let (mut at, mut objects) = (0, 0);
    while let Some(found) = find(&bytes[at..], b"stream") {
        let keyword = at + found;
        at = keyword + 6;
        let ([b'\r', b'\n', data @ ..] | [b'\n', data @ ..]) = &bytes[at..] else { continue };
        let head = &bytes[keyword.saturating_sub(512)..keyword];
        let head = &head[head.windows(3).rposition(|end| end == b"obj").unwrap_or(0)..];
        let is_zlib =
            matches!(data, [a, b, ..] if a & 15 == 8 && (u32::from(*a) * 256 + u32::from(*b)).is_multiple_of(31));
        if bytes[..keyword].ends_with(b"end") || !is_zlib || find(head, b"/Image").is_some() {
            continue;
        }
        let unpacked = flate2::read::ZlibDecoder::new(data).take(MAX_STREAM + 1);
        let length = drained(unpacked);
        if find(head, b"/ObjStm").is_some() {
            objects += length;
        }
        if length > MAX_STREAM || objects > MAX_OBJECTS {
            let reason = "unpacks to more than a page can need; print it to a new PDF and read that";
            return Err(origin.broken(keyword as u64, reason));
        }
    }
    Ok(())
}

/// How many bytes come, until the first error.
fn drained(mut from: impl Read) -> u64 {
    let mut buffer = [0; 16 << 10];
    let mut length = 0;
    while let Ok(read) = from.read(&mut buffer) {
        if read == 0 {
            break;
        }
        length += read as u64;
    }
    length
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == wanted[0]) {
        at += found;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Empties drawings that draw themselves, or too many others: they would be drawn without end.
fn cut_circles(pdf: &mut pdf_extract::Document) {
    let ids: Vec<pdf_extract::ObjectId> = pdf.objects.keys().copied().collect();
    let mut costs = HashMap::new();
    for id in ids {
        cost(pdf, id, 0, &mut costs);
    }
    for (id, cost) in costs {
        if cost > MAX_DRAWN
            && let Some(pdf_extract::Object::Stream(stream)) = pdf.objects.get_mut(&id)
        {
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
        }
    }
}

/// How many drawings are drawn when this one is; more than [`MAX_DRAWN`] for one that is to be emptied.
fn cost(
    pdf: &pdf_extract::Document,
    id: pdf_extract::ObjectId,
    depth: u32,
    costs: &mut HashMap<pdf_extract::ObjectId, u64>,
) -> u64 {
    if let Some(cost) = costs.get(&id) {
        return *cost;
    }
    let Ok(stream) = pdf.get_object(id).and_then(|object| object.as_stream()) else { return 0 };
    if stream.dict.get(b"Subtype").and_then(|kind| kind.as_name()).ok() != Some(b"Form") {
        return 0;
    }
    costs.insert(id, BEING_COUNTED);
    let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let times = content.windows(2).filter(|two| two == b"Do").count() as u64;
    let resources = stream.dict.get(b"Resources").ok().and_then(|found| dictionary(pdf, found));
    let drawn = resources.and_then(|found| found.get(b"XObject").ok()).and_then(|found| dictionary(pdf, found));
    let inner: Vec<pdf_extract::ObjectId> =
        drawn.iter().flat_map(|drawn| drawn.iter()).filter_map(|(_, object)| object.as_reference().ok()).collect();
    let total = if resources.is_none() && times > 0 || depth > MAX_DEPTH || content.len() > MAX_PAGE {
        // Without resources of its own it draws what the page has: perhaps itself.
        MAX_DRAWN + 1
    } else {
        let costs: Vec<u64> = inner.into_iter().map(|id| cost(pdf, id, depth + 1, costs)).collect();
        let is_circle = costs.contains(&BEING_COUNTED);
        let most = costs.into_iter().filter(|cost| *cost <= MAX_DRAWN).max().unwrap_or(0);
        if is_circle { MAX_DRAWN + 1 } else { 1 + times.saturating_mul(most) }
    };
    costs.insert(id, total);
    total
}

fn dictionary<'a>(
    pdf: &'a pdf_extract::Document,
    object: &'a pdf_extract::Object,
) -> Option<&'a pdf_extract::Dictionary> {
    match object {
        pdf_extract::Object::Reference(id) => pdf.get_dictionary(*id).ok(),
        object => object.as_dict().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::tests::read_as;
    use std::fmt::Write as _;
    use std::io::Write as _;

    /// Objects as a file: the first is the catalogue, the second the pages.
    fn file(objects: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"%PDF-1.5\n".to_vec();
        let mut places = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n", index + 1).into_bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let (start, count) = (bytes.len(), objects.len() + 1);
        let mut end = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for place in places {
            let _ = writeln!(end, "{place:010} 00000 n ");
        }
        let _ = write!(end, "trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        bytes.extend(end.into_bytes());
        bytes
    }

    fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(9));
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let head = format!("<< {dictionary} /Filter /FlateDecode /Length {} >>\nstream\n", packed.len());
        [head.as_bytes(), &packed, b"\nendstream"].concat()
    }

    /// A document whose pages are drawn by `pages`, with `forms` to draw, F1 on.
    fn drawn(pages: &[Vec<u8>], forms: &[Vec<u8>], to_unicode: &str) -> Vec<u8> {
        let first_form = 5 + 2 * pages.len();
        let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 5 + 2 * n)).collect();
        let names: String = (0..forms.len()).map(|n| format!("/X{n} {} 0 R ", first_form + n)).collect();
        let widths = "600 ".repeat(256);
        let mut objects = vec![
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            format!("<< /Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 600 800] >>", pages.len()).into_bytes(),
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /Test /FirstChar 0 /LastChar 255 /Widths [{widths}] \
                 /ToUnicode 4 0 R >>"
            )
            .into_bytes(),
            stream("", to_unicode.as_bytes()),
        ];
        for (n, page) in pages.iter().enumerate() {
            let resources = format!("<< /Font << /T 3 0 R >> /XObject << {names} >> >>");
            let contents = 6 + 2 * n;
            objects.push(
                format!("<< /Type /Page /Parent 2 0 R /Resources {resources} /Contents {contents} 0 R >>").into_bytes(),
            );
            objects.push(stream("", page));
        }
        objects.extend(forms.iter().cloned());
        file(&objects)
    }

    /// Pages of text, a line every 14 points.
    fn written(pages: &[&str]) -> Vec<u8> {
        let mut letters: Vec<char> = pages.concat().chars().collect();
        letters.sort_unstable();
        letters.dedup();
        let code = |c: char| 1 + letters.iter().position(|letter| *letter == c).unwrap();
        let map: String = letters.iter().map(|c| format!("<{:02X}> <{:04X}>\n", code(*c), *c as u32)).collect();
        let map = format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n1 begincodespacerange\n\
             <00> <FF>\nendcodespacerange\n{} beginbfchar\n{map}endbfchar\nendcmap end end",
            letters.len()
        );
        let page = |text: &&str| {
            let mut content = String::new();
            for (n, line) in text.lines().enumerate() {
                let hex: String = line.chars().map(|c| format!("{:02X}", code(c))).collect();
                let _ = writeln!(content, "BT /T 12 Tf 1 0 0 1 50 {} Tm <{hex}> Tj ET", 750 - 14 * n);
            }
            content.into_bytes()
        };
        drawn(&pages.iter().map(page).collect::<Vec<_>>(), &[], &map)
    }

    fn read(bytes: &[u8]) -> Result<Document, String> {
        read_as("a.pdf", bytes, None).next().unwrap().map_err(|error| error.to_string())
    }

    #[test]
    fn pages_are_read() {
        let pages = [
            "Отцы и дети\nСвет в окне погас; дере-\nвья стояли тихо, и дождь\nшёл всю ночь напролёт, а\n1",
            "Отцы и дети\nутром вышло солнце.\nПтицы пели за рекой.\n2",
            "Отцы и дети\nКонец.\nИ снова свет.\n3",
        ];
        let document = read(&written(&pages)).unwrap();
        assert!(
            document.text.starts_with("Свет в окне погас; деревья стояли тихо, и дождь шёл всю ночь напролёт, а утром"),
            "{}",
            document.text
        );
        assert!(!document.text.contains("Отцы") && !document.text.contains('2'), "{}", document.text);
    }

    #[test]
    fn a_scan_says_what_it_lacks() {
        let said = read(&drawn(&[b"q 1 0 0 1 0 0 cm Q".to_vec()], &[], "")).unwrap_err();
        assert!(said.contains("a.pdf: no layer of text: these are pictures of pages"), "{said}");
    }

    #[test]
    fn broken_files_are_one_sentence() {
        let whole = written(&["Свет."]);
        for bytes in [&whole[..whole.len() / 2], &b"%PDF-1.4"[..], b"text", &whole[..whole.len() - 30]] {
            let said = read(bytes);
            assert!(said.is_ok() || said.as_ref().unwrap_err().contains("a.pdf: "), "{said:?}");
        }
        assert!(read(b"text").unwrap_err().ends_with("not a PDF, though its name says so; get the file again"));
    }

    #[test]
    fn circles_and_bombs_end() {
        let form = |resources: &str, content: &str| {
            stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 1 1] {resources}"), content.as_bytes())
        };
        // The forms are objects 7 and 8.
        let itself = form("/Resources << /XObject << /X 7 0 R >> >>", "/X Do");
        let other = form("/Resources << /XObject << /X 8 0 R >> >>", "/X Do");
        let back = form("/Resources << /XObject << /X 7 0 R >> >>", "/X Do");
        let bare = form("", "/X0 Do");
        for forms in [vec![itself], vec![other, back], vec![bare]] {
            assert!(read(&drawn(&[b"/X0 Do".to_vec()], &forms, "")).unwrap_err().contains("a.pdf: "));
        }
        let many: Vec<Vec<u8>> = (8..16)
            .map(|next| form(&format!("/Resources << /XObject << /X {next} 0 R >> >>"), &"/X Do ".repeat(20)))
            .collect();
        assert!(read(&drawn(&[b"/X0 Do".to_vec()], &many, "")).is_err());
        let bomb = read(&drawn(&[vec![b' '; 40 << 20]], &[], "")).unwrap_err();
        assert!(bomb.contains("unpacks to more than a page can need"), "{bomb}");
        assert!(read(&drawn(&[b"q ".repeat(3 << 20)], &[], "")).is_err());
    }
}
