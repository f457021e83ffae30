//! Function words, and forms so frequent in one word that no other may claim them: для, три, стали, does.
//!
//! The list is data: `assets/lang/function_words.tsv`.

use crate::text::folding;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// No form of the list is longer, in bytes; a test sees to it.
const LONGEST: usize = 30;

/// What the list says of a form.
#[derive(Default)]
struct Listed {
    /// It only joins other words.
    joins: bool,
    /// The words it is a form of.
    owners: Vec<&'static str>,
}

/// Whether the key (folded) is a word that only joins others: no one looks for a symbol for it.
pub fn is_function_word(key: &str) -> bool {
    listed(key).is_some_and(|listed| listed.joins)
}

/// Whether `form` so often belongs to other words that the headword `word` may not claim it. A headword always has
/// itself.
pub fn is_claimed_by_others(form: &str, word: &str) -> bool {
    let Some(listed) = listed(form) else { return false };
    let (plain_word, plain_form) = (plain(word), plain(form));
    plain_word != plain_form && !listed.owners.contains(&plain_word.as_str())
}

fn plain(word: &str) -> String {
    folding::without_yo(&folding::key(word)).into_owned()
}

fn listed(form: &str) -> Option<&'static Listed> {
    static LIST: OnceLock<HashMap<&'static str, Listed, BuildHasherDefault<ShortHasher>>> = OnceLock::new();
    if form.len() > LONGEST {
        return None;
    }
    let list = LIST.get_or_init(|| read(include_str!("../../assets/lang/function_words.tsv")));
    if form.contains('ё') || form.starts_with(char::is_uppercase) {
        return list.get(plain(form).as_str());
    }
    list.get(form)
}

fn read(text: &'static str) -> HashMap<&'static str, Listed, BuildHasherDefault<ShortHasher>> {
    let mut list: HashMap<_, Listed, _> = HashMap::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t').skip(1);
        let (Some(kind), Some(word), Some(forms)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let own = (word != "-").then_some(word);
        for form in forms.split(' ').chain(own) {
            let listed = list.entry(form).or_default();
            listed.joins |= kind == "function";
            listed.owners.push(own.unwrap_or(form));
        }
    }
    list
}

/// A hash of a few letters in a few multiplications: each form of a dictionary is looked up.
#[derive(Default)]
struct ShortHasher(u64);

impl Hasher for ShortHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let mixed = (self.0.rotate_left(29) ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.0 = mixed ^ (mixed >> 32);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        let text = include_str!("../../assets/lang/function_words.tsv");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<_> = line.split('\t').collect();
            let [language, kind, word, forms] = columns[..] else { panic!("not four columns: {line}") };
            assert!(["ru", "en"].contains(&language) && ["function", "claimed"].contains(&kind), "{line}");
            for form in forms.split(' ').chain([word]) {
                assert!(!form.is_empty() && form.len() <= LONGEST && plain(form) == form, "{form} in {line}");
            }
        }
    }

    #[test]
    fn words_that_join_others() {
        for word in ["и", "для", "мой", "моих", "её", "ее", "который", "быть", "нет", "the", "would", "is", "don't"]
        {
            assert!(is_function_word(word), "{word}");
        }
        for word in ["три", "стали", "дом", "крыльцо", "ground", "house", "любовь", "", "good"]
        {
            assert!(!is_function_word(word), "{word}");
        }
    }

    #[test]
    fn frequent_forms_have_their_owners() {
        for (word, owned, not_owned) in [
            ("длить", "длит длил", "для"),
            ("переть", "прёт прут", "при"),
            ("тереть", "трёт тёр", "три трём трем"),
            ("мыть", "моет мыла", "мой мою моём моем моя"),
            ("уж", "уж ужи ужа", "уже"),
            ("узкий", "узкая", "уже"),
            ("ил", "ила", "или"),
            ("даль", "далью", "дали Дали"),
            ("дать", "дали дал дам", "данных"),
            ("сталь", "сталью", "стали"),
            ("стать", "стали стану", ""),
            ("стан", "станом", "стану стал"),
            ("быль", "былью", "были"),
            ("быть", "были есть", "суть"),
            ("есть", "ем есть ели ест", ""),
            ("том", "тома томом том", "тому"),
            ("посол", "посла", "после"),
            ("пот", "пота", "потом"),
            ("круг", "круги", "кругом"),
            ("тема", "темы", "тем"),
            ("весить", "весит", "весь"),
            ("немой", "немая", "нем"),
            ("я", "меня мне мной мною", ""),
            ("два", "двух двум двумя две", ""),
            ("мой", "моя мои моём", ""),
            ("дом", "дома домом", "домой"),
            ("семья", "семью", ""),
            ("пила", "пилу", "пил"),
            ("жила", "жилы жила", "жил"),
            ("день", "дня днём", ""),
            ("деть", "дену", "день дело"),
            ("doe", "doe", "does"),
            ("do", "does did", ""),
            ("bear", "bears bore borne", "born"),
            ("wind", "winds", "wound"),
            ("grind", "grinds", "ground"),
            ("leave", "left", ""),
            ("much", "more most", ""),
            ("три", "три трёх", ""),
            ("Для", "для", "при"),
        ] {
            for form in owned.split_whitespace() {
                assert!(!is_claimed_by_others(form, word), "{word} has {form}");
            }
            for form in not_owned.split_whitespace() {
                assert!(is_claimed_by_others(form, word), "{word} has no {form}");
            }
        }
    }
}
