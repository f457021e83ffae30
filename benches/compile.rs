//! How long dictionaries take to become a lexicon, whole and after an edit, and what that costs in memory. The promises
//! are those of the design: 340,000 forms in half a second, a million entries in 5 s and 1 GB, an edit in 30 ms, an
//! explanation in 1 ms. Each case runs in a process of its own, so that its peak of memory is its own.
//!
//! `cargo bench --no-default-features --bench compile [CASE]`

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use hyperlex::dictionary::{Dictionary, Document, Entry, Link, Matching, Symbol};
use hyperlex::engine::{Forms, Layer, Lexicon, Settings, Worker};
use hyperlex::text::Markup;
use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

const CASES: [(&str, fn()); 4] =
    [("inflected", inflected), ("edits", edits), ("million", million), ("matching", matching)];

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    if let Some(wanted) = wanted {
        let case = CASES.iter().find(|(name, _)| *name == wanted);
        return case.map_or_else(|| println!("no case {wanted}"), |(_, run)| run());
    }
    let Ok(program) = std::env::current_exe() else { return };
    for (name, _) in CASES {
        println!("{name}");
        if std::process::Command::new(&program).arg(name).status().is_err() {
            println!("  could not be started");
        }
    }
}

/// 20,000 inflected entries of about 17 forms each.
fn inflected() {
    let dictionary = families(20_000);
    let times: Vec<Duration> = (0..5).map(|_| time(|| compile(&dictionary)).1).collect();
    let lexicon = compile(&dictionary);
    let forms = lexicon.form_count();
    let compile = median(times);
    println!("  entries           {} ({forms} forms)", lexicon.entry_count());
    promise("compile", compile, 500.0);
    println!("  a form            {:.0} ns", compile.as_nanos() as f64 / forms as f64);
    print_peak(None);
}

/// One edit among 20,000 inflected entries, with 1,000 links; then the first explanation.
fn edits() {
    let mut dictionary = families(20_000);
    add_links(&mut dictionary, 1_000);
    let small = numbered(200, "малое");
    let mut lexicon = Arc::new(compile(&dictionary));
    let (copy, of_document) = time(|| dictionary.clone());
    drop(copy);
    println!("  copy the document {:.2} ms", millis(of_document));
    let mut step = |name: &str, edit: &mut dyn FnMut(&mut Dictionary, usize) -> bool| {
        let mut times = Vec::new();
        let mut explained = Vec::new();
        for round in 0..15 {
            let is_small_on = edit(&mut dictionary, round);
            let layers = [on(&dictionary), Layer { dictionary: &small, enabled: is_small_on }];
            let (next, elapsed) = time(|| lexicon.recompile(&layers, Forms::Inflected, &|| false));
            let Some(next) = next else { return };
            lexicon = Arc::new(next);
            times.push(elapsed);
            if let Ok(mut worker) = Worker::new(Arc::clone(&lexicon), Arc::default()) {
                explained.push(time(|| worker.explain("Одно неизвестноеслово здесь", Markup::Plain, 0)).1);
            }
        }
        promise(name, median(times), 30.0);
        promise("  then explain", median(explained), 1.0);
    };
    step("replace", &mut |dictionary, round| {
        Arc::make_mut(&mut dictionary.entries[round * 997]).symbols[0].text = format!("S{round}");
        true
    });
    step("insert first", &mut |dictionary, round| {
        dictionary.entries.insert(0, family(30_000 + round));
        true
    });
    step("remove", &mut |dictionary, round| {
        dictionary.entries.remove(round * 501);
        true
    });
    step("replace a link", &mut |dictionary, round| {
        Arc::make_mut(&mut dictionary.links[round]).of[0] = format!("новое{round}");
        true
    });
    step("toggle a layer", &mut |_, round| round % 2 == 0);
    let layers = [on(&dictionary), on(&small)];
    let whole = median((0..3).map(|_| time(|| Lexicon::compile(&layers, Forms::Inflected)).1).collect());
    println!("  all from nothing  {:.1} ms", millis(whole));
    print_peak(None);
}

