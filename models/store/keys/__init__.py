"""The keys of the book: its slots, what is sealed with it, and how often a wrong passphrase may be tried."""
