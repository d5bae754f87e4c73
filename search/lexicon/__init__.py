"""Which words of one language mean which of the other, learnt from the library's own translations.

`segments` cuts works that stand in both languages into texts that say the same, `learning` finds the words that answer
one another, `store` keeps them, each with the works that attest it, so that a word is forgotten with the last of them.
"""
