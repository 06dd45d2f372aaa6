#!/usr/bin/env python3
"""Makes fixtures/format/pdf and the encrypted one: documents by LibreOffice, worked on by qpdf, in which every place carries a token.

Needs LibreOffice and qpdf (Debian: libreoffice-writer, qpdf). The results are committed, so that the tests need neither.
"""
import base64
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
OUT = ROOT / "format/pdf"
NS = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in dict(office="office", style="style", text="text", table="table", draw="drawing", meta="meta", svg="svg-compatible", fo="xsl-fo-compatible").items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
HEAD = f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
MASTER = '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>HEADERTOK</text:p></style:header><style:footer><text:p>FOOTERTOK page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>'
LAYOUT = '<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="0.6cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.6cm"/></style:footer-style></style:page-layout>'
STYLES = f'<office:automatic-styles>{LAYOUT}<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style><style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style></office:automatic-styles>'
NOTE = "<office:annotation><dc:creator>Ed</dc:creator><dc:date>2026-11-01T10:00:00</dc:date><text:p>COMMENTTOK</text:p></office:annotation>"
PLACES = f'''{HEAD}<office:meta><dc:title>TITLETOK</dc:title><dc:subject>SUBJECTTOK</dc:subject><meta:keyword>KEYWORDTOK</meta:keyword></office:meta>{STYLES}{MASTER}
<office:body><office:text><text:h text:outline-level="1">OUTLINETOK</text:h><text:p>PAGEONETOK and <text:a xlink:href="https://link.example/LINKTOK">a link</text:a>{NOTE}.</text:p><text:p><text:span text:style-name="W">WHITETOK</text:span></text:p>
<text:p text:style-name="B">PAGETWOTOK</text:p><text:p text:style-name="B">PAGETHREETOK</text:p></office:text></office:body></office:document>'''

LIST = [
    ["No", "Name", "Branch", "Joined", "Email", "Status"],
    ["L1204467", "Carys Nutbeam", "Eastmarsh", "03/2019", "carys@home.example", "arrears"],
    ["L0980213", "Joe Ashgrove", "Eastmarsh", "05/2021", "joe.a@post.example", "active"],
    ["A311902", "Petra Dunn", "Hill", "01/1998", "", "active"],
    ["L1777012", "Tariq Rowley", "Hill", "10/2025", "t.rowley@home.example", "lapsed"],
]
ROWS = "".join("<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells) + "</table:table-row>" for cells in LIST)
# A list of members below a letter; its addresses are wider than their column.
TABLE = f'''{HEAD}<office:automatic-styles>{LAYOUT}</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"/></office:master-styles><office:body><office:text><text:p>Dear Olwen,</text:p>
<text:p>Thank you for the jam, which went in a week. The boiler man came on Tuesday, looked at the boiler, said that it was a boiler, and went away again. He comes back with a part. The garden is under water up to the currants, and your brother has dug a trench to the road that the council will not thank him for.</text:p>
<text:p>1.<text:tab/>If you come by train in August, change at Machynlleth and not before, whatever the machine says. Bring a coat and the long ladder.</text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="6"/>{ROWS}</table:table></office:text></office:body></office:document>'''

def scan(picture):
    data = base64.b64encode(picture.read_bytes()).decode()
    return f'''{HEAD}<office:automatic-styles>{LAYOUT}</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"/></office:master-styles><office:body><office:text><text:p><draw:frame text:anchor-type="paragraph" svg:width="16cm" svg:height="3.6cm"><draw:image><office:binary-data>{data}</office:binary-data></draw:image></draw:frame></text:p></office:text></office:body></office:document>'''

def to_pdf(folder, name, source):
    path = folder / f"{name}.fodt"
    path.write_text(source, encoding="utf-8")
    options = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", options, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return folder / f"{name}.pdf"

def main():
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        attached = folder / "attached.txt"
        attached.write_text("ATTACHEDTOK\n")
        places = to_pdf(folder, "places", PLACES)
        subprocess.run(["qpdf", str(places), "--add-attachment", str(attached), "--", str(OUT / "places.pdf")], check=True)
        subprocess.run(["qpdf", str(places), "--encrypt", "", "owner", "256", "--", str(OUT / "owner-password.pdf")], check=True)
        subprocess.run(["qpdf", str(places), "--encrypt", "user", "owner", "256", "--", str(ROOT / "unscannable/encrypted/user-password.pdf")], check=True)
        (OUT / "table.pdf").write_bytes(to_pdf(folder, "table", TABLE).read_bytes())
        scanned = to_pdf(folder, "scanned", scan(ROOT / "format/image/scan.png"))
        (OUT / "scanned.pdf").write_bytes(scanned.read_bytes())
        described = scan(ROOT / "format/image/scan.png").replace("</draw:image>", "</draw:image><svg:title>TITLETOK</svg:title><svg:desc>DESCTOK (as drawn)</svg:desc>")
        (OUT / "tagged.pdf").write_bytes(to_pdf(folder, "tagged", described).read_bytes())
        subprocess.run(["qpdf", "--object-streams=generate", str(OUT / "tagged.pdf"), str(OUT / "tagged-packed.pdf")], check=True)

if __name__ == "__main__":
    main()
