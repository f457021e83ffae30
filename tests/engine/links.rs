//! Links: reach, rest, order, claims (DESIGN 2.12).

use super::*;
use hyperlex::dictionary::Reach;
use hyperlex::engine::SiteKind;

fn with(line: &str, reach: Reach, rest: Rest, entries: &[&str]) -> Vec<Dictionary> {
    let mut dictionary = dictionary(entries);
    dictionary.links.push(Link { reach, rest, ..link(line) }.into());
    vec![dictionary]
}

fn check(dictionaries: &[Dictionary], rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        let settings = settings(|_| {});
        let rendered = unit(dictionaries, &settings, text);
        assert_eq!(rendered.target, *expected, "{text}");
        let rows = rendered.rows(text, &lexicon(dictionaries, Forms::Inflected));
        assert_eq!(hyperlex::engine::restore(&rendered.target, &rows).unwrap(), *text);
    }
}

#[test]
fn auto_folds_what_is_adjacent_and_keeps_the_rest() {
    check(
        &with("дождь + грусть = ☔🫧", Reach::Sentence, Rest::Auto, &["дождь|дождя D", "и I"]),
        &[
            ("дождь и грусть", "☔🫧"),
            ("Грусть, дождь.", "☔🫧."),
            ("дождь грусть", "☔🫧"),
            ("Дождь, и грусть!", "☔🫧!"),
            ("дождь & грусть", "☔🫧"),
            ("дождь шёл, грусть пришла", "☔🫧 шёл, грусть пришла"),
            ("дождь. Грусть", "D. Грусть"),
            ("дождя и грусть и дождь", "☔🫧 I D"),
            ("дождь", "D"),
            ("дождь `и` грусть", "☔🫧 `и` грусть"),
            ("`дождь` и грусть", "`дождь` I грусть"),
        ],
    );
}

#[test]
fn reaches() {
    let adjacent = with("дождь + грусть = L", Reach::Adjacent, Rest::Auto, &[]);
    check(
        &adjacent,
        &[
            ("дождь да грусть", "L"),
            ("дождь или грусть", "дождь или грусть"),
            ("дождь, дождь и грусть", "дождь, L"),
            ("дождь — грусть", "дождь — грусть"),
        ],
    );
    let words = with("дождь + грусть = L", Reach::Words(2), Rest::Keep, &[]);
    check(
        &words,
        &[
            ("дождь раз два грусть", "L раз два грусть"),
            ("дождь раз два три грусть", "дождь раз два три грусть"),
            ("грусть. Раз дождь", "L. Раз дождь"),
        ],
    );
    let three = with("a + b + c = L", Reach::Words(1), Rest::Fold, &[]);
    check(
        &three,
        &[
            ("a b c", "L"),
            ("c x a x b", "L x x"),
            ("a x x b c", "a x x b c"),
            ("a b b x c", "L b x"),
            ("a a b c", "L a"),
        ],
    );
    let three = with("a + b + c = L", Reach::Adjacent, Rest::Auto, &[]);
    check(&three, &[("b, c и a.", "L."), ("a b x c", "a b x c"), ("a and b or c d", "L d")]);
    let sentence = with("a + b + c = L", Reach::Sentence, Rest::Keep, &[]);
    check(&sentence, &[("c x. A x b x c", "c x. L x b x c"), ("a b. C", "a b. C")]);
}

#[test]
fn rests() {
    check(
        &with("дождь + грусть = L", Reach::Sentence, Rest::Fold, &[]),
        &[("дождь шёл, и грусть ушла", "L шёл, и ушла"), ("дождь и грусть", "L"), ("дождь (грусть)", "L ()")],
    );
    check(
        &with("дождь + грусть = L", Reach::Sentence, Rest::Keep, &["грусть G"]),
        &[("дождь и грусть, грусть", "L и грусть, G")],
    );
    check(
        &with("дождь + грусть = L", Reach::Sentence, Rest::Own, &["грусть G {тоска}"]),
        &[("дождь и грусть", "L и G{тоска}"), ("грусть и дождь", "L и дождь")],
    );
}

