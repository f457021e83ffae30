//! From a dictionary edit to the preview: with 10,000 entries, one is changed, the dictionary is compiled anew and the
//! rows of one screen are transformed. The product's promise is 50 ms. Beside it the naive way, a `replace` an entry,
//! and the speed over a long text.
//!
//! `cargo bench --no-default-features --bench preview`

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use hyperlex::dictionary::{Dictionary, Entry, Symbol};
use hyperlex::engine::{Forms, Layer, Lexicon, Rendered, Settings, Worker};
use hyperlex::text::Markup;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ENTRIES: usize = 10_000;
const ROUNDS: usize = 21;

fn main() {
    let text = include_str!("../assets/sample/sample-ru.txt");
    let rows: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(40).collect();
    let mut dictionary = dictionary(text);
    let settings = Arc::new(Settings::default());
    let mut rendered = Rendered::default();

    let edit = median(|round| {
        Arc::make_mut(&mut dictionary.entries[round]).symbols[0].text = format!("S{round}");
        let (lexicon, _) = Lexicon::compile(&[Layer { dictionary: &dictionary, enabled: true }], Forms::Inflected);
        let Ok(mut worker) = Worker::new(Arc::new(lexicon), Arc::clone(&settings)) else { return };
        for row in &rows {
            worker.transform_unit(row, Markup::Plain, 0, &mut rendered);
        }
    });
    let naive = median(|_| {
        for row in &rows {
            let mut row = row.to_lowercase();
            for entry in &dictionary.entries {
                row = row.replace(entry.word.as_str(), &entry.symbols[0].text);
            }
            std::hint::black_box(row);
        }
    });
    let compile = median(|_| {
        std::hint::black_box(Lexicon::compile(&[Layer { dictionary: &dictionary, enabled: true }], Forms::Inflected));
    });

    let (lexicon, _) = Lexicon::compile(&[Layer { dictionary: &dictionary, enabled: true }], Forms::Inflected);
    let Ok(mut worker) = Worker::new(Arc::new(lexicon), settings) else { return };
    let long = text.repeat(4_000_000 / text.len() + 1);
    let whole = median(|_| {
        std::hint::black_box(worker.transform(&long, Markup::Plain, 0));
    });
    let units = worker.units(&long, Markup::Plain);
    let engine = median(|_| {
        for unit in &units {
            worker.transform_unit(unit.span.of(&long), Markup::Plain, 0, &mut rendered);
        }
    });

    let mb_per_s = |time: Duration| long.len() as f64 / 1e6 / time.as_secs_f64();
    println!("entries              {ENTRIES}");
    println!("edit to preview      {:.2} ms (promise: 50)", millis(edit));
    println!("  of it compile      {:.2} ms", millis(compile));
    println!(
        "naive, replace each  {:.2} ms, {:.1} times as long",
        millis(naive),
        naive.as_secs_f64() / edit.as_secs_f64()
    );
    println!("transform            {:.0} MB/s, {:.0} MB/s without cutting units", mb_per_s(whole), mb_per_s(engine));
}

/// Entries of the text's own words, then of made-up ones.
fn dictionary(text: &str) -> Dictionary {
    let mut words: Vec<String> = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    words.sort();
    words.dedup();
    words.retain(|word| word.chars().count() > 4);
    words.truncate(ENTRIES / 20);
    words.extend((0..ENTRIES - words.len()).map(|number| format!("слово{number}")));
    let entry = |word| Arc::new(Entry { word, symbols: vec![Symbol::new("☀")], ..Entry::default() });
    Dictionary { name: "bench".into(), entries: words.into_iter().map(entry).collect(), ..Dictionary::default() }
}

fn median(mut run: impl FnMut(usize)) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            let start = Instant::now();
            run(round);
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
