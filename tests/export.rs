//! Exports from dictionaries and texts to finished folders, and what must hold for every one.

mod resume;

use hyperlex::corpus::Source;
use hyperlex::dictionary::{Dictionary, Entry, Link, Symbol};
use hyperlex::engine::{Density, Settings, Template};
use hyperlex::export::{self, ExportJob, ExportOptions, OutputFormat, SplitBy};
use hyperlex::progress::Progress;
use hyperlex::record::{Direction, Schema};
use hyperlex::writer::Compression;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// What a case does to the usual job.
type Change = fn(&mut ExportJob);
/// What must hold of its number of records and its report.
type Expected = fn(usize, &Value) -> bool;

fn entry(word: &str, symbol: &str, emotion: Option<&str>) -> Entry {
    let symbols = vec![Symbol::new(symbol)];
    Entry { word: word.into(), symbols, emotion: emotion.map(Into::into), ..Entry::default() }
}

fn dictionary() -> Dictionary {
    Dictionary {
        name: "Природа".into(),
        language: Some("ru".into()),
        entries: vec![
            entry("свет", "☀", Some("радость")).into(),
            entry("дождь", "☔", None).into(),
            entry("грусть", "😢", None).into(),
            entry("любовь", "❤", None).into(),
        ],
        links: vec![Arc::new(Link {
            of: vec!["дождь".into(), "грусть".into()],
            symbols: vec![Symbol::new("☔🫧")],
            ..Link::default()
        })],
    }
}

fn job(out: &Path, texts: &[(&str, &str)]) -> ExportJob {
    ExportJob {
        name: "Пробный".into(),
        dictionaries: vec![dictionary()],
        sources: Vec::new(),
        texts: texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        settings: Settings::default(),
        options: ExportOptions { split: [100, 0, 0], threads: Some(2), ..ExportOptions::default() },
        out: out.to_owned(),
        fresh: false,
    }
}

/// A book of `sentences` different sentences, each third without a word of the dictionary.
fn book(sentences: usize) -> String {
    let sentence = |n: usize| match n % 3 {
        0 => format!("Мы видим свет и любовь номер {n}.\n"),
        1 => format!("Тогда пришли дождь и грусть числом {n}.\n"),
        _ => format!("Здесь ничего нет, кроме числа {n}.\n"),
    };
    (0..sentences).map(sentence).collect()
}

/// Runs a job in a new folder and hands its files over.
fn files(change: impl FnOnce(&mut ExportJob), texts: &[(&str, &str)]) -> BTreeMap<String, String> {
    let dir = tempfile::tempdir().unwrap();
    let mut job = job(&dir.path().join("out"), texts);
    change(&mut job);
    export::run(&job, &Progress::new()).unwrap();
    let read = read_folder(&job.out);
    let place = dir.path().display().to_string();
    assert!(read.values().all(|text| !text.contains(&place)), "a file holds an absolute path");
    let verified = export::verify(&job.out, &Progress::new()).unwrap();
    assert_eq!(verified.problems, Vec::<String>::new());
    read
}

fn read_folder(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let inner = read_folder(&path).into_iter().map(|(inner, text)| (format!("{name}/{inner}"), text));
            files.extend(inner);
        } else {
            files.insert(name, String::from_utf8(unpacked(&fs::read(path).unwrap())).unwrap());
        }
    }
    files
}

/// What a file holds, whether it is packed or not.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut lines = hyperlex::writer::read::lines(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let (mut all, mut line) = (Vec::new(), Vec::new());
    while lines.next(&mut line).unwrap() {
        all.extend_from_slice(&line);
    }
    all
}

/// The bytes of all files.
fn bytes(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(bytes(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, fs::read(path).unwrap());
        }
    }
    files
}

