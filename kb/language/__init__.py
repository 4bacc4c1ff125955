"""Language: an `Article` becomes a `Doc` of tokens, sentences, tags, lemmas, trees and names."""

from kb.language.doc import Doc, Name, NameType, Sentence, Token

__all__ = ["Doc", "Name", "NameType", "Sentence", "Token"]
