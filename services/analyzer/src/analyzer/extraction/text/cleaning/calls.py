"""Calls of tools that a model wrote into its answer: objects of JSON, tags, fenced blocks, calls of functions."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from analyzer.extraction.text.cleaning.code import Spans, code_spans, fenced
from analyzer.extraction.text.cleaning.edits import Edit

_FENCES = re.compile(
    r"(?:tool|function)[_-]?(?:code|calls?|uses?|outputs?|results?|responses?)\b|(?:json|python|xml)?\s?tool_call",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"""
    <(?P<close>/)?(?:[a-z]{1,10}:)?
      (?P<name> tool_?(?:calls?|code|uses?|responses?|results?|outputs?) | function_?(?:calls?|results?|responses?)
        | function(?==|>) | invoke | search(?:_quer(?:y|ies))? | web_search )
      (?:[=\s][^<>\n]{0,200})?>
  | <[|｜]tool[_▁]calls?(?:[_▁]section)?[_▁](?:(?P<begin>begin)|end)[|｜]>
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KEYS = (
    r"tool_?calls?|tool_?uses?|function_?calls?|name|tool|tool_?name|function|function_name|recipient_name|action"
    r"|arguments|parameters|type|id|quer(?:y|ies)|q|search_query|search_quer(?:y|ies)|image_query|open|click"
)
_OBJECT = re.compile(rf"(?:\[\s{{0,4}})?\{{\s{{0,40}}[\"'](?:{_KEYS})[\"']\s{{0,4}}:", re.IGNORECASE)
_SURELY = re.compile(
    r"(?:\[\s{0,4})?\{\s{0,40}[\"'](?:(?:tool_?calls?|tool_?uses?|function_?call|recipient_name)[\"']"
    r"|(?:name|tool|tool_?name|function)[\"']\s{0,4}:\s{0,4}[\"'][a-z][\w.:-]{0,60}[\"']\s{0,4},"
    r"\s{0,40}[\"'](?:arguments|parameters|args|kwargs|input|tool_input)[\"'])",
)
_TO = re.compile(
    r"(?:<\|[^|<>\n]{1,40}\|>|\b(?:assistant|commentary|analysis))?\s?\bto=[\w.]{1,60}"
    r"(?:\s?(?:code|json|<\|[^|<>\n]{1,40}\|>)){0,4}\s{0,4}(?=[{\[])|\[TOOL_CALLS\]\s{0,4}(?=[{\[])"
)
_NAMESPACES = (
    r"functions|multi_tool_use|web|browser|google_search|google|default_api|tools?|tool_code|api_tool|file_search"
    r"|python_tool|concise_search|search_api|bing"
)
_FUNCTION = re.compile(
    rf"(?:(?:print|await)\s?\(?\s?)?(?<![\w.`])(?:{_NAMESPACES})\.[a-z_]\w{{1,40}}\((?=[\s{{\[\"'\w)])"
    r"|^[ \t]{0,4}(?:[a-z]{2,20}_[a-z_]{2,30}|search|browse|lookup)\((?=[\w ]{0,20}[={\[\"'])",
    re.MULTILINE,
)
_STEP = re.compile(
    r"^(?:Thought:[^\n]{0,2000}\n)?Action:[^\n]{0,200}\nAction Input:[^\n]{0,2000}(?:\nObservation:[^\n]{0,4000})?",
    re.MULTILINE,
)
_CALLED_NAME = re.compile(r"\((?<=\w\()")
_SIGNS = ("{", "<", "```", "~~~", "Action Input:")
_PART = re.compile(r"""[()\[\]{}\n]|"(?:[^"\\\n]|\\.){0,2000}"|'(?:[^'\\\n]|\\.){0,2000}'""")
_CALLED = ("name", "tool", "tool_name", "toolname", "function", "function_name", "recipient_name", "action")
_INPUTS = frozenset(["arguments", "parameters", "args", "kwargs", "input", "tool_input", "action_input", "params"])
_WHOLE = frozenset(["tool_calls", "toolcalls", "tool_call", "tool_uses", "function_call", "function_calls"])
_QUERIES = frozenset(["query", "queries", "q", "search_query", "search_queries", "image_query", "search_term"])
_OF_SEARCH = _QUERIES | frozenset(
    [
        "num_results",
        "max_results",
        "results_count",
        "count",
        "n",
        "limit",
        "top_k",
        "topn",
        "top_n",
        "page",
        "recency",
        "recency_days",
        "date_range",
        "domains",
        "language",
        "lang",
        "locale",
        "region",
        "country",
        "response_length",
        "source",
        "sources",
        "type",
        "search_type",
        "engine",
        "open",
        "click",
        "find",
        "max_num_results",
        "search_depth",
        "include_domains",
        "exclude_domains",
        "safe_search",
        "freshness",
        "intent",
        "tool",
        "action",
    ]
)
_TOOL = re.compile(
    r"[a-z][\w.:-]{0,60}|\w{0,60}[_.:][\w.:]{1,60}|\w{0,40}(?:Search|Tool|Fetch|Lookup|Browse|Query)\w{0,20}"
)
_LONGEST = 200_000
_PARTS = 4_000
_DECODER = json.JSONDecoder(strict=False)


