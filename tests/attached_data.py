"""A file attached to a PDF, by another program than the one that is tested."""

from __future__ import annotations

import io


def with_data(pdf: bytes, content: bytes, name: str = "data.json") -> bytes:
    """The PDF with this content attached as the data that it carries."""
    from pyhanko.pdf_utils import embed as pyhanko_embed
    from pyhanko.pdf_utils.generic import NameObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    file = pyhanko_embed.EmbeddedFileObject.from_file_data(writer, content, mime_type="application/json")
    pyhanko_embed.embed_file(
        writer, pyhanko_embed.FileSpec(name, file_name=name, embedded_data=file, af_relationship=NameObject("/Data"))
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
