#!/usr/bin/env python3
"""Makes fixtures/format/office: documents by LibreOffice in which every place carries a token of its own.

Needs LibreOffice (Debian: libreoffice-writer, libreoffice-calc, libreoffice-impress). The results are committed, so that the tests need none.
The sources are flat OpenDocument; LibreOffice writes every other format from them.
"""
import pathlib
import subprocess
import tempfile

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures/format/office"
NS = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in dict(office="office", style="style", text="text", table="table", draw="drawing", presentation="presentation", meta="meta", number="datastyle", svg="svg-compatible", fo="xsl-fo-compatible").items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
META = "<office:meta><dc:title>TITLETOK</dc:title><dc:subject>SUBJECTTOK</dc:subject><meta:keyword>KEYWORDTOK</meta:keyword><meta:user-defined meta:name=\"MSIP_Label_0a_Name\">LABELTOK</meta:user-defined></office:meta>"

TEXT = f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">{META}
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="0.6cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.6cm"/></style:footer-style></style:page-layout>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>HEADERTOK</text:p></style:header><style:footer><text:p>FOOTERTOK</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:insertion><office:change-info><dc:creator>Ed</dc:creator><dc:date>2026-11-01T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region><text:changed-region xml:id="c2" text:id="c2"><text:deletion><office:change-info><dc:creator>Ed</dc:creator><dc:date>2026-11-01T10:00:00</dc:date></office:change-info><text:p>DELETEDTOK</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>BODYTOK and <text:a xlink:href="https://link.example/LINKTOK">a link</text:a>.</text:p>
<text:p>Note<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>FOOTNOTETOK</text:p></text:note-body></text:note> here.</text:p>
<text:p>Commented<office:annotation><dc:creator>Ed</dc:creator><dc:date>2026-11-01T10:00:00</dc:date><text:p>COMMENTTOK</text:p></office:annotation> text.</text:p>
<text:p>Hidden <text:span text:style-name="H">HIDDENTOK</text:span> run.</text:p>
<text:p>Tracked <text:change-start text:change-id="c1"/>INSERTEDTOK<text:change-end text:change-id="c1"/> and <text:change text:change-id="c2"/>.</text:p>
<text:p><draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>BOXTOK</text:p></draw:text-box></draw:frame></text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell office:value-type="string"><text:p>CELLONE</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>CELLTWO</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document>'''

def hidden(*cells):
    return row(*(f'<table:table-cell office:value-type="string"><text:p><text:span text:style-name="H">{cell}</text:span></text:p></table:table-cell>' for cell in cells))

# What is hidden or deleted has cells and lines of its own.
def apart():
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region xml:id="c2" text:id="c2"><text:deletion><office:change-info><dc:creator>Ed</dc:creator><dc:date>2026-11-01T10:00:00</dc:date></office:change-info><text:p>DELETEDONE</text:p><text:p>DELETEDTWO</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>BODYTOK <text:change text:change-id="c2"/>and more.</text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>{hidden("CELLONE", "CELLTWO")}{hidden("CELLTHREE", "CELLFOUR")}</table:table><text:p>ENDTOK</text:p>
</office:text></office:body></office:document>'''

def row(*cells, visibility=None):
    shown = f' table:visibility="{visibility}"' if visibility else ""
    return f"<table:table-row{shown}>" + "".join(cells) + "</table:table-row>"

def text(value, note=""):
    return f'<table:table-cell office:value-type="string">{note}<text:p>{value}</text:p></table:table-cell>'