def calls(text: str) -> Iterator[Edit]:
    """Edits that take calls of tools away. Other JSON and other code stay."""
    if not (any(sign in text for sign in _SIGNS) or _CALLED_NAME.search(text)):
        return
    code = code_spans(text)
    for block in fenced(text):
        content = text[block.begin : block.close].strip()
        if _FENCES.match(block.info) or (content[:1] in ("{", "[") and _is_call_in(content)):
            yield Edit(block.start, block.end)
    if "<" in text:
        yield from _tagged(text, code)
    if "{" in text:
        yield from _objects(text, code)
    if _CALLED_NAME.search(text):
        yield from _functions(text, code)
    if "Action Input:" in text:
        yield from (Edit(*hit.span()) for hit in _STEP.finditer(text) if not code.hold(hit.start()))


def _is_call_in(content: str) -> bool:
    """Whether a text is JSON that calls a tool, or begins as such JSON and is cut off."""
    if len(content) > _LONGEST:
        return False
    try:
        return is_call(_DECODER.decode(content))
    except (ValueError, RecursionError):
        return bool(_SURELY.match(content))


def is_call(value: Any) -> bool:
    """Whether a value of JSON calls a tool; a record of something else with a name ("Weber") does not."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, dict) and is_call(one) for one in value)
    if not isinstance(value, dict):
        return False
    keys = {key.lower(): key for key in value}
    if any(value[key] for low, key in keys.items() if low in _WHOLE):
        return True
    if isinstance(value.get("function"), dict):
        return is_call(value["function"])
    called = next((value[keys[key]] for key in _CALLED if isinstance(value.get(keys.get(key)), str)), "")
    if _TOOL.fullmatch(called) and not _INPUTS.isdisjoint(keys):
        return True
    return is_search(value)


def is_search(value: Any) -> bool:
    """Whether a record holds what is looked for and nothing that a search does not take."""
    keys = {key.lower() for key in value} if isinstance(value, dict) else set()
    return not _QUERIES.isdisjoint(keys) and keys <= _OF_SEARCH and not _INPUTS & keys


def _stands_apart(text: str, at: int) -> bool:
    """Whether an object begins a line or follows a sentence; within one it is what the sentence is about."""
    before = text[max(0, at - 40) : at].rpartition("\n")[2].rstrip(" \t")
    return not before or before[-1] in ".:!?>)"


def _tagged(text: str, code: Spans) -> Iterator[Edit]:
    tags = [hit for hit in _TAG.finditer(text) if not code.hold(hit.start())]
    closings: dict[str, list[tuple[int, int]]] = {}
    for hit in tags:
        if not _opens(hit):
            closings.setdefault(_kind(hit), []).append(hit.span())
    done = 0
    for hit in tags:
        if hit.start() < done or not _opens(hit):
            continue
        of_kind = closings.get(_kind(hit), [])
        at = bisect_left(of_kind, (hit.end(), 0))
        if at < len(of_kind):
            done = of_kind[at][1]
        elif text[hit.end() : hit.end() + 40].lstrip()[:1] in ("{", "[", "<", ""):
            done = _paragraph_end(text, hit.end())
        else:
            continue  # a tag that the text speaks of
        yield Edit(hit.start(), done)


def _opens(hit: re.Match[str]) -> bool:
    return bool(hit["begin"]) if hit["name"] is None else not hit["close"]


def _kind(hit: re.Match[str]) -> str:
    return (hit["name"] or "|").lower().replace("_", "")


def _objects(text: str, code: Spans) -> Iterator[Edit]:
    done = 0
    heads = {hit.end(): hit.start() for hit in _TO.finditer(text)}
    for hit in _OBJECT.finditer(text):
        at = hit.start()
        if at < done or code.hold(at):
            continue
        start = heads.get(at, at)
        try:
            value, end = _DECODER.raw_decode(text, at)
        except RecursionError:
            return  # nested beyond any call
        except json.JSONDecodeError as error:
            done = max(done, error.pos)  # never decoded twice: a text of half objects costs its length
            if _SURELY.match(text, at):
                done = max(done, _paragraph_end(text, at))
                yield Edit(start, done)
            continue
        done = end
        if start != at or (is_call(value) and (not is_search(value) or _stands_apart(text, at))):
            yield Edit(start, end)


def _functions(text: str, code: Spans) -> Iterator[Edit]:
    done, whole = 0, True
    for hit in _FUNCTION.finditer(text):
        if hit.start() < done or code.hold(hit.start()):
            continue
        end = _call_end(text, hit) if whole else None
        if end is None:  # no bracket closes it: looked for once, so that many of them cost no square
            whole, end = False, _line_end(text, hit.end())
        done = end
        yield Edit(hit.start(), end)


def _call_end(text: str, hit: re.Match[str]) -> int | None:
    """Where the brackets that a call opens are closed again."""
    depth = hit.group().count("(")
    for number, part in enumerate(_PART.finditer(text, hit.end())):
        sign = part.group()
        if sign in ("(", "[", "{"):
            depth += 1
        elif sign in (")", "]", "}"):
            depth -= 1
            if not depth:
                return part.end()
        if number > _PARTS:
            break
    return None


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n\n", at)
    return len(text) if end < 0 else end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