#[test]
fn members_match_by_the_forms_of_their_entry() {
    let with_entry =
        with("дождь + грусть = L", Reach::Sentence, Rest::Auto, &["дождь|ливень D", "грусть|тоска|скука -скука"]);
    check(&with_entry, &[("ливень и тоска", "L"), ("ливень и скука", "D и скука")]);
    let phrase = with("точка зрения + дождь = L", Reach::Sentence, Rest::Auto, &["точка T"]);
    check(&phrase, &[("точка зрения, дождь, точка", "L, T"), ("точка, дождь", "T, дождь")]);
    let name = with("вера + дождь = L", Reach::Sentence, Rest::Keep, &[]);
    check(&name, &[("дождь и Вера", "дождь и Вера"), ("дождь и вера", "L и вера"), ("Вера и дождь", "L и дождь")]);
    let twice = with("да + да = L", Reach::Adjacent, Rest::Auto, &[]);
    check(&twice, &[("да, да, да", "L, да"), ("да да да да", "L L")]);
}

#[test]
fn greedy_by_first_start_then_last_end_then_order() {
    let mut dictionary = dictionary(&[]);
    for line in ["b + c = 1", "a + c = 2", "c + d = 3", "a + d = 4"] {
        dictionary.links.push(Link { rest: Rest::Keep, ..link(line) }.into());
    }
    let all = vec![dictionary];
    check(&all, &[("b a c d", "1 4 c d"), ("a b c d", "2 b c d"), ("c d a", "3 d a"), ("a x d c b", "4 x d 1 b")]);
}

#[test]
fn rows_of_a_link() {
    let fold = with("дождь + грусть = ☔🫧", Reach::Sentence, Rest::Fold, &[]);
    let text = "дождь шёл, грусть ушла";
    let rendered = unit(&fold, &settings(|_| {}), text);
    let kinds: Vec<_> = rendered.sites.iter().map(|site| (site.kind, site.counts())).collect();
    assert_eq!(kinds, [(SiteKind::Link, true), (SiteKind::LinkRest, false)]);
    let rows = rendered.rows(text, &lexicon(&fold, Forms::Inflected));
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (rows[1].word.as_str(), rows[1].symbol.as_str(), rows[1].entry.as_str()),
        (" грусть", "", "дождь + грусть")
    );
    assert_eq!(rows[1].target_start, rows[1].target_end);

    let whole = unit(&fold, &settings(|_| {}), "дождь и грусть");
    assert_eq!(whole.sites.len(), 1);
    assert_eq!((whole.sites[0].start, whole.sites[0].end), (0, "дождь и грусть".len()));
}

#[test]
fn one_draw_for_the_whole_link() {
    let fold = with("дождь + грусть = L", Reach::Sentence, Rest::Own, &["грусть G", "дождь D"]);
    let text = "дождь и грусть";
    let draw = unit(&fold, &settings(|_| {}), text).sites[0].draw;
    let below = settings(|s| s.density = Density::fixed(draw));
    assert_eq!(unit(&fold, &below, text).target, text, "not drawn, all members stay");
    let above = settings(|s| s.density = Density::fixed(draw + 1e-12));
    assert_eq!(unit(&fold, &above, text).target, "L и G");
}

#[test]
fn fields_of_a_link() {
    let mut all = with("дождь + грусть = L", Reach::Sentence, Rest::Auto, &["дождь D ^вода", "вода V"]);
    std::sync::Arc::make_mut(&mut all[0].links[0]).emotion = Some("тоска".into());
    let fields = settings(|s| {
        s.styles = vec![(Template::parse("{word}|{lemma}|{symbol}|{path}|{emotion}|{parent}").unwrap(), 1.0)];
        s.climbs = vec![(Climb::Top, 1.0)];
    });
    let expected = "дождь + грусть|дождь + грусть|L|L|тоска|";
    assert_eq!(unit(&all, &fields, "грусть и дождь").target, expected);
}

#[test]
fn thousands_of_members_in_one_sentence_are_no_trouble() {
    let mut dictionary = dictionary(&[]);
    for reach in [Reach::Sentence, Reach::Words(1000), Reach::Adjacent] {
        for line in ["a + b = 1", "a + b + c = 2", "a + a + b = 3", "a + b + zz = 4"] {
            dictionary.links.push(Link { reach, ..link(line) }.into());
        }
    }
    let all = vec![dictionary];
    for text in ["a ".repeat(5000) + "b", "a b ".repeat(2500), "b a x ".repeat(1500) + "c zz", "a ".repeat(3000) + "zz"]
    {
        let rendered = unit(&all, &settings(|_| {}), &text);
        assert!(rendered.sites.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}