/// The records of all splits.
fn records(files: &BTreeMap<String, String>) -> Vec<Value> {
    let is_shard = |name: &str| ["train-", "validation-", "test-"].iter().any(|split| name.starts_with(split));
    let shards = files.iter().filter(|(name, _)| is_shard(name));
    shards.flat_map(|(_, text)| text.lines()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn pairs(files: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let text = |record: &Value, key: &str| record[key].as_str().unwrap().to_owned();
    records(files).iter().map(|record| (text(record, "source"), text(record, "target"))).collect()
}

const POEM: &str = "Свет и любовь. Дождь и грусть!\n";

#[test]
fn a_folder_holds_what_is_promised() {
    let files = files(|_| {}, &[("poem.txt", POEM)]);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        "README.md",
        "SHA256SUMS",
        "manifest.json",
        "report.json",
        "train-00000.jsonl",
        "training/README.md",
        "training/trl_lora.py",
    ];
    assert_eq!(names, expected);
    assert_eq!(files["SHA256SUMS"].lines().count(), 5);
    let report: Value = serde_json::from_str(&files["report.json"]).unwrap();
    assert_eq!(report["records"]["train"], 2);
    assert_eq!(report["sites"], 3);
    assert_eq!(report["replaced"], 3);
    let manifest: Value = serde_json::from_str(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["settings"]["seed"], 1);
    assert_eq!(manifest["sources"][0]["name"], "poem.txt");
    assert!(files["README.md"].starts_with("---\npretty_name: \"Пробный\"\nlanguage:\n- ru\n"));
}

#[test]
fn every_schema_gives_readable_records() {
    for (schema, line) in [
        (
            Schema::Messages,
            r#"{"id":"ID","messages":[{"role":"user","content":"Замени.\n\nСвет и любовь."},{"role":"assistant","content":"☀{радость} и ❤."}]}"#,
        ),
        (Schema::Pair, r#"{"id":"ID","source":"Свет и любовь.","target":"☀{радость} и ❤."}"#),
        (
            Schema::PromptCompletion,
            r#"{"id":"ID","prompt":"Замени.\n\nСвет и любовь.","completion":"☀{радость} и ❤."}"#,
        ),
        (Schema::Alpaca, r#"{"id":"ID","instruction":"Замени.","input":"Свет и любовь.","output":"☀{радость} и ❤."}"#),
        (
            Schema::Sharegpt,
            r#"{"id":"ID","conversations":[{"from":"human","value":"Замени.\n\nСвет и любовь."},{"from":"gpt","value":"☀{радость} и ❤."}]}"#,
        ),
        (Schema::Text, r#"{"id":"ID","text":"☀{радость} и ❤."}"#),
    ] {
        let list = tempfile::NamedTempFile::new().unwrap();
        fs::write(list.path(), "Замени.\n").unwrap();
        let files = files(
            |job| {
                job.options.schema = schema;
                job.options.instructions = Some(list.path().to_owned());
            },
            &[("poem.txt", POEM)],
        );
        let first = files["train-00000.jsonl"].lines().next().unwrap();
        let id = serde_json::from_str::<Value>(first).unwrap()["id"].as_str().unwrap().to_owned();
        assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        assert_eq!(first.replace(&id, "ID"), line);
    }
}

#[test]
fn both_ways_with_sites_lead_back_to_the_source() {
    for schema in Schema::ALL {
        let change = |job: &mut ExportJob| {
            job.options.schema = schema;
            job.options.direction = Direction::Both;
            job.options.sites = true;
            job.options.system = Some("Ты — переводчик.\n\nОтвечай кратко.".into());
            job.settings.variants = 2;
            job.settings.density = Density { low: 0.4, high: 1.0 };
        };
        let files = files(change, &[("book.txt", &book(60))]);
        let records = records(&files);
        let keys: BTreeSet<Vec<&String>> =
            records.iter().map(|record| record.as_object().unwrap().keys().collect()).collect();
        assert_eq!(keys.len(), 1, "{schema:?}");
        let ids: BTreeSet<&str> = records.iter().map(|record| record["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), records.len());
        assert!(records.len() > 60, "{}", records.len());
    }
}

#[test]
fn threads_do_not_matter() {
    let texts: Vec<(String, String)> =
        (0..7).map(|n| (format!("{n}.txt"), book(40 + 300 * n).replace("Мы", &format!("Мы {n}")))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let with = |threads: usize| {
        let change = |job: &mut ExportJob| {
            job.options.threads = Some(threads);
            job.options.split = [80, 10, 10];
            job.options.shard_records = Some(500);
            job.options.direction = Direction::Both;
        };
        files(change, &texts)
    };
    let one = with(1);
    assert!(one.contains_key("train-00001.jsonl") && one.keys().any(|name| name.starts_with("validation-")));
    for threads in [2, 5] {
        let many = with(threads);
        assert!(one == many, "another folder with {threads} threads");
    }
}

#[test]
fn compression_moves_no_record() {
    let book = book(3_000);
    let dir = tempfile::tempdir().unwrap();
    let with = |compress: Compression, threads: usize| {
        let mut job = job(&dir.path().join(format!("{compress:?}-{threads}")), &[("book.txt", &book)]);
        job.options.compress = compress;
        job.options.threads = Some(threads);
        job.options.split = [80, 10, 10];
        job.options.shard_bytes = 100_000;
        job.options.sites = true;
        export::run(&job, &Progress::new()).unwrap();
        let verified = export::verify(&job.out, &Progress::new()).unwrap();
        assert!(verified.is_sound() && verified.restored > 1_500, "{verified:?}");
        bytes(&job.out)
    };
    let plain = with(Compression::None, 2);
    assert!(plain.contains_key("train-00001.jsonl"));
    for compress in [Compression::Gzip, Compression::Zstd] {
        let packed = with(compress, 1);
        assert!(packed == with(compress, 5), "{compress:?}: threads change the bytes");
        for (name, lines) in plain.iter().filter(|(name, _)| name.ends_with(".jsonl")) {
            assert!(&unpacked(&packed[&format!("{name}{}", compress.suffix())]) == lines, "{compress:?}: {name}");
        }
        let card = String::from_utf8(packed["README.md"].clone()).unwrap();
        assert!(card.contains(&format!("    path: train-*.jsonl{}\n", compress.suffix())), "{card}");
    }
}

#[test]
fn splits_add_up_and_equal_documents_stay_together() {
    let book = book(3_000);
    for split_by in [SplitBy::Block, SplitBy::Document] {
        let change = |job: &mut ExportJob| {
            job.options.split = [60, 20, 20];
            job.options.split_by = Some(split_by);
            job.options.schema = Schema::Pair;
            job.options.dedupe = false;
        };
        let files = files(change, &[("a.txt", &book), ("b.txt", &book)]);
        let report: Value = serde_json::from_str(&files["report.json"]).unwrap();
        let count = |name: &str| report["records"][name].as_u64().unwrap();
        let total = count("train") + count("validation") + count("test");
        assert_eq!((total, total), (count("total"), records(&files).len() as u64));
        let mut sides: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (name, text) in files.iter().filter(|(name, _)| name.ends_with("-00000.jsonl")) {
            for line in text.lines() {
                let record: Value = serde_json::from_str(line).unwrap();
                sides.entry(record["source"].as_str().unwrap().to_owned()).or_default().insert(name);
            }
        }
        assert!(sides.values().all(|sides| sides.len() == 1));
        let shards = files.keys().filter(|name| name.ends_with("-00000.jsonl")).count();
        assert_eq!(shards, if split_by == SplitBy::Block { 3 } else { 1 });
    }
}

#[test]
fn filters_leave_out_what_they_say() {
    let text = "Свет.\nСвет.\nНичего.\nЛюбовь и свет.\n\nДождь.\n";
    let pair = |change: fn(&mut ExportJob)| {
        let change = move |job: &mut ExportJob| {
            job.options.schema = Schema::Pair;
            job.options.plain_share = 0.0;
            change(job);
        };
        let files = files(change, &[("a.txt", text)]);
        pairs(&files).into_iter().map(|(source, _)| source).collect::<Vec<_>>()
    };
    assert_eq!(pair(|_| {}), ["Свет.", "Любовь и свет.", "Дождь."]);
    assert_eq!(pair(|job| job.options.dedupe = false), ["Свет.", "Свет.", "Любовь и свет.", "Дождь."]);
    assert_eq!(pair(|job| job.options.min_sites = 2), ["Любовь и свет."]);
    assert_eq!(pair(|job| job.options.min_sites = 0), ["Свет.", "Ничего.", "Любовь и свет.", "Дождь."]);
    assert_eq!(pair(|job| job.options.plain_share = 1.0), ["Свет.", "Ничего.", "Любовь и свет.", "Дождь."]);
}

#[test]
fn limits_stop_where_they_say() {
    let book = book(2_000);
    let with = |threads: usize, change: fn(&mut ExportJob)| {
        let change = move |job: &mut ExportJob| {
            job.options.threads = Some(threads);
            job.options.direction = Direction::Both;
            change(job);
        };
        let files = files(change, &[("a.txt", &book)]);
        (records(&files).len(), serde_json::from_str::<Value>(&files["report.json"]).unwrap())
    };
    let all = with(2, |_| {}).0;
    let changes: [(Change, Expected); 4] = [
        (|job| job.options.limits.lines = Some(777), |records, _| records == 777),
        (|job| job.options.limits.pages = Some(5), |_, report| (4.9..5.2).contains(&report["pages"].as_f64().unwrap())),
        (
            |job| job.options.limits.bytes = Some(100_000),
            |_, report| (99_000..=100_000).contains(&report["bytes"]["records"].as_u64().unwrap()),
        ),
        (|job| job.options.limits.tokens = Some(20_000), |records, _| (50..400).contains(&records)),
    ];
    for (change, is_right) in changes {
        let (records, report) = with(1, change);
        assert!(records < all && is_right(records, &report), "{records} of {all}: {report}");
        assert!(report["notes"][0].as_str().unwrap().contains("stopped at the limit"), "{report}");
        assert_eq!(with(5, change), (records, report), "threads move the limit");
    }
}

#[test]
fn filters_are_counted() {
    let text = "Свет.\nLove и свет here.\nСвет 12345678901234567890.\nДождь идёт долго и тихо.\n";
    let counts = |change: fn(&mut ExportJob)| {
        let change = move |job: &mut ExportJob| {
            job.options.min_sites = 0;
            change(job);
        };
        let files = files(change, &[("a.txt", text)]);
        let report: Value = serde_json::from_str(&files["report.json"]).unwrap();
        let left_out = ["short", "long", "few_letters", "other_language", "much_replaced"];
        (records(&files).len(), left_out.map(|reason| report["left_out"][reason].as_u64().unwrap()))
    };
    let rows: [(Change, usize, [u64; 5]); 6] = [
        (|_| {}, 4, [0; 5]),
        (|job| job.options.filters.min_chars = 6, 3, [1, 0, 0, 0, 0]),
        (|job| job.options.filters.max_chars = Some(17), 2, [0, 2, 0, 0, 0]),
        (|job| job.options.filters.min_letters = 0.5, 3, [0, 0, 1, 0, 0]),
        (|job| job.options.filters.language = Some("ru".into()), 3, [0, 0, 0, 1, 0]),
        (|job| job.options.filters.max_replaced = 0.6, 3, [0, 0, 0, 0, 1]),
    ];
    for (change, kept, left_out) in rows {
        assert_eq!(counts(change), (kept, left_out));
    }
}

#[test]
fn a_source_too_small_to_split_is_told_of() {
    let change = |job: &mut ExportJob| job.options.split = [0, 100, 0];
    let report: Value = serde_json::from_str(&files(change, &[("a.txt", POEM)])["report.json"]).unwrap();
    assert!(report["notes"][0].as_str().unwrap().contains("no record came into train"), "{report}");
}

#[test]
fn the_plain_share_is_about_kept() {
    let text: String = (0..2_000).map(|n| format!("Здесь ничего нет, кроме числа {n}.\n")).collect();
    let change = |job: &mut ExportJob| {
        job.options.plain_share = 0.1;
        job.options.schema = Schema::Pair;
    };
    let kept = pairs(&files(change, &[("a.txt", &text)]));
    assert!((140..260).contains(&kept.len()), "{}", kept.len());
    assert!(kept.iter().all(|(source, target)| source == target));
}

#[test]
fn code_stays_out_and_wrapped_lines_are_joined() {
    let wrapped = "Однажды над широкой рекой показался первый свет\nи вся деревня вышла на берег встречать его песней\n\
                   но потом начался дождь и все опять разбежались\nпо домам.\n";
    let markdown = format!("# Свет\n\n```\nсвет = 1\n```\n\n{wrapped}");
    let change = |job: &mut ExportJob| job.options.schema = Schema::Pair;
    let pairs = pairs(&files(change, &[("a.md", &markdown)]));
    assert!(pairs.iter().all(|(source, _)| !source.contains("= 1") && !source.contains('\n')), "{pairs:?}");
    assert!(pairs.iter().any(|(source, _)| source.contains("первый свет и вся деревня")), "{pairs:?}");
}

#[test]
fn txt_is_lines() {
    let text = |pairs: bool| {
        let change = |job: &mut ExportJob| {
            job.options.format = OutputFormat::Txt;
            job.options.txt_pairs = pairs;
        };
        files(change, &[("poem.txt", POEM)])["train-00000.txt"].clone()
    };
    assert_eq!(text(false), "☀{радость} и ❤.\n☔🫧!\n");
    assert_eq!(text(true), "Свет и любовь.\t☀{радость} и ❤.\nДождь и грусть!\t☔🫧!\n");
}

#[test]
fn instructions_say_what_is_mixed() {
    let change = |job: &mut ExportJob| {
        job.settings.density = Density { low: 0.1, high: 1.0 };
        job.settings.styles = vec![(Template::default(), 1.0), (Template::parse("Gloss").unwrap(), 1.0)];
    };
    let files = files(change, &[("book.txt", &book(300))]);
    let instruction = |record: &Value| {
        let content = record["messages"][0]["content"].as_str().unwrap().to_owned();
        content.split_once("\n\n").unwrap().0.to_owned()
    };
    let instructions: BTreeSet<String> = records(&files).iter().map(instruction).collect();
    assert!(instructions.len() > 40, "{}", instructions.len());
    for instruction in &instructions {
        assert!(["редко", "умеренно", "густо"].iter().any(|word| instruction.contains(word)), "{instruction}");
        assert!(["Emotion", "Gloss"].iter().any(|style| instruction.contains(style)), "{instruction}");
        assert!(!instruction.contains("emoji"), "{instruction}: the palette is always the same");
    }
}

#[test]
fn glossary_lines_go_to_train() {
    let change = |job: &mut ExportJob| job.options.glossary = 15;
    let files = files(change, &[("poem.txt", POEM)]);
    let lines: BTreeSet<&str> = files["train-00000.jsonl"].lines().collect();
    assert_eq!(lines.len(), 17);
    let report: Value = serde_json::from_str(&files["report.json"]).unwrap();
    assert_eq!((&report["glossary"], &report["records"]["train"]), (&Value::from(15), &Value::from(17)));
}

#[test]
fn bad_inputs_go_to_quarantine_unless_strict() {
    let dir = tempfile::tempdir().unwrap();
    let books = dir.path().join("books");
    fs::create_dir(&books).unwrap();
    fs::write(books.join("a.txt"), b"abc\0\0\x01\x02").unwrap();
    fs::write(books.join("b.txt"), POEM).unwrap();
    let mut job = job(&dir.path().join("out"), &[]);
    job.sources = vec![Source { path: books.clone(), ..Source::default() }];
    let outcome = export::run(&job, &Progress::new()).unwrap();
    assert_eq!((outcome.quarantined, outcome.documents, outcome.records), (1, 1, [2, 0, 0]));
    assert!(outcome.notes[0].contains("1 of 2 inputs could not be read"), "{:?}", outcome.notes);
    let quarantine = fs::read_to_string(job.out.join("quarantine.jsonl")).unwrap();
    let row: Value = serde_json::from_str(quarantine.trim_end()).unwrap();
    assert_eq!((row["file"].as_str(), row["offset"].as_u64()), (Some("a.txt"), Some(3)));

    job.out = dir.path().join("strict");
    job.options.strict = true;
    let error = export::run(&job, &Progress::new()).unwrap_err().to_string();
    assert!(error.contains("a.txt: byte 3"), "{error}");
    assert!(!job.out.exists());

    fs::remove_file(books.join("b.txt")).unwrap();
    job.options.strict = false;
    let error = export::run(&job, &Progress::new()).unwrap_err().to_string();
    assert!(error.contains("a.txt: byte 3"), "{error}");
    assert!(!job.out.exists());
}

#[test]
fn an_export_of_nothing_says_so() {
    let dir = tempfile::tempdir().unwrap();
    for (text, part) in [("", "no text to export"), ("Ничего.\nПусто.\n", "no record came out of 2 units")] {
        let mut job = job(&dir.path().join("out"), &[("a.txt", text)]);
        job.options.plain_share = 0.0;
        let error = export::run(&job, &Progress::new()).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
        assert!(!job.out.exists());
    }
}

#[test]
fn verify_finds_what_was_changed() {
    let dir = tempfile::tempdir().unwrap();
    let mut job = job(&dir.path().join("out"), &[("poem.txt", POEM)]);
    job.options.sites = true;
    export::run(&job, &Progress::new()).unwrap();
    let shard = job.out.join("train-00000.jsonl");
    let whole = fs::read_to_string(&shard).unwrap();
    for (changed, part) in [
        (whole.replacen("☀", "☂", 1), "changed since the export"),
        (whole.replacen("радость", "горе", 1), "line 1:"),
        (whole.lines().next().unwrap().to_owned() + "\n", "1 records, report.json"),
        (whole.clone() + "{}\n", "line 3: no known schema"),
    ] {
        fs::write(&shard, changed).unwrap();
        let problems = export::verify(&job.out, &Progress::new()).unwrap().problems;
        assert!(problems.iter().any(|problem| problem.contains(part)), "{part}: {problems:?}");
    }
    fs::remove_file(job.out.join("manifest.json")).unwrap();
    assert!(export::verify(&job.out, &Progress::new()).unwrap_err().to_string().contains("no finished export"));
}

#[test]
fn a_forecast_is_near() {
    let dir = tempfile::tempdir().unwrap();
    let book = book(6_000);
    let mut job = job(&dir.path().join("out"), &[("book.txt", &book)]);
    job.options.glossary = 10;
    let expected = export::forecast(&job, None).unwrap() as f64;
    let records = export::run(&job, &Progress::new()).unwrap().records[0] as f64;
    assert!((expected / records - 1.0).abs() < 0.1, "{expected} forecast, {records} made");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn any_text_makes_sound_records(
        text in "((свет|дождь|грусть|любовь|и|x|\\.|!|\"|\\\\|\u{85}|\u{2028}|❤|\t) ?|\n|\r\n){1,60}",
        schema in prop::sample::select(vec![Schema::Messages, Schema::Pair, Schema::Alpaca]),
        density in 0.0..=1.0_f64,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let mut job = job(&dir.path().join("out"), &[("a.txt", &text)]);
        job.options.schema = schema;
        job.options.direction = Direction::Both;
        job.options.sites = true;
        job.options.min_sites = 0;
        job.settings.density = Density::fixed(density);
        match export::run(&job, &Progress::new()) {
            Ok(_) => {
                let verified = export::verify(&job.out, &Progress::new()).unwrap();
                prop_assert_eq!(verified.problems, Vec::<String>::new());
            }
            Err(error) => prop_assert!(text.trim().is_empty(), "{}: {:?}", error, text),
        }
    }
}
