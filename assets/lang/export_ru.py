"""Writes the Russian tables for the builder from the package pymorphy3-dicts-ru.

    python export_ru.py OUT

OUT gets paradigms.tsv, lexemes.tsv and likelihoods.tsv, described in README.md.
"""

import collections
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# OpenCorpora's grammemes and what they are called here, in the order in which a form's are said.
GRAMMEMES = {
    "Supr": "superlative", "Anum": "ordinal", "Apro": "attributive", "Poss": "possessive", "Abbr": "abbreviation",
    "Fixd": "indeclinable", "actv": "active", "pssv": "passive", "perf": "perfective", "impf": "imperfective",
    "pres": "present", "past": "past", "futr": "future", "impr": "imperative", "Impe": "impersonal",
    "1per": "first-person", "2per": "second-person", "3per": "third-person",
    "nomn": "nominative", "gent": "genitive", "datv": "dative", "accs": "accusative", "ablt": "instrumental",
    "loct": "prepositional", "voct": "vocative", "gen1": "genitive", "gen2": "partitive", "acc2": "accusative",
    "loc1": "prepositional", "loc2": "locative", "sing": "singular", "plur": "plural", "masc": "masculine",
    "femn": "feminine", "neut": "neuter", "ms-f": "common", "anim": "animate", "inan": "inanimate",
    "Pltm": "plural-only", "Arch": "archaic", "Infr": "colloquial", "Slng": "colloquial",
}  # fmt: skip
ORDER = {name: i for i, name in enumerate(GRAMMEMES.values())}
PARTS = {
    "NOUN": "noun", "ADJF": "adjective", "ADJS": "short-adjective", "COMP": "comparative", "VERB": "verb",
    "INFN": "infinitive", "PRTF": "participle", "PRTS": "short-participle", "GRND": "gerund", "NUMR": "numeral",
    "ADVB": "adverb", "NPRO": "pronoun", "PRED": "predicative", "PREP": "preposition", "CONJ": "conjunction",
    "PRCL": "particle", "INTJ": "interjection",
}  # fmt: skip
NAMES = {"Name": "first-name", "Patr": "patronymic", "Surn": "surname", "Geox": "place"}
# Misprints and distorted spellings are no forms of a word.
WRONG = {"Erro", "Dist"}
# A form marked so yields where the same letters are an unmarked form of another word.
DOUBTFUL = {"Arch", "Infr", "V-be", "V-bi", "V-ie", "Litr"}

Cell = collections.namedtuple("Cell", "prefix suffix tag marks")


def described(tag):
    """`NOUN,inan,femn sing,gent` as `noun genitive singular feminine inanimate`, and its set of marks."""
    marks = [mark for group in tag.split(" ") for mark in group.split(",")]
    part = PARTS.get(marks[0], "other")
    if "Apro" in marks and part == "adjective":
        part = "pronoun"
    names = {GRAMMEMES[mark] for mark in marks if mark in GRAMMEMES}
    if part in ("adjective", "participle") or "attributive" in names:
        names -= {"animate", "inanimate"} if "accusative" not in names else set()
    return " ".join([part, *sorted(names, key=ORDER.get)]), set(marks)


def load():
    """All paradigms, the paradigms of each lemma, and the corpus counts: word → tag → P(tag | word)."""
    import dawg_python
    import pymorphy3
    import pymorphy3_dicts_ru

    dictionary = pymorphy3.MorphAnalyzer(lang="ru").dictionary
    paradigms = [
        [(prefix, suffix, str(tag)) for prefix, tag, suffix in dictionary.build_paradigm_info(i)]
        for i in range(len(dictionary.paradigms))
    ]
    lemmas = collections.defaultdict(list)
    for word, (paradigm, cell) in dictionary.words.iteritems():
        if cell == 0:
            lemmas[word].append(paradigm)
    path = os.path.join(os.path.dirname(pymorphy3_dicts_ru.__file__), "data", "p_t_given_w.intdawg")
    shares = collections.defaultdict(dict)
    for key, share in dawg_python.IntCompletionDAWG().load(path).iteritems():
        word, tag = key.split(":", 1)
        shares[word][tag] = share / 1e6
    return paradigms, lemmas, shares


