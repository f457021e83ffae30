"""Writes the English tables for the builder.

    python export_en.py OUT

Which words are nouns, verbs, adjectives and adverbs, and most of their forms, come from the package lemminflect;
en_overrides.tsv, en_additions.tsv, en_blocked.tsv and en_readings.tsv are ours. OUT gets paradigms.tsv, lexemes.tsv and
likelihoods.tsv, described in README.md.
"""
import collections
import gzip
import os
import re
import sys

import lemminflect

HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = {"noun": "noun", "verb": "verb", "adj": "adjective", "adv": "adverb"}


def rows(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and line[0] != "#"]


def plural(word):
    if re.search("(s|x|z|ch|sh)$", word):
        return word + "es"
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "s"


def with_ending(word, ending):
    """word + ed or ing, without doubling."""
    if ending == "ed":
        if word.endswith("e"):
            return word + "d"
        return word[:-1] + "ied" if re.search("[^aeiou]y$", word) else word + "ed"
    if word.endswith("ie"):
        return word[:-2] + "ying"
    return word[:-1] + "ing" if re.search("[^eoy]e$", word) else word + "ing"


def syllables(word):
    return len(re.findall("[aeiouy]+", re.sub("(?<!l)e$", "", word)))


def regular(word, ending, given):
    """word + ed or ing: what the package has of the two possible spellings, else by rule, British and American."""
    plain, doubled = with_ending(word, ending), word + word[-1] + ending
    forms = [form for form in given if form in (plain, doubled)]
    closed = bool(re.search("([^aeiou]|^|qu)[aeiou][bdfgklmnprtvz]$", word))
    if not forms:
        forms = [doubled if closed and syllables(word) == 1 else plain]
    if forms == [plain] and closed and word.endswith("l") and syllables(word) > 1:
        forms.append(doubled)
    return forms


GERUNDS = {
    "age": ["aging", "ageing"], "eye": ["eyeing", "eying"], "cue": ["cueing", "cuing"], "tinge": ["tinging", "tingeing"],
    "queue": ["queueing", "queuing"], "binge": ["bingeing", "binging"], "singe": ["singeing"], "swinge": ["swingeing"],
    "dye": ["dyeing"], "be": ["being"], "die": ["dying"], "lie": ["lying"], "tie": ["tying"], "vie": ["vying"],
}
PEOPLES = set("""Arab Briton Celt Christian Catholic Cossack Croat Czech Dane Englishman Englishwoman Finn Frenchman
Frenchwoman Greek Irishman Jew Kurd Monday Tuesday Wednesday Thursday Friday Saturday Sunday Muslim Pole Scot Scotsman
Serb Slav Slovak Spaniard Swede Tatar Turk Viking Welshman Dutchman""".split())
THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes", "focus": "focuses", "quiz": "quizzes"}


def verb(word, given, override):
    """Third person, past, past participle, gerund."""
    past, gerund, third = given or ([], [], [])
    if override:
        past = override[0].split("/")
        participle = (override[1] if len(override) > 1 and override[1] else override[0]).split("/")
    else:
        past = participle = regular(word, "ed", past)
    gerunds = GERUNDS.get(word) or regular(word, "ing", gerund)
    if word.endswith("c") and past[0].endswith("cked"):
        gerunds = [word + "king"]
    if not override and len(past) == 1 and past[0] == word + word[-1] + "ed":
        gerunds = [word + word[-1] + "ing"]
    third = [form for form in third if form in (word + "s", word + "es", plural(word))]
    return [THIRD[word]] if word in THIRD else third or [plural(word)], past, participle, gerunds


def lexemes():
    """(lemma, part) → list of (form, tag), the lemma first."""
    override = {(row[0], row[1]): row[2:] for row in rows("en_overrides.tsv")}
    blocked = collections.defaultdict(set)
    for row in rows("en_blocked.tsv"):
        for form in row[1].split():
            blocked[row[0]].add(form)
    given = {}
    path = os.path.join(os.path.dirname(lemminflect.__file__), "resources", "infl_lu.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, part, *forms = line.rstrip("\n").split(",")
            if part in PARTS and re.fullmatch("[A-Za-zé]{2,}", lemma):
                given.setdefault((lemma, PARTS[part]), [form.split("/") if form else [] for form in forms])
    for row in rows("en_additions.tsv"):
        for lemma in row[1].split():
            given.setdefault((lemma, row[0]), None)
    for lemma, part in override:
        given.setdefault((lemma, part), None)
    lower = {lemma for lemma, _ in given if lemma.islower()}
    result = {}
    for (lemma, part), forms in sorted(given.items(), key=lambda item: item[0]):
        own = override.get((lemma, part))
        if own and own[0] == "-" and len(own) == 1 or blocked[lemma] & {"*" + part}:
            continue
        if not lemma.islower() and lemma.lower() in lower:
            continue
        if part == "noun":
            plurals = own[0].split("/") if own else [form for form in (forms or [[]])[0] if form != lemma]
            tagged = [(form, "noun plural") for form in plurals or ([plural(lemma)] if lemma.islower() else [])]
            if not lemma.islower() and (lemma, "adjective") not in given and lemma not in PEOPLES:
                tagged = []
        elif part == "verb":
            third, past, participle, gerund = verb(lemma, forms and [forms[0], forms[2], forms[3]], own)
            if lemma == "be":
                tagged = [(f, "verb present") for f in ("am", "is", "are")] + [("was", "verb past"), ("were", "verb past")]
            else:
                tagged = [(form, "verb third-person present") for form in third] + [(form, "verb past") for form in past]
            tagged += [(form, "participle past") for form in participle] + [(form, "participle present") for form in gerund]
        else:
            forms = [[re.sub("ee(r|st)$", r"e\1", form) for form in some] for some in forms or ()]
            degrees = [form.split("/") if form != "-" else [] for form in own] if own else (forms or [[], []])[:2]
            tagged = [(form, tag) for tag, some in zip(("comparative", f"{part} superlative"), degrees) for form in some]
        result[(lemma, part)] = [(lemma, "noun singular" if part == "noun" else part)] + [
            (form, tag) for form, tag in tagged if re.fullmatch("[A-Za-zé]+", form) and form not in blocked[lemma]
        ]
    return result


def write(out, table):
    os.makedirs(out, exist_ok=True)
    paradigms, numbers = {}, collections.defaultdict(dict)
    with open(os.path.join(out, "lexemes.tsv"), "w", encoding="utf-8", newline="\n") as file:
        for (lemma, part), forms in table.items():
            stem = os.path.commonprefix([form for form, _ in forms]).lower()
            cells = "\t".join(f"|{form.lower()[len(stem):]}|{tag}" for form, tag in forms)
            number = numbers[lemma.lower()][part] = paradigms.setdefault(cells, len(paradigms))
            is_name = not lemma.islower() and part == "noun" and len(forms) == 1
            file.write(f"{lemma.lower()}\t{number}\t{'surname' if is_name else '-'}\t-\t0\n")
    with open(os.path.join(out, "paradigms.tsv"), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{cells}\n" for cells in paradigms)
    with open(os.path.join(out, "likelihoods.tsv"), "w", encoding="utf-8", newline="\n") as file:
        for form, *readings in rows("en_readings.tsv"):
            for reading in readings:
                lemma, part, percent = reading.split(" ")
                file.write(f"{form}\t{lemma}\t{numbers[lemma][part]}\t{percent}\n")
    print(f"en: {len(table)} lexemes, {len(paradigms)} paradigms")


if __name__ == "__main__":
    write(sys.argv[1], lexemes())
