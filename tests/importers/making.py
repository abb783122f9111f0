"""Small files of every format, made of invented words, so that none has to be kept here."""

import io
import zipfile
from html import escape

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(parts):
    """Zip parts, names to words or bytes."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


def odt(body, *, styles="", pages="", **more):
    """Make an OpenDocument text of what stands in its body."""
    names = "".join(
        f' xmlns:{name}="{OFFICE}{path}:1.0"'
        for name, path in [
            ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
            ("fo", "xsl-fo-compatible"), ("draw", "drawing"),
        ]
    )  # fmt: skip
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles{names}>{pages}</office:document-styles>",
            "META-INF/manifest.xml": "<manifest/>",
            **more,
        }
    )


def xlsx(*sheets, cells=None):
    """Make a workbook: each sheet rows of words, or cells as XML where given."""
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>'
        + "".join(
            f'<sheet name="Sheet {n}" sheetId="{n}" r:id="r{n}"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="46"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><r><t>Sha</t></r><r><t>red</t></r>'
        "</si></sst>",
    }
    for number, rows in enumerate(sheets, 1):
        made = cells or "".join(
            f'<row r="{r}">'
            + "".join(
                f'<c r="{"ABCDEF"[c]}{r}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'
                for c, words in enumerate(row)
                if words
            )
            + "</row>"
            for r, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{SHEET}"><sheetData>{made}</sheetData></worksheet>'
        )
    return packed(parts)


def pdf(*pages, trailer="", images=False):
    """Make a PDF: each page a list of (x, y, size, words); words in capitals only are bold."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    objects += [
        f"<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont/Helvetica{look}>>"
        for look in ("", "-Bold")
    ]
    objects.append(
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        "/Length 1>>\nstream\n0\nendstream"
    )
    kids = []
    for rows in pages:
        drawn = "q 400 0 0 400 50 50 cm /I Do Q\n" if images else ""
        for x, y, size, words in rows:
            shown = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            bold = "B" if words.isupper() and len(words) > 3 else "F"
            drawn += f"BT /{bold} {size} Tf {x} {y} Td ({shown}) Tj ET\n"
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}endstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F 3 0 R/B 4 0 R>>/XObject<</I 5 0 R>>>>>>"
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{listed}]/Count {len(kids)}>>"
    made, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    made += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF"
    return made.encode("cp1252")
