//! `forms`: what a headword expands to.

use crate::cli::output::{json, say, stdout};
use crate::language::{self, Grammar, Standing, WordForm};
use serde::Serialize;

/// Arguments of `forms`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Word, or phrase in quotation marks
    #[arg(value_name = "WORD")]
    word: String,
    /// Language: ru or en [default: told from the letters]
    #[arg(short = 'l', long, value_name = "CODE")]
    language: Option<String>,
    /// Answer as JSON, with what each form is
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Form<'a> {
    form: &'a str,
    standing: &'static str,
    readings: Vec<Reading<'a>>,
}

#[derive(Serialize)]
struct Reading<'a> {
    part: &'static str,
    grammemes: &'a [&'static str],
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let word = args.word.trim();
    if word.is_empty() {
        anyhow::bail!("the word is empty; name a word, or a phrase in quotation marks");
    }
    let told = language::of_words(std::iter::once(word));
    let language = args.language.as_deref().map_or_else(|| told.to_owned(), str::to_lowercase);
    let forms = language::forms(word, &language);
    if args.json {
        json(&forms.iter().map(form).collect::<Vec<_>>())?;
    } else {
        stdout(|out| {
            for form in forms.iter().filter(|form| form.standing != Standing::FunctionWord) {
                writeln!(out, "{}", form.text)?;
            }
            Ok(())
        })?;
    }
    remark(word, &language, &forms);
    Ok(())
}

fn form(form: &WordForm) -> Form<'_> {
    fn reading(grammar: &Grammar) -> Reading<'_> {
        Reading { part: grammar.part.name(), grammemes: &grammar.grammemes }
    }
    Form {
        form: &form.text,
        standing: match form.standing {
            Standing::Known => "known",
            Standing::Guessed => "guessed",
            Standing::FunctionWord => "function-word",
        },
        readings: form.grammars.iter().map(reading).collect(),
    }
}

/// What the list alone does not say.
fn remark(word: &str, language: &str, forms: &[WordForm]) {
    let with = |standing| forms.iter().filter(move |form| form.standing == standing);
    if !["ru", "en"].contains(&language) {
        say(&format!("forms are known for ru and en only: in {language} «{word}» matches as it is written"));
    }
    match with(Standing::Guessed).count() {
        0 => {}
        1 => say("1 form is a guess by the ending: the language data do not have the word"),
        count => say(&format!("{count} forms are guesses by the ending: the language data do not have the word")),
    }
    let blocked: Vec<String> = with(Standing::FunctionWord).map(|form| format!("«{}»", form.text)).collect();
    if !blocked.is_empty() {
        say(&format!("never matched, being other, far more frequent words: {}", blocked.join(", ")));
    }
}