/// A million exact entries that are each other's prefixes, read from RON text and compiled.
fn million() {
    const ENTRIES: usize = 1_000_000;
    let mut text = String::from("Dictionary(\n  format: 1,\n  name: \"m\", language: \"ru\",\n  entries: [\n");
    for number in 0..ENTRIES {
        let _ = writeln!(text, "    (word: \"слово{number}\", symbols: [\"☀\"], matching: Exact),");
    }
    text.push_str("  ],\n)\n");
    println!("  file              {:.0} MB", text.len() as f64 / 1e6);
    let path = std::env::temp_dir().join(format!("hyperlex-bench-{}.ron", std::process::id()));
    let is_written = std::fs::write(&path, &text).is_ok();
    drop(text);
    let (loaded, read) = time(|| Document::load(&path));
    drop(std::fs::remove_file(&path));
    let Ok((document, problems)) = loaded else { return println!("  not read (written: {is_written})") };
    println!("  read              {:.0} ms, {} problems", millis(read), problems.len());
    print_peak(None);
    let (lexicon, compiled) = time(|| compile(&document.dictionary));
    println!("  entries           {} ({} forms)", lexicon.entry_count(), lexicon.form_count());
    println!("  compile           {:.0} ms", millis(compiled));
    promise("read and compile", read + compiled, 5_000.0);
    print_peak(Some(1_000.0));
    let mut dictionary = document.dictionary.clone();
    Arc::make_mut(&mut dictionary.entries[500_000]).word = "другое".into();
    let (_, edit) = time(|| lexicon.recompile(&[on(&dictionary)], Forms::Inflected, &|| false));
    println!("  one edit          {:.1} ms", millis(edit));
    let started = Instant::now();
    let is_late = || started.elapsed() > Duration::from_millis(100);
    let (_, cancelled) = time(|| Lexicon::default().recompile(&[on(&dictionary)], Forms::Inflected, &is_late));
    println!("  cancelled after   {:.1} ms (asked at 100)", millis(cancelled));
}

/// The sample text with 340,000 forms, beside 15,000.
fn matching() {
    let text = include_str!("../assets/sample/sample-ru.txt");
    let long = text.repeat(4_000_000 / text.len() + 1);
    for entries in [900, 20_000] {
        let mut dictionary = families(entries);
        let mut words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        words.sort_unstable();
        words.dedup();
        let own = words.iter().filter(|word| word.chars().count() > 6).take(500);
        dictionary.entries.extend(own.map(|word| exact((*word).to_owned())));
        let lexicon = compile(&dictionary);
        let forms = lexicon.form_count();
        let Ok(mut worker) = Worker::new(Arc::new(lexicon), Arc::new(Settings::default())) else { return };
        let times = (0..5).map(|_| time(|| worker.transform(&long, Markup::Plain, 0)).1).collect();
        println!("  {forms:>7} forms     {:.0} MB/s", long.len() as f64 / 1e6 / median(times).as_secs_f64());
    }
}

/// Made-up words with made-up endings: what the language gives, and then as many more as a Russian noun has.
fn family(number: usize) -> Arc<Entry> {
    const SYLLABLES: [&str; 16] =
        ["ба", "ве", "го", "ду", "жи", "зо", "ка", "лу", "ме", "но", "па", "ру", "си", "то", "фу", "хо"];
    const ENDINGS: [&str; 17] = [
        "ра",
        "ры",
        "ре",
        "ру",
        "рой",
        "рою",
        "р",
        "рам",
        "рами",
        "рах",
        "рин",
        "рина",
        "рину",
        "рином",
        "рине",
        "рины",
        "ринам",
    ];
    let stem: String = (0..5).map(|place| SYLLABLES[number >> (4 * place) & 15]).collect();
    let word = format!("{stem}{}", ENDINGS[0]);
    let known = hyperlex::language::forms(&word, "ru").len();
    let also = ENDINGS.iter().skip(known.max(1)).map(|ending| format!("{stem}{ending}")).collect();
    let matching = if known > 1 { Matching::Inflected } else { Matching::Exact };
    Arc::new(Entry { word, also, matching, symbols: vec![Symbol::new("☀")], ..Entry::default() })
}

fn families(count: usize) -> Dictionary {
    let entries = (0..count).map(family).collect();
    Dictionary { name: "bench".into(), language: Some("ru".into()), entries, ..Dictionary::default() }
}

fn exact(word: String) -> Arc<Entry> {
    Arc::new(Entry { word, matching: Matching::Exact, symbols: vec![Symbol::new("☀")], ..Entry::default() })
}

fn numbered(count: usize, stem: &str) -> Dictionary {
    let entries = (0..count).map(|number| exact(format!("{stem}{number}"))).collect();
    Dictionary { name: stem.into(), language: Some("ru".into()), entries, ..Dictionary::default() }
}

fn add_links(dictionary: &mut Dictionary, count: usize) {
    for number in 0..count {
        let of = vec![dictionary.entries[number * 3].word.clone(), dictionary.entries[number * 7 + 1].word.clone()];
        dictionary.links.push(Arc::new(Link { of, symbols: vec![Symbol::new("🫧")], ..Link::default() }));
    }
}

fn on(dictionary: &Dictionary) -> Layer<'_> {
    Layer { dictionary, enabled: true }
}

fn compile(dictionary: &Dictionary) -> Lexicon {
    Lexicon::compile(&[on(dictionary)], Forms::Inflected).0
}

fn time<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = run();
    (value, start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn promise(name: &str, time: Duration, most: f64) {
    println!("  {name:<17} {:.2} ms, {:.2} of the {most} promised", millis(time), millis(time) / most);
}

/// The most memory this process has held, where the system tells.
fn print_peak(most: Option<f64>) {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let Some(kib) = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()) else { return };
    let mb = kib * 1024.0 / 1e6;
    let ratio = most.map_or_else(String::new, |most| format!(", {:.2} of the {most} promised", mb / most));
    println!("  peak memory       {mb:.0} MB{ratio}");
}
