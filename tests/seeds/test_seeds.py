"""The sample shows every hard case of real wires, and its gold mentions fit it to the character.

On purpose without the program: what is checked here is what the program will be measured against.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SEEDS = CHECKOUT / "seeds"
SCHEMAS = CHECKOUT / "resources" / "schemas"

HEADER = re.compile(r"^\s*date (\d{4}-\d{2}(?:-\d{2})?)\s+")
DATELINE = re.compile(r"^[A-ZÉÈÀ][\w .,'’/-]{1,60}\(([A-Za-z]{2,8}[ /]?){1,4}\)\s*[-–—:]*\s*")
DESK_SIGN = re.compile(r"\n[a-z]{2,3}(/[a-z]{2,3})+\s*\Z")
FILES = sorted(SEEDS.glob("*.txt"))
STEMS = [path.stem for path in FILES]
VERY_LONG = "009_debat_loi-ports-littoral"

KEYS = [
    "format",
    "uid",
    "text",
    "sha256",
    "offset_unit",
    "metadata",
    "annotator",
    "status",
    "note",
    "seconds",
    "tokens",
    "mentions",
    "relations",
    "quotes",
    "clusters",
    "suggestions",
]
MENTION_KEYS = ["id", "label", "fragments", "text", "cluster", "origin", "suggestion", "attributes", "note"]


def wire(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def body(path: Path) -> str:
    return HEADER.sub("", wire(path), count=1)


TEXTS = {path.stem: body(path) for path in FILES}
RECORDS: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "gold.jsonl").read_text("utf-8").removesuffix("\n").split("\n")
]
GOLD = {record["uid"]: record for record in RECORDS}
SCHEMA: dict[str, Any] = json.loads((SCHEMAS / "default.json").read_text("utf-8"))


def gold(stem: str) -> dict[str, Any]:
    return GOLD[hashlib.sha256(TEXTS[stem].encode()).hexdigest()]


def surfaces(stem: str, label: str) -> set[str]:
    return {mention["text"] for mention in gold(stem)["mentions"] if mention["label"] == label}


# Each case by name: the dispatch that shows it and what must be found there, in the stored text.
CASES = {
    "straight marks": ("001", r'"C\'est un immense soulagement'),
    "French marks with U+00A0": ("003", "«\u00a0[^»]+\u00a0»"),
    "French marks with U+202F": ("003", "«\u202f[^»]+\u202f»"),
    "French marks with plain blanks": ("013", "« [^»]+ »"),
    "curly marks": ("004", "“[^”]+”"),
    "curly marks with a nested single pair": ("012", "“[^”]*‘[^’]+’”"),
    "two styles of marks in one dispatch": ("013", r'(?s)".*«'),
    "trailing inverted cue": ("001", r'savoir-faire", a souligné Mme Delmarre'),
    "inverted cue with an interposed phrase": ("002", r'", a affirmé pour sa part M\. Sequeira de Melo'),
    "incise with clitics": ("002", r'", a-t-il insisté\.'),
    "incise with a feminine clitic": ("003", "\u202f», a-t-elle raconté"),
    "incise inside marks": ("013", r'"Nous savons qu\'un[^"]*euros, a-t-elle expliqué\.'),
    "mixed quote, marked verb phrase": ("002", r'Duarte Sequeira de Melo "sont tombés d\'accord'),
    "mixed quote, marked noun phrase": ("006", r'fait état de "dépôts de bilan'),
    "stray blank before the closing mark": ("001", r'"choisi la sécurité plutôt que l\'ambition "\.'),
    "stray comma before que": ("002", r"a répondu, que si"),
    "floating quote": ("003", "transmis à la presse\\. «\u202fLe pire"),
    "colon quote": ("005", "présidente : «\u00a0Ici, adjudant"),
    "em dash paragraphs": ("005", r"\n\n— [^\n]+\n\n— "),
    "em dash paragraphs without a cue": ("009", r"\n\n— Baissez-les jusqu'au bout[^\n]+\.\n"),
    "nested quote in marks": ("003", "«\u202fIl m'a répété : “[^”]+”"),
    "nested quote in single straight marks": ("008", r'"Notre banquier nous a dit : \'[^\']+\'"'),
    "what A says that B admitted": ("003", r"a soutenu de son côté que M\. Belkhoury lui-même avait admis"),
    "what A says that B told her": ("011", r"affirme pourtant que Mme Rouquette lui a elle-même confié"),
    "discontinuous quote": ("005", "«\u00a0[^»]+», a-t-il dit d'une voix blanche, «"),
    "discontinuous quote, straight marks": ("010", r'espérer", a-t-il résumé, "et'),
    "attribution without a source": ("002", r'a été accusée d\'avoir acheminé, [^"]+"au moins'),
    "impersonal, no quote": ("010", r"Il est prévu que"),
    "pronoun source": ("003", "Il ajoute : «"),
    "nominal source": ("006", r'", a indiqué la direction\.'),
    "document as source": ("010", r"Elle montre que deux injections suffisent et conclut que"),
    "reflexive cue with a fragment": ("002", r's\'est dit "prêt à signer'),
    "reflexive cue, feminine": ("001", r's\'est dite "consciente"'),
    "incise with a reflexive cue": ("005", "», s'est-elle souvenue"),
    "cue split by an adverb": ("001", r'a également indiqué que[^."]+"en priorité'),
    "selon X": ("006", r"Selon la Régie des tramways"),
    "d'après X": ("006", r"D'après un sondage"),
    "Pour X": ("006", r"Pour Thierry Navarin"),
    "à en croire X": ("003", r"À en croire Leïla Benchérif"),
    "de source": ("013", r"De source proche de l'enquête"),
    "a-t-on appris": ("013", r"a-t-on appris de source judiciaire"),
    "unclosed mark that the next paragraph takes up": ("013", r'\n"Nous savons[^"\n]+\n\n"Nous savons aussi'),
    "marks around a title": ("012", "«\u00a0Les Heures salées\u00a0»"),
    "marks around a nickname": ("005", "dit «\u00a0le Menuisier\u00a0»"),
    "acronym in brackets": ("002", r"Gouvernement de transition nationale \(GTN\)"),
    "party in brackets after a name": ("014", r"Pierre-Marie Le Dantec \(Union des centres, UC\)"),
    "Premier ministre du ORG Prénom Nom": ("002", r"Premier ministre du GTN Idriss Belkhoury"),
    "M. before a name": ("002", r"M\. Belkhoury a"),
    "MM. before two names": ("005", r"MM\. Charles-Henri et Edouard Grandval"),
    "Me before a name": ("005", r"Me Raphaëlle Koenig"),
    "chefs d'Etat": ("002", r"les chefs d'Etat sarvan et portugais"),
    "sentence-initial city as actor": ("002", r"\ANovaresk a"),
    "city as actor inside": ("002", r"\. Bruxelles a néanmoins salué"),
    "article that belongs to a name": ("011", r"entre Le Guéval et"),
    "dateline in capitals": ("001", r"\APORT-LANNEC \(Agence\) - "),
    "dateline with a date": ("007", r"\ABrévin, 2 nov 2023 \(Agence\) - "),
    "desk signature": ("001", r"\n\nmlc/ptr/dv\n\Z"),
    "emoji outside the basic plane": ("004", "🙏"),
    "emoji ZWJ sequence": ("004", "👩\u200d👩\u200d👧"),
    "emoji with a skin tone": ("004", "👏🏽"),
    "emoji ZWJ sequence with a variation selector": ("004", "🤷\u200d♂️"),
    "flags": ("004", "🇵🇹[^🇫]*(.|\n)*🇫🇷"),
    "U+00A0 in figures": ("008", "1\u00a0250\u00a0millions"),
    "headings inside the text": ("009", r"\n\n14h10 - "),
}


def found(number: str) -> str:
    (stem,) = (stem for stem in STEMS if stem.startswith(number))
    return TEXTS[stem]


@pytest.mark.parametrize("name", CASES)
def test_case_is_really_there(name: str):
    number, pattern = CASES[name]
    assert re.search(pattern, found(number))


def test_one_dispatch_has_crlf_and_no_bare_newline():
    crlf = [stem for stem, text in TEXTS.items() if "\r" in text]
    assert crlf == ["007_tempete-gaelle"]
    assert not re.search(r"\r(?!\n)|(?<!\r)\n", TEXTS[crlf[0]])


def test_one_dispatch_is_decomposed_in_part():
    decomposed = [stem for stem, text in TEXTS.items() if unicodedata.normalize("NFC", text) != text]
    assert decomposed == ["010_vaccin_etude"]
    assert unicodedata.normalize("NFD", TEXTS[decomposed[0]]) != TEXTS[decomposed[0]]
    assert any(unicodedata.normalize("NFC", m["text"]) != m["text"] for m in gold(decomposed[0])["mentions"])


def test_one_dispatch_ends_without_a_newline():
    assert [stem for stem, text in TEXTS.items() if not text.endswith("\n")] == ["011_cyclisme_tour-des-cretes"]


def test_one_dispatch_is_wrapped_and_has_no_blank_line():
    wrapped = [stem for stem, text in TEXTS.items() if not re.search(r"\r?\n\r?\n", text)]
    assert wrapped == ["006_greve_transports"]
    assert max(map(len, TEXTS[wrapped[0]].splitlines())) <= 80
    assert any("\n" in mention["text"] for mention in gold(wrapped[0])["mentions"])


def test_dates_have_month_and_day_precision():
    matches = [HEADER.match(wire(path)) for path in FILES]
    lengths = Counter(len(match[1]) for match in matches if match)
    assert lengths.total() == len(FILES)
    assert set(lengths) == {7, 10}


def test_header_begins_as_on_the_wire_and_nothing_else_is_cut():
    for path in FILES:
        match = HEADER.match(wire(path))
        assert match
        assert match[0] == f" date {match[1]} "
        assert wire(path) == match[0] + TEXTS[path.stem]


def test_lengths_are_those_of_wires_and_one_is_very_long():
    assert len(FILES) >= 12
    assert len(TEXTS[VERY_LONG]) >= 25_000
    assert all(1_500 <= len(text) <= 4_000 for stem, text in TEXTS.items() if stem != VERY_LONG)


def test_no_paragraph_is_filler():
    paragraphs = [part for text in TEXTS.values() for part in re.split(r"(?:\r?\n)+", text) if len(part) > 40]
    assert len(set(paragraphs)) == len(paragraphs)


def test_datelines_and_desk_signatures_fit_their_patterns():
    assert {stem[:3] for stem, text in TEXTS.items() if DATELINE.match(text)} == {"001", "007", "009"}
    assert {stem[:3] for stem, text in TEXTS.items() if DESK_SIGN.search(text)} == {"001", "006", "007", "008", "009"}


def test_nothing_is_what_a_reader_refuses():
    for text in TEXTS.values():
        assert not re.search("[\x00\ufeff\ufffd\ud800-\udfff]", text)


def test_sample_holds_no_line_of_the_clients_own(client_sample: Path):
    theirs = {part.strip() for part in re.split(r"[.\n]", wire(client_sample)) if len(part) > 30}
    assert not [part for part in theirs for text in TEXTS.values() if part in text]


def test_every_dispatch_has_gold_in_the_order_of_the_files():
    assert [record["text"] for record in RECORDS] == list(TEXTS.values())
    assert len({record["uid"] for record in RECORDS}) == len(FILES)


@pytest.mark.parametrize("stem", STEMS)
def test_record_has_the_export_format(stem: str):
    record = gold(stem)
    assert list(record) == KEYS
    assert record["uid"] == record["sha256"]
    assert (record["format"], record["offset_unit"]) == ("annotator/1", "code_point")
    assert (record["annotator"], record["status"]) == ("Dépêche", "done")
    (path,) = SEEDS.glob(f"{stem}.txt")
    match = HEADER.match(wire(path))
    assert match
    assert record["metadata"] == {"date": match[1], "language": "fr"}


@pytest.mark.parametrize("stem", STEMS)
def test_gold_surface_is_the_text(stem: str):
    text = TEXTS[stem]
    assert gold(stem)["mentions"]
    for mention in gold(stem)["mentions"]:
        assert list(mention) == MENTION_KEYS
        assert mention["text"] == " ".join(text[start:end] for start, end in mention["fragments"])
        edges = [edge for fragment in mention["fragments"] for edge in fragment]
        assert edges == sorted(set(edges))
        assert edges[0] >= 0
        assert edges[-1] <= len(text)


@pytest.mark.parametrize("stem", STEMS)
def test_fragment_has_clean_edges(stem: str):
    text = TEXTS[stem]
    for mention in gold(stem)["mentions"]:
        for start, end in mention["fragments"]:
            around = text[start - 1 : start] + "|" + text[start:end] + "|" + text[end : end + 1]
            assert text[start:end] == text[start:end].strip(), around
            assert not (start and text[start - 1].isalnum()), around
            assert not text[end : end + 1].isalnum(), around
            assert not unicodedata.combining(text[end : end + 1] or " "), around


@pytest.mark.parametrize("stem", STEMS)
def test_mentions_are_in_text_order_and_none_is_twice(stem: str):
    mentions = gold(stem)["mentions"]
    order = [(m["fragments"][0][0], -m["fragments"][-1][1]) for m in mentions]
    assert order == sorted(order)
    assert [m["id"] for m in mentions] == [f"m{number}" for number in range(1, len(mentions) + 1)]
    assert len({json.dumps(m["fragments"]) for m in mentions}) == len(mentions)


@pytest.mark.parametrize("stem", STEMS)
def test_labels_are_in_the_schema(stem: str):
    assert {m["label"] for m in gold(stem)["mentions"]} <= {t["id"] for t in SCHEMA["entity_types"]}


@pytest.mark.parametrize("stem", STEMS)
def test_persons_have_no_civility(stem: str):
    assert not [name for name in surfaces(stem, "PER") if re.match(r"(M\.|MM\.|Mme|Me|Dr|le|la) ", name)]


@pytest.mark.parametrize("stem", STEMS)
def test_every_occurrence_of_a_name_is_marked(stem: str):
    text, mentions = TEXTS[stem], gold(stem)["mentions"]
    ranges = [tuple(fragment) for mention in mentions for fragment in mention["fragments"]]
    for name in {mention["text"] for mention in mentions if len(mention["fragments"]) == 1}:
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            assert any(start <= hit.start() and hit.end() <= end for start, end in ranges), (name, hit.start())


def test_mentions_nest_cross_and_break():
    nested, crossing, broken = set[str](), set[str](), set[str]()
    for stem in STEMS:
        mentions = gold(stem)["mentions"]
        parts = [{i for start, end in m["fragments"] for i in range(start, end)} for m in mentions]
        broken |= {m["text"] for m in mentions if len(m["fragments"]) > 1}
        for (one, a), (other, b) in combinations(zip(mentions, parts, strict=True), 2):
            if a & b:
                (crossing if a - b and b - a else nested).add(f"{one['text']} / {other['text']}")
    assert "chantier naval de Port-Lannec / Port-Lannec" in nested
    assert "chambres de commerce de Port-Lannec / chambres de commerce de Brévin" in crossing
    assert {"chambres de commerce de Port-Lannec", "Karim Haddouche", "Charles-Henri Grandval"} <= broken


def test_a_company_bears_the_name_of_a_person():
    assert {"Orlov"} <= surfaces("002_tassaran_treve", "ORG")
    assert {"Viktor Orlov"} <= surfaces("002_tassaran_treve", "PER")
    labels = {m["label"] for m in gold("001_port-lannec_chantier-naval")["mentions"] if m["text"] == "Delmarre"}
    assert labels == {"ORG", "PER"}


def test_dispatches_share_names():
    where: dict[str, set[str]] = defaultdict(set)
    for stem in STEMS:
        for mention in gold(stem)["mentions"]:
            where[mention["text"]].add(stem)
    shared = {name for name, stems in where.items() if len(stems) >= 2}
    assert {"Port-Lannec", "Delmarre", "Idriss Belkhoury", "Yannick Le Floc'h", "GTN", "affaire Grandval"} <= shared
    assert len(where["Port-Lannec"]) >= 5


def test_entity_keys_are_digits_in_order():
    assert [t["key"] for t in SCHEMA["entity_types"]] == ["1", "2", "3", "4"]


def test_relation_keys_are_plain_letters_each_used_once():
    keys = [t["key"] for t in SCHEMA["relation_types"]]
    assert len(keys) == len(set(keys)) == 18
    # A letter is the same character on AZERTY and QWERTY; only where it lies differs.
    assert all(re.fullmatch("[a-z]", key) for key in keys)


def test_relation_types_name_known_types_and_read_both_ways():
    known = {t["id"] for t in SCHEMA["entity_types"]}
    assert len({t["id"] for t in SCHEMA["relation_types"]}) == 18
    for relation in SCHEMA["relation_types"]:
        assert relation["head"]
        assert relation["tail"]
        assert {*relation["head"], *relation["tail"]} <= known
        assert set(relation["title"]) == {"fr", "en"}
        assert (relation["inverse"] is None) == relation["symmetric"]
        assert relation["symmetric"] or set(relation["inverse"]) == {"fr", "en"}
        assert not relation["symmetric"] or set(relation["head"]) == set(relation["tail"])


def test_entities_only_has_the_same_entity_types():
    only = json.loads((SCHEMAS / "entities-only.json").read_text("utf-8"))
    assert only["entity_types"] == SCHEMA["entity_types"]
    assert (only["relation_types"], only["attributes"]) == ([], [])


@pytest.mark.parametrize("name", ["default.json", "entities-only.json"])
def test_schema_files_are_valid(name: str):
    jsonschema = pytest.importorskip("jsonschema")
    rules = json.loads((CHECKOUT / "resources" / "schema.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.Draft202012Validator(rules).validate(json.loads((SCHEMAS / name).read_text("utf-8")))
