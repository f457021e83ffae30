//! Packs the tables of one language into the file that hyperlex embeds.
//!
//!     language-builder TABLES_DIR OUT.bin.zst
//!
//! The layout is read by `src/language/data.rs`: one zstd frame with five sections, each a length (u32, little-endian)
//! and its bytes: affixes, tags, paradigms, lexemes by stem, readings by form. Numbers inside are u16 little-endian;
//! the last two sections are a length and such numbers, then an fst whose values are offsets into them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Strings numbered by first appearance.
#[derive(Default)]
struct Names {
    numbers: BTreeMap<String, u16>,
    list: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> Result<u16> {
        if let Some(&number) = self.numbers.get(name) {
            return Ok(number);
        }
        let number = u16::try_from(self.list.len())?;
        self.numbers.insert(name.to_owned(), number);
        self.list.push(name.to_owned());
        Ok(number)
    }
}

/// One form of a paradigm: prefix, suffix, tags.
type Form = (u16, u16, Vec<u16>);

struct Tables {
    affixes: Names,
    tags: Names,
    paradigms: Vec<Vec<Form>>,
    /// stem → (paradigm, kind | rare << 3 | frequency << 4 | singular << 8), the likelier first.
    stems: BTreeMap<String, Vec<(u16, u16)>>,
    /// form → (paradigm, count).
    readings: BTreeMap<String, Vec<(u16, u16)>>,
}

/// Kinds of names; their numbers stand in the file.
const KINDS: &[&str] = &["-", "first-name", "patronymic", "surname", "place"];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, out] = arguments.as_slice() else { return Err("usage: language-builder TABLES_DIR OUT.bin.zst".into()) };
    let tables = read(Path::new(dir))?;
    let raw = pack(&tables)?;
    let packed = zstd::encode_all(raw.as_slice(), 19)?;
    println!(
        "{out}: {} stems, {} paradigms, {} affixes, {} tags, {} forms with counts; {} bytes, {} packed",
        tables.stems.len(),
        tables.paradigms.len(),
        tables.affixes.list.len(),
        tables.tags.list.len(),
        tables.readings.len(),
        raw.len(),
        packed.len()
    );
    fs::write(out, packed)?;
    Ok(())
}

fn read(dir: &Path) -> Result<Tables> {
    let mut tables = Tables {
        affixes: Names::default(),
        tags: Names::default(),
        paradigms: Vec::new(),
        stems: BTreeMap::new(),
        readings: BTreeMap::new(),
    };
    let paradigms = fs::read_to_string(dir.join("paradigms.tsv"))?;
    for affix in sorted_affixes(&paradigms) {
        tables.affixes.number(affix)?;
    }
    for line in paradigms.lines() {
        let paradigm = read_paradigm(line, &mut tables)?;
        tables.paradigms.push(paradigm);
    }
    for line in fs::read_to_string(dir.join("lexemes.tsv"))?.lines() {
        let [lemma, paradigm, kind, marks, frequency] = fields(line)?;
        let paradigm: u16 = paradigm.parse()?;
        let (prefix, suffix, _) = &tables.paradigms[usize::from(paradigm)][0];
        let prefix = &tables.affixes.list[usize::from(*prefix)];
        let suffix = &tables.affixes.list[usize::from(*suffix)];
        let stem = lemma.strip_prefix(prefix.as_str()).and_then(|rest| rest.strip_suffix(suffix.as_str()));
        let stem = stem.ok_or_else(|| format!("`{lemma}` is not the first form of its paradigm {paradigm}"))?;
        let kind = KINDS.iter().position(|name| *name == kind).ok_or_else(|| format!("unknown kind `{kind}`"))?;
        let frequency: u16 = frequency.parse()?;
        let marked = |mark| u16::from(marks.split(',').any(|it| it == mark));
        let flags = u16::try_from(kind)? | marked("rare") << 3 | frequency.min(15) << 4 | marked("singular") << 8;
        tables.stems.entry(stem.to_owned()).or_default().push((paradigm, flags));
    }
    for lexemes in tables.stems.values_mut() {
        lexemes.sort_by_key(|(paradigm, flags)| (std::cmp::Reverse(flags >> 4 & 15), flags >> 3 & 1, *paradigm));
        lexemes.dedup();
    }
    for line in fs::read_to_string(dir.join("likelihoods.tsv"))?.lines() {
        let [form, _lemma, paradigm, count] = fields(line)?;
        let count: f64 = count.parse()?;
        // A tenth is the unit: a reading that shares its tag with others has a part of their count.
        let count = (count * 10.0).round().clamp(0.0, 65535.0) as u16;
        tables.readings.entry(form.to_owned()).or_default().push((paradigm.parse()?, count));
    }
    Ok(tables)
}

