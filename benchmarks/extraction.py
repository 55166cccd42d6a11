"""The extraction alone, on one core: matching beside flashtext, whole extractions, and the making of a matcher.

Texts and names are made from a fixed seed. flashtext (no release since 2018) is in the environment of those we
are measured against, not in the product's.
Processor time is counted, so that what else runs on the machine does not.
"""

import gc
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from analyzer.extraction import WantedBrand, compile_brands, extract_compiled
from analyzer.extraction.naming import compile_names
from benchmarks.contestants.environment import module_of_others
from benchmarks.measure import Measure
from common.process.service import leave_the_imported_alone
from scoring.sets.phrasings import load_phrasings

NAMES = ("matcher_vs_flashtext", "extractions_per_s", "first_readings_per_s", "matcher_rebuild_s", "matcher_rebuild_mb")
BRANDS = 10_000
LISTED = 100_000
ANSWERS = 300
PASSES = 4
ANSWER_LETTERS = 1_500
WRITTEN = Path(__file__).parents[1] / "services" / "analyzer" / "gold" / "phrasings"
_PAGE = 4096
_SEED = 20_261
_ONSETS = tuple(re.split(" ", "b br c cl d dr f fl g gr h k kl l m n p pr qu r s st t tr v w z"))
_ENDS = tuple(re.split(" ", "al am an ax el en ert ick il in ist ix o ock ol on or um up ust y"))
_SECOND = ("", "", "", " Labs", " Cloud", " Pro", " Health", " Works")
_SENTENCES = (
    "{} is a solid choice for small teams that want to send campaigns without much training.",
    "If your budget is tight, {} has a free plan with most of what you need.",
    "Many customers say that {} takes a while to learn, although its reports are clear.",
    "It pays to write down what matters to you before you compare any of these products.",
    "Prices change often, so look at the plan for the number of contacts that you expect.",
    "Most of them offer a trial, and support by e-mail is usually included in each plan.",
    "Think about how the tool fits with the shop and the calendar that you already use.",
    "{} and {} both integrate with common shops, but {} is cheaper for large lists.",
)


def measure(runs: int) -> Iterator[Measure]:
    """All five measures."""
    yield from _rebuilds(runs)  # first, while the process has no freed memory to hide its growth in
    seed = random.Random(_SEED)
    brands = _brands(seed)
    named = [brand.name for brand in brands]
    answers = [made_answer(seed, named) for _ in range(ANSWERS)]
    yield from _beside_flashtext(runs, brands, answers)
    compiled = compile_brands(brands)
    extract_compiled(answers[0], compiled)
    leave_the_imported_alone()
    rates = [_rate(answers, partial(extract_compiled, brands=compiled)) for _ in range(runs)]
    yield Measure.of("extractions_per_s", "1/s", rates, brands=BRANDS, letters=ANSWER_LETTERS)
    yield _first_readings(runs, brands)


def _first_readings(runs: int, brands: Sequence[WantedBrand]) -> Measure:
    """Written answers, no two sentences alike: what was read before helps with nothing, unlike in made answers."""
    written = [one for path in sorted(WRITTEN.glob("answers-*.txt")) for one in load_phrasings(path)]
    named = {brand.name: brand for one in written for brand in one.brands}
    compiled = compile_brands([*named.values(), *brands][:BRANDS])
    texts = ["\n\n".join(one.answer for one in pair) for pair in zip(written[::2], written[1::2], strict=False)]
    rates = []
    for _ in range(runs):
        _forget()
        began = time.process_time()
        for text in texts:
            extract_compiled(text, compiled)
        rates.append(len(texts) / (time.process_time() - began))
    letters = round(sum(map(len, texts)) / len(texts))
    return Measure.of("first_readings_per_s", "1/s", rates, brands=BRANDS, letters=letters)


def _forget() -> None:
    """Empty every cache of clauses and sentences; single words and tables stay known, as they would."""
    floor = f"{WantedBrand.__module__.rpartition('.')[0]}.meaning"
    for name, module in list(sys.modules.items()):
        for cached in vars(module).values() if name.startswith(floor) else ():
            if hasattr(cached, "cache_clear") and cached.__module__ == name:
                cached.cache_clear()


def _rebuilds(runs: int) -> Iterator[Measure]:
    many = [WantedBrand(name) for name in made_names(random.Random(_SEED), LISTED)]
    times, sizes = [], []
    for _ in range(runs):
        gc.collect()
        before = _resident_mb()
        began = time.process_time()
        made = compile_names(many)
        times.append(time.process_time() - began)
        sizes.append(max(0.0, _resident_mb() - before))
        del made
    yield Measure.of("matcher_rebuild_s", "s", times, names=LISTED)
    yield Measure(
        "matcher_rebuild_mb", round(max(sizes), 1), "MB", [round(size, 1) for size in sizes], {"names": LISTED}
    )


def _beside_flashtext(runs: int, brands: Sequence[WantedBrand], answers: Sequence[str]) -> Iterator[Measure]:
    other = module_of_others("flashtext").KeywordProcessor()
    for brand in brands:
        for spelling in (brand.name, *brand.aliases):
            other.add_keyword(spelling, brand.name)
    matcher = compile_names(brands)
    leave_the_imported_alone()  # as every service does; both sides gain
    ratios, ours, theirs = [], [], []
    for _ in range(runs):
        ours.append(_rate(answers, matcher.find))
        theirs.append(_rate(answers, partial(other.extract_keywords, span_info=True)))
        ratios.append(ours[-1] / theirs[-1])
    beside = {"per_s": round(max(ours)), "flashtext_per_s": round(max(theirs)), "brands": BRANDS}
    yield Measure.of("matcher_vs_flashtext", "x", ratios, **beside)


def _rate(answers: Sequence[str], read: Callable[[str], object]) -> float:
    """Answers per processor second, over all of them several times: once is over too soon to be measured."""
    began = time.process_time()
    for _ in range(PASSES):
        for answer in answers:
            read(answer)
    return PASSES * len(answers) / (time.process_time() - began)


def _resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 1e6


def made_names(seed: random.Random, count: int) -> list[str]:
    """Distinct names that sound like brands."""
    names: dict[str, None] = {}
    while len(names) < count:
        stem = "".join(seed.choice(_ONSETS) + seed.choice(_ENDS) for _ in range(seed.randint(2, 3)))
        names[stem.capitalize() + seed.choice(_SECOND)] = None
    return list(names)


def _brands(seed: random.Random) -> list[WantedBrand]:
    names = made_names(seed, 2 * BRANDS)
    return [
        WantedBrand(name, (alias,), (f"{name.lower().replace(' ', '')}.com",))
        for name, alias in zip(names[:BRANDS], names[BRANDS:], strict=True)
    ]


def made_answer(seed: random.Random, named: Sequence[str]) -> str:
    """An answer of ``ANSWER_LETTERS`` characters or a little more that names some of the brands."""
    parts, size = [], 0
    while size < ANSWER_LETTERS:
        sentence = seed.choice(_SENTENCES)
        filled = sentence.format(*(seed.choice(named) for _ in range(sentence.count("{}"))))
        parts.append(filled + seed.choice((" ", " ", "\n\n")))
        size += len(parts[-1])
    return "".join(parts)
