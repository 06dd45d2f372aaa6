#!/usr/bin/python3
"""Makes fixtures/recall: documents of several pages by LibreOffice, and beside each what another program reads in it.

Needs Debian's libreoffice-writer, libreoffice-calc, libreoffice-impress, hyphen-en-gb, poppler-utils, qpdf. The words are those of
fixtures/labelled/train. Beside each file stands FILE.txt: of PDF by `pdftotext`, else by LibreOffice's own export. Results
are committed, so that the tests need none of these.
"""
import csv
import html
import io
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "fixtures/recall"
TEXTS = ROOT / "fixtures/labelled/train"
NS = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in dict(office="office", style="style", text="text", table="table", draw="drawing", presentation="presentation", number="datastyle", svg="svg-compatible", fo="xsl-fo-compatible").items()
)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, timeout=300).stdout


def paragraphs(folder, characters):
    found, length = [], 0
    for path in sorted((TEXTS / folder).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                found.append(line.strip())
                length += len(line)
        if length > characters:
            return found
    return found


def body(lines):
    out = []
    for index, line in enumerate(lines):
        text = html.escape(line, quote=False)
        if index % 17 == 5:
            words = text.split(" ")
            note = f'<text:note text:note-class="footnote"><text:note-citation>{index}</text:note-citation><text:note-body><text:p>See the paper on {words[0]}, page {index}.</text:p></text:note-body></text:note>'
            out.append(f'<text:p text:style-name="Standard">{text}{note}</text:p>')
        elif len(line) < 60 and line.isupper():
            out.append(f'<text:h text:outline-level="2">{text}</text:h>')
        else:
            out.append(f'<text:p text:style-name="Standard">{text}</text:p>')
        if index % 31 == 20:
            rows = "".join("<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{html.escape(cell, quote=False)}</text:p></table:table-cell>' for cell in (f"Row {row}", line.split(" ")[0], f"{row * 37} votes")) + "</table:table-row>" for row in range(1, 6))
            out.append(f'<table:table table:name="T{index}"><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>')
    return "".join(out)


def prose(lines, columns):
    split = '<style:columns fo:column-count="2" fo:column-gap="0.6cm"/>' if columns == 2 else ""
    styles = f'''<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="no-limit"/><style:text-properties fo:font-size="11pt" fo:language="en" fo:country="GB" fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:default-style><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="p"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm">{split}</style:page-layout-properties><style:header-style><style:header-footer-properties fo:min-height="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.5cm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p"><style:header><text:p>Northfield branch</text:p></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>'''
    return document("text", styles, body(lines))


def document(kind, styles, content):
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.{kind}">{styles}<office:body><office:{kind}>{content}</office:{kind}></office:body></office:document>'


def sheet(lines):
    styles = '<office:automatic-styles><number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style><number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="7"/></number:number-style><number:percentage-style style:name="N3"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style><style:style style:name="d" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="z" style:family="table-cell" style:data-style-name="N2"/><style:style style:name="q" style:family="table-cell" style:data-style-name="N3"/></office:automatic-styles>'
    rows = []
    for index, line in enumerate(lines):
        words = [f'<table:table-cell office:value-type="string"><text:p>{html.escape(part, quote=False)}</text:p></table:table-cell>' for part in (line[:40], line[40:120])]
        day = f"20{10 + index % 17}-{index % 12 + 1:02}-{index % 28 + 1:02}"
        rows.append(f'<table:table-row><table:table-cell table:style-name="z" office:value-type="float" office:value="{index * 4711 % 999983}"/>{words[0]}<table:table-cell table:style-name="d" office:value-type="date" office:date-value="{day}"/><table:table-cell table:style-name="q" office:value-type="percentage" office:value="{index % 1000 / 1000}"/>{words[1]}</table:table-row>')
    return document("spreadsheet", styles, f'<table:table table:name="Members">{"".join(rows)}</table:table>')


def slides(lines):
    pages = []
    for index in range(0, len(lines), 4):
        text = "".join(f"<text:p>{html.escape(line, quote=False)}</text:p>" for line in lines[index : index + 4])
        pages.append(f'<draw:page draw:name="s{index}" draw:master-page-name="M"><draw:frame svg:x="1cm" svg:y="1cm" svg:width="26cm" svg:height="18cm"><draw:text-box>{text}</draw:text-box></draw:frame></draw:page>')
    return document("presentation", '<office:master-styles><style:master-page style:name="M"/></office:master-styles>', "".join(pages))


def convert(folder, source, target, out):
    run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target, "--outdir", str(out), str(source))


def pdf_words(path):
    pathlib.Path(f"{path}.txt").write_bytes(run("pdftotext", "-q", "-enc", "UTF-8", str(path), "-"))


def exported(folder, path, target="txt:Text (encoded):UTF8"):
    convert(folder, path, target, folder)
    kind = target.split(":")[0]
    text = (pathlib.Path(folder) / f"{path.stem}.{kind}").read_text(encoding="utf-8-sig")
    if kind == "csv":
        text = "\n".join("\t".join(row) for row in csv.reader(io.StringIO(text), delimiter="\t"))
    pathlib.Path(f"{path}.txt").write_text(text, encoding="utf-8")


def main():
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for name, source, targets in (
            ("pages.fodt", prose(paragraphs("minutes", 14_000), 1), "docx odt rtf doc pdf"),
            ("columns.fodt", prose(paragraphs("committee-papers", 12_000), 2), "pdf docx"),
            ("rows.fods", sheet((paragraphs("membership", 60_000) + paragraphs("elections", 60_000))[:400]), "xlsx ods xls"),
            ("slides.fodp", slides(paragraphs("ordinary", 6_000)), "pptx odp ppt pdf"),
        ):
            path = work / name
            path.write_text(source, encoding="utf-8")
            for target in targets.split():
                convert(folder, path, target, OUT)
                made = OUT / f"{path.stem}.{target}"
                if target == "pdf":
                    pdf_words(made)
                elif name.endswith("fods"):
                    exported(folder, made, "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true")
                elif name.endswith("fodt"):
                    exported(folder, made)
                else:
                    # Of slides LibreOffice exports no text; what it prints of them is read by pdftotext.
                    convert(folder, made, "pdf", work)
                    text = run("pdftotext", "-q", str(work / f"{made.stem}.pdf"), "-")
                    if target == "ppt":  # half a megabyte, of which a tenth is not padding
                        run("gzip", "-9nf", str(made))
                        made = OUT / f"{made.name}.gz"
                    (OUT / f"{made.name}.txt").write_bytes(text)


if __name__ == "__main__":
    main()