/// All prefixes and suffixes, in the order of a binary search that takes ё for е.
fn sorted_affixes(paradigms: &str) -> Vec<&str> {
    let mut affixes: Vec<&str> =
        paradigms.lines().flat_map(|line| line.split('\t')).flat_map(|cell| cell.split('|').take(2)).collect();
    affixes.sort_by_cached_key(|affix| (affix.replace('ё', "е"), (*affix).to_owned()));
    affixes.dedup();
    affixes
}

/// The forms of a paradigm, each once, with all that they are.
fn read_paradigm(line: &str, tables: &mut Tables) -> Result<Vec<Form>> {
    let mut forms: Vec<Form> = Vec::new();
    for cell in line.split('\t') {
        let [prefix, suffix, tag] =
            cell.split('|').collect::<Vec<_>>().try_into().map_err(|_| format!("bad cell `{cell}`"))?;
        let (prefix, suffix) = (tables.affixes.number(prefix)?, tables.affixes.number(suffix)?);
        let tag = tables.tags.number(tag)?;
        match forms.iter_mut().find(|form| (form.0, form.1) == (prefix, suffix)) {
            Some(form) if form.2.contains(&tag) => {}
            Some(form) => form.2.push(tag),
            None => forms.push((prefix, suffix, vec![tag])),
        }
    }
    Ok(forms)
}

fn pack(tables: &Tables) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    section(&mut out, tables.affixes.list.join("\n").as_bytes())?;
    section(&mut out, tables.tags.list.join("\n").as_bytes())?;
    let mut numbers = Vec::new();
    for paradigm in &tables.paradigms {
        numbers.push(u16::try_from(paradigm.len())?);
        for (prefix, suffix, tags) in paradigm {
            numbers.extend([*prefix, *suffix, u16::try_from(tags.len())?]);
            numbers.extend(tags);
        }
    }
    section(&mut out, &bytes(&numbers))?;
    section(&mut out, &map(&tables.stems)?)?;
    section(&mut out, &map(&tables.readings)?)?;
    Ok(out)
}

/// Lists of pairs, equal ones once, and an fst from each key to the offset of its list.
fn map(lists: &BTreeMap<String, Vec<(u16, u16)>>) -> Result<Vec<u8>> {
    // Frequent lists get small offsets, which the fst stores in fewer bytes.
    let mut uses: BTreeMap<&Vec<(u16, u16)>, usize> = BTreeMap::new();
    for list in lists.values() {
        *uses.entry(list).or_default() += 1;
    }
    let mut by_use: Vec<_> = uses.into_iter().collect();
    by_use.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut offsets = BTreeMap::new();
    let mut numbers = Vec::new();
    for (list, _) in by_use {
        offsets.insert(list, numbers.len() as u64);
        numbers.push(u16::try_from(list.len())?);
        numbers.extend(list.iter().flat_map(|(a, b)| [*a, *b]));
    }
    let mut fst = fst::MapBuilder::memory();
    for (key, list) in lists {
        fst.insert(key, offsets[list])?;
    }
    let mut out = Vec::new();
    section(&mut out, &bytes(&numbers))?;
    out.extend(fst.into_inner()?);
    Ok(out)
}

fn section(out: &mut Vec<u8>, bytes: &[u8]) -> Result<()> {
    out.extend(u32::try_from(bytes.len())?.to_le_bytes());
    out.extend(bytes);
    Ok(())
}

fn bytes(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn fields<const N: usize>(line: &str) -> Result<[&str; N]> {
    line.split('\t').collect::<Vec<_>>().try_into().map_err(|_| format!("not {N} fields: `{line}`").into())
}
