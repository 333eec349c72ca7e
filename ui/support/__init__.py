"""What helps when something goes wrong, and what is said of the program itself: crashes, log, licences, updates."""
