#!/usr/bin/env python3
"""Make emoji.tsv, the catalogue hyperlex embeds: build_emoji.py [OUT] [--cache DIR]

Needs npm, only to download. Same input versions, same bytes.

  emojibase-data 17         order, groups, skin tones, tags in Russian and English (MIT)
  cldr-annotations-*-full   names and keywords in Russian and English (Unicode-3.0)

One line an emoji without skin tone, in Unicode's order, fields parted by tabs:
text, group (0 to 8), name ru, name en, keywords ru, keywords en, tones. Keywords are parted by `|`, tones by a space.
The text is the shortest form: U+FE0F only before U+20E3 and inside ZWJ sequences.
"""
import argparse, hashlib, json, pathlib, shutil, subprocess, tarfile

PACKAGES = {
    "emojibase-data@17.0.0": "d01d0e2ca4e22cb402679532155342c71e2e871f25c32223c013b8b166ebdf5a",
    "cldr-annotations-full@48.2.0": "28576e51225deb51e3ddd734b0f824a0079682cb5d8c27faa9f68149317a14d1",
    "cldr-annotations-derived-full@48.2.0": "4be946ff5815f806ec78b50363d577a769f2fbfb90c6380a44e161a92436996e",
}
# Groups of Unicode's list without 2, the lone hair and skin parts.
GROUPS = {0: 0, 1: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 7, 9: 8}
LANGUAGES = ("ru", "en")
SELECTOR, JOINER, KEYCAP = "\ufe0f", "\u200d", "\u20e3"


def fetched(cache):
    cache.mkdir(parents=True, exist_ok=True)
    folders = []
    for package, digest in PACKAGES.items():
        archive = cache / (package.replace("@", "-") + ".tgz")
        if not archive.exists():
            subprocess.run(["npm", "pack", "--silent", package], cwd=cache, check=True, stdout=subprocess.DEVNULL)
        if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
            raise SystemExit(f"{archive}: not the bytes of {package}; remove it and try again")
        folder = cache / archive.stem
        if not folder.exists():
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
        folders.append(folder / "package")
    return folders


def shortest(text):
    if JOINER in text:
        return text
    return "".join(c for i, c in enumerate(text) if c != SELECTOR or text[i + 1:i + 2] == KEYCAP)


def tones(emoji):
    """The five forms where every person has the same tone, light to dark."""
    by_tone = {}
    for skin in emoji.get("skins", []):
        tone = skin["tone"]
        if isinstance(tone, list):
            if len(set(tone)) > 1:
                continue
            tone = tone[0]
        by_tone[tone] = shortest(skin["emoji"])
    return [by_tone[tone] for tone in sorted(by_tone)]


def clean(text):
    return " ".join(text.replace("|", " ").split())


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out", nargs="?", default=pathlib.Path(__file__).parent, type=pathlib.Path)
    args.add_argument("--cache", default=pathlib.Path.home() / ".cache/hyperlex-emoji", type=pathlib.Path)
    args = args.parse_args()
    emojibase, cldr, derived = fetched(args.cache)

    load = lambda path: json.loads(path.read_text(encoding="utf-8"))
    data, notes = {}, {}
    for language in LANGUAGES:
        data[language] = {e["hexcode"]: e for e in load(emojibase / language / "data.json")}
        plain = load(cldr / "annotations" / language / "annotations.json")["annotations"]["annotations"]
        more = load(derived / "annotationsDerived" / language / "annotations.json")["annotationsDerived"]["annotations"]
        notes[language] = {key.replace(SELECTOR, ""): value for key, value in {**plain, **more}.items()}

    lines = []
    for emoji in sorted((e for e in data["en"].values() if e.get("group") in GROUPS), key=lambda e: e["order"]):
        names, keywords = {}, {}
        for language in LANGUAGES:
            base = data[language][emoji["hexcode"]]
            note = notes[language].get(emoji["emoji"].replace(SELECTOR, ""), {})
            names[language] = clean(note.get("tts", [base["label"]])[0])
            words = [clean(word) for word in note.get("default", []) + base.get("tags", [])]
            unique = {word.casefold(): word for word in reversed(words)}
            unique.pop(names[language].casefold(), None)
            keywords[language] = sorted(unique.values(), key=lambda word: (words.index(word)))
        lines.append("\t".join([
            shortest(emoji["emoji"]), str(GROUPS[emoji["group"]]), names["ru"], names["en"],
            "|".join(keywords["ru"]), "|".join(keywords["en"]), " ".join(tones(emoji)),
        ]))
    (args.out / "emoji.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    shutil.copyfile(emojibase / "LICENSE", args.out / "LICENSE-emojibase.txt")
    shutil.copyfile(cldr / "LICENSE", args.out / "LICENSE-cldr.txt")
    print(f"{len(lines)} emoji, {(args.out / 'emoji.tsv').stat().st_size} bytes")


main()