NOTE = "<office:annotation><dc:creator>Ed</dc:creator><text:p>COMMENTTOK</text:p></office:annotation>"
DATE = '<table:table-cell table:style-name="d" office:value-type="date" office:date-value="2026-11-24"><text:p>24/11/2026</text:p></table:table-cell>'
ZEROS = '<table:table-cell table:style-name="z" office:value-type="float" office:value="4711"><text:p>0004711</text:p></table:table-cell>'
SHEET = f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">{META}
<office:automatic-styles><number:date-style style:name="dd"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style><number:number-style style:name="zz"><number:number number:decimal-places="0" number:min-integer-digits="7"/></number:number-style>
<style:style style:name="d" style:family="table-cell" style:data-style-name="dd"/><style:style style:name="z" style:family="table-cell" style:data-style-name="zz"/><style:style style:name="v" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="SHEETTOK" table:style-name="v">{row(text("CELLTOK", NOTE), DATE, ZEROS)}{row(text("HIDDENROWTOK"), visibility="collapse")}</table:table>
<table:table table:name="Other" table:style-name="h">{row(text("HIDDENSHEETTOK"))}</table:table>
<table:named-expressions><table:named-range table:name="NAMETOK" table:base-cell-address="$SHEETTOK.$A$1" table:cell-range-address="$SHEETTOK.$A$1"/></table:named-expressions>
</office:spreadsheet></office:body></office:document>'''

def sheet(name, rows):
    return f'<table:table table:name="{name}">{"".join(row(*map(text, each)) for each in rows)}</table:table>'

GOODS = [["Code", "Item", "Supplier", "Qty", "Price"]] + [
    [f"P-{1000 + at}", ("Rosette", "Clipboard", "Leaflet A5", "Mug")[at % 4], ("Pender & Co".replace("&", "&amp;"), "Fold Ltd")[at % 2], str(at), f"{at}.50"] for at in range(40)
]
HEADING = ["No", "Name", "Branch", "Joined", "Email", "Status"]
LIST = [
    ["L1204467", "Carys Nutbeam", "Eastmarsh", "03/2019", "carys@home.example", "arrears"],
    ["L0980213", "Joe Ashgrove", "Eastmarsh", "05/2021", "joe.a@post.example", "active"],
    ["A311902", "Petra Dunn", "Hill", "01/1998", "", "active"],
    ["L1777012", "Tariq Rowley", "Hill", "10/2025", "t.rowley@home.example", "lapsed"],
]
# A list of members on the second sheet, one on the first below an empty row, and one behind an empty column: each among goods.
BESIDE, BELOW, RIGHT = (
    f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document>'''
    for sheets in (sheet("Stock", GOODS) + sheet("Sheet2", LIST), sheet("Stock", GOODS + [[""]] + [HEADING] + LIST), sheet("Stock", [goods + [""] + listed for goods, listed in zip(GOODS, [HEADING] + LIST)] + GOODS[len(LIST) + 1:]))
)

SLIDES = f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation">{META}
<office:automatic-styles><style:style style:name="hp" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="M"/></office:master-styles>
<office:body><office:presentation>
<draw:page draw:name="one" draw:master-page-name="M"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="3cm"><draw:text-box><text:p>SLIDETOK</text:p></draw:text-box></draw:frame><presentation:notes><draw:frame presentation:class="notes" svg:x="2cm" svg:y="14cm" svg:width="16cm" svg:height="8cm"><draw:text-box><text:p>NOTESTOK</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
<draw:page draw:name="two" draw:style-name="hp" draw:master-page-name="M"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="3cm"><draw:text-box><text:p>HIDDENSLIDETOK</text:p></draw:text-box></draw:frame></draw:page>
</office:presentation></office:body></office:document>'''

# LibreOffice keeps a picture of a table on a slide beside it.
SLIDE_TABLE = f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:master-styles><style:master-page style:name="M"/></office:master-styles>
<office:body><office:presentation><draw:page draw:name="one" draw:master-page-name="M"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="3cm">{sheet("T", [["CELLONE", "CELLTWO"], ["CELLTHREE", "CELLFOUR"]])}</draw:frame></draw:page></office:presentation></office:body></office:document>'''

def main():
    OUT.mkdir(parents=True, exist_ok=True)
    made = (
        ("places.fodt", TEXT, "docx odt rtf doc"),
        ("places.fods", SHEET, "xlsx ods xls"),
        ("places.fodp", SLIDES, "pptx odp"),
        ("table.fodp", SLIDE_TABLE, "odp"),
        ("beside.fods", BESIDE, "xlsx ods xls"),
        ("below.fods", BELOW, "xlsx ods xls"),
        ("right.fods", RIGHT, "xlsx ods xls csv"),
        ("apart.fodt", apart(), "docx odt rtf doc"),
        # LibreOffice keeps what it opened as a web page as a kind of its own.
        ("web-page.html", "<html><body><p>BODYTOK</p><table><tr><td>CELLTOK</td></tr></table></body></html>", "odt:writer8"),
    )
    for name, source, targets in made:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.write_text(source, encoding="utf-8")
            if name in ("places.fodt", "places.fods"):
                (OUT / path.name).write_text(source, encoding="utf-8")
            for target in targets.split():
                subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target, "--outdir", str(OUT), str(path)], check=True, capture_output=True, timeout=180)

if __name__ == "__main__":
    main()
