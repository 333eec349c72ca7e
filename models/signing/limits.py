"""How large the files may be that signing and verifying take, in bytes. Whoever reads one asks here first."""

from __future__ import annotations

from typing import Final

PDF: Final = 100 * 1024 * 1024  # portals take 50 MB
KEY: Final = 1024 * 1024  # a PKCS#12 file with a long chain has about ten thousand
CERTIFICATES: Final = 1024 * 1024  # a certificate has 1-3 thousand, a file of a whole chain perhaps twenty
PICTURE: Final = 5 * 1024 * 1024  # a signature or a seal, as a PNG
