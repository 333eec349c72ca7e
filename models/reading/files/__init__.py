"""The words of a file: plain text, Word, PDF, and the fonts of before Unicode. What they mean is not here."""
