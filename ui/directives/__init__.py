"""Văn bản chỉ đạo: the documents from above, and the review of the tasks proposed from them."""