def counts(shares):
    """How often each tag was seen, from P(tag | word) = (seen + 1) / (words + tags)."""
    smallest = min(shares.values())
    for divisor in range(1, 12):
        unit = smallest / divisor
        steps = {tag: share / unit for tag, share in shares.items()}
        if all(abs(step - round(step)) < max(0.08, 0.0016 * step) for step in steps.values()):
            seen = {tag: round(step) - 1 for tag, step in steps.items()}
            if sum(seen.values()) >= 1:
                return seen
    return dict(shares)


def stem_of(lemma, cells):
    return lemma[len(cells[0].prefix) : len(lemma) - len(cells[0].suffix)]


class Lexeme:
    """A lemma with its paradigm; `seen` counts its forms in the corpus, `rare` and `singular` are said in README.md."""

    def __init__(self, lemma, number, cells):
        self.lemma, self.number, self.cells = lemma, number, cells
        self.marks = cells[0].marks
        self.kind = next((name for mark, name in NAMES.items() if mark in self.marks), "-")
        self.stem = stem_of(lemma, cells)
        self.seen = self.seen_plural = 0
        self.rare = self.singular = False

    def form(self, cell):
        return cell.prefix + self.stem + cell.suffix


def all_lexemes(paradigms, lemmas):
    tables = []
    for number, paradigm in enumerate(paradigms):
        cells = []
        for prefix, suffix, tag in paradigm:
            name, marks = described(tag)
            cells.append((Cell(prefix, suffix, name, marks), tag))
        tables.append(cells)
    lexemes = []
    for lemma in sorted(lemmas):
        for number in sorted(lemmas[lemma]):
            if not WRONG & tables[number][0][0].marks:
                lexemes.append(Lexeme(lemma, number, [cell for cell, _ in tables[number]]))
    return lexemes, [[tag for _, tag in cells] for cells in tables]


def count_seen(lexemes, tags, shares):
    """Says how often each lexeme was seen, and returns word → lexeme → count for the words seen."""
    seen = {word: counts(share) for word, share in shares.items()}
    readers = collections.defaultdict(list)
    for lexeme in lexemes:
        for number, cell in enumerate(lexeme.cells):
            form = lexeme.form(cell)
            for word in {form, form.replace("ё", "е")} & seen.keys():
                readers[word, tags[lexeme.number][number]].append(lexeme)
    by_word = collections.defaultdict(lambda: collections.defaultdict(float))
    for (word, tag), owners in sorted(readers.items(), key=lambda item: item[0]):
        for lexeme in owners:
            count = seen[word].get(tag, 0) / len(owners)
            lexeme.seen += count
            if "plur" in tag:
                lexeme.seen_plural += count
            by_word[word][lexeme] += count
    return by_word


def drop_wrong(lexemes):
    """Drops misprints, abbreviations (им. is no form of имя), and doubtful forms that are sound ones of other words."""
    sound = collections.defaultdict(set)
    for lexeme in lexemes:
        for cell in lexeme.cells:
            if DOUBTFUL & cell.marks and not DOUBTFUL & lexeme.marks:
                sound[lexeme.form(cell)] = set()
    for lexeme in lexemes:
        if lexeme.kind == "-" and not DOUBTFUL & lexeme.marks:
            for cell in lexeme.cells:
                if lexeme.form(cell) in sound and not DOUBTFUL & cell.marks:
                    sound[lexeme.form(cell)].add(lexeme)
    for lexeme in lexemes:
        first = lexeme.cells[0]
        wrong = WRONG if "Abbr" in lexeme.marks else WRONG | {"Abbr"}
        lexeme.cells = [first] + [
            cell
            for cell in lexeme.cells[1:]
            if not wrong & cell.marks
            and (DOUBTFUL & lexeme.marks or not DOUBTFUL & cell.marks or not sound[lexeme.form(cell)] - {lexeme})
        ]


def add_forms(lexemes, path):
    """Forms that the dictionary lacks: lemma, form, tag."""
    added = collections.defaultdict(list)
    for lemma, form, tag in rows(path):
        added[lemma].append((form, tag))
    for lexeme in lexemes:
        for form, tag in added.get(lexeme.lemma, ()):
            parts = ("adjective", "short-adjective", "comparative")
            part, own = tag.split(" ")[0], lexeme.cells[0].tag.split(" ")[0]
            if lexeme.kind != "-" or (own != part and not (own in parts and part in parts)):
                continue
            stem = os.path.commonprefix([lexeme.stem, form])
            tail = lexeme.stem[len(stem) :]
            cells = [cell._replace(suffix=tail + cell.suffix) for cell in lexeme.cells]
            lexeme.stem, lexeme.cells = stem, [*cells, Cell("", form[len(stem) :], tag, set())]


