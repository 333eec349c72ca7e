"""The journal (nhật ký): what was changed, in words, taken back, and brought back from the bin."""
