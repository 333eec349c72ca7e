"""Administrative directives drawn at random with their truth, to measure the reader on what it was not tuned to.

`drawing.directive(seed, number)` draws one; `files` writes it as text, Word or PDF. The words are
invented and combined; only the patterns are those of real papers. Nothing here knows the reader.
"""