def rank(lexemes):
    """Marks the lexemes that a headword does not mean, being far less likely than another of the same lemma."""
    by_lemma = collections.defaultdict(list)
    for lexeme in lexemes:
        lexeme.singular = lexeme.seen >= 10 and lexeme.seen_plural < 0.03 * lexeme.seen
        by_lemma[lexeme.lemma, lexeme.kind != "-"].append(lexeme)
    for same in by_lemma.values():
        sound = [lexeme for lexeme in same if not {"Abbr", "Arch"} & lexeme.marks]
        best = max(sound or same, key=lambda lexeme: lexeme.seen)
        inflected = {best.form(cell) for cell in best.cells}
        for lexeme in same:
            shared = {lexeme.form(cell) for cell in lexeme.cells} & inflected
            # Few counts say nothing; what shares most forms is the same word to a reader (учёный, a man and learned);
            # beside a word that does not inflect (подряд) the forms of a noun are in nobody's way.
            is_unlikely = best.seen >= 20 and lexeme.seen < 0.05 * best.seen and len(shared) < 6 and len(inflected) > 1
            lexeme.rare = is_unlikely or (lexeme not in sound and len(sound) > 0)


def rows(name):
    """The fields of the lines of one of our own tables."""
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]


def overrule(lexemes, name):
    """The choices made by hand: lemma, what describes the lexeme, `keep`, `drop` or `remove`."""
    choices = collections.defaultdict(list)
    for lemma, description, choice in rows(name):
        choices[lemma].append((frozenset(description.split()), choice))
    kept, unused = [], {(lemma, choice) for lemma, of_lemma in choices.items() for choice in of_lemma}
    for lexeme in lexemes:
        described_by = set()
        if lexeme.lemma in choices:
            forms = (f"+{lexeme.form(cell)}" for cell in lexeme.cells)
            described_by = {*lexeme.cells[0].tag.split(), lexeme.kind, *forms}
        chosen = [choice for choice in choices.get(lexeme.lemma, ()) if choice[0] <= described_by]
        unused -= {(lexeme.lemma, choice) for choice in chosen}
        if chosen:
            lexeme.rare = chosen[-1][1] == "drop"
        if all(choice != "remove" for _, choice in chosen):
            kept.append(lexeme)
    if unused:
        sys.exit(f"{name}: no such lexemes: {sorted(lemma for lemma, _ in unused)}")
    return kept


def write(out, lexemes, by_word):
    os.makedirs(out, exist_ok=True)
    paradigms = {}
    with open(os.path.join(out, "lexemes.tsv"), "w", encoding="utf-8", newline="\n") as file:
        for lexeme in lexemes:
            cells = "\t".join(f"{cell.prefix}|{cell.suffix}|{cell.tag}" for cell in lexeme.cells)
            lexeme.paradigm = paradigms.setdefault(cells, len(paradigms))
            frequency = min(15, int(lexeme.seen + 1).bit_length() - 1)
            marks = [mark for mark in ("rare", "singular") if getattr(lexeme, mark)]
            file.write(f"{lexeme.lemma}\t{lexeme.paradigm}\t{lexeme.kind}\t{','.join(marks)}\t{frequency}\n")
    with open(os.path.join(out, "paradigms.tsv"), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{cells}\n" for cells in paradigms)
    with open(os.path.join(out, "likelihoods.tsv"), "w", encoding="utf-8", newline="\n") as file:
        kept = set(lexemes)
        for word in sorted(by_word):
            readings = {lexeme: count for lexeme, count in by_word[word].items() if lexeme in kept}
            if len(readings) > 1 and sum(readings.values()) > 0:
                for lexeme in sorted(readings, key=lambda it: (it.lemma, it.paradigm)):
                    file.write(f"{word}\t{lexeme.lemma}\t{lexeme.paradigm}\t{readings[lexeme]:.3f}\n")
    print(f"ru: {len(lexemes)} lexemes, {len(paradigms)} paradigms")


def main():
    out = sys.argv[1]
    paradigms, lemmas, shares = load()
    lexemes, tags = all_lexemes(paradigms, lemmas)
    by_word = count_seen(lexemes, tags, shares)
    drop_wrong(lexemes)
    rank(lexemes)
    lexemes = overrule(lexemes, "ru_headwords.tsv")
    add_forms(lexemes, "ru_additions.tsv")
    write(out, lexemes, by_word)


if __name__ == "__main__":
    main()
