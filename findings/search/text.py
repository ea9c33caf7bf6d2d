"""How text is cut for the search: accents and case folded, words split, each word stemmed once, here and nowhere else.

A form consists of ASCII letters and digits and begins with a letter, whatever script the text is in. So neither engine
has an opinion of its own on where a word begins, and both find the same.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

# Stands between texts in which no phrase may run on; no word has this form.
BREAK = "0"
LONGEST = 60
# A letter or digit, then letters, digits, combining marks, invisible joiners, and apostrophes within the word.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060]|['’](?=[^\W_]))*")
PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
# Plurals that no rule of spelling leads back.
IRREGULAR = {"children": "child", "childrens": "child", "women": "woman", "men": "man"}


@dataclass(frozen=True)
class Token:
    """One word of a text: its folded form, its stem, and where it stands."""

    word: str
    stem: str
    start: int = 0
    end: int = 0


def tokens(text):
    """The words of a text in order. A printed word that folds to several (½ is 1 and 2) stands for all of them."""
    return [
        Token(word, stem, found.start(), found.end())
        for found in WORD.finditer(text)
        for word, stem in cut(found.group())
    ]


@lru_cache(maxsize=50_000)
def cut(word):
    """The folded forms and stems of one printed word: ((form, stem), …)."""
    pieces = (piece.removesuffix("'s").replace("'", "")[:LONGEST] for piece in PIECE.findall(fold(word)))
    return tuple((_form(piece), _form(_stem(piece))) for piece in pieces)


def fold(text):
    """Without accents, capitals and invisible characters."""
    text = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    text = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Mn", "Cf"))


def stems(*texts):
    """The stemmed texts as the index keeps them, with a break between one and the next."""
    return f" {BREAK} ".join(" ".join(token.stem for token in tokens(text)) for text in texts)


def words(*texts):
    """The folded texts as the index keeps them, with a break between one and the next."""
    return f" {BREAK} ".join(" ".join(token.word for token in tokens(text)) for text in texts)


def _stem(word):
    # A stemmer keeps the word it works on, so each thread needs its own; making one costs less than a lock.
    return EnglishStemmer().stemWord(IRREGULAR.get(word, word))


def _form(word):
    encoded = "".join(letter if letter.isascii() else f"u{ord(letter):x}u" for letter in word)
    return f"n{encoded}" if encoded[:1].isdigit() else encoded
