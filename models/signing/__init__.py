"""Key sources, signing and verifying of PDF files: the only place that knows pyHanko. It knows no tasks or reports."""
