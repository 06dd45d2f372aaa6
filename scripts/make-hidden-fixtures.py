#!/usr/bin/python3
"""Makes fixtures in which every place that people do not look at carries a token: sheets, Word, PDF and pictures.

Needs Debian's libreoffice-calc, libreoffice-writer, libreoffice-impress, hyphen-en-gb, qpdf, python3-openpyxl, python3-docx,
python3-reportlab, python3-pikepdf, libimage-exiftool-perl, imagemagick, and `npm ci` (SheetJS writes xlsb). Beside each file stands FILE.expect: part,
place and a token that must come out there. Results are committed, so that the tests need none of these.
"""
import csv
import gzip
import io
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FORMAT = ROOT / "fixtures/format"
NS = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in dict(office="office", style="style", text="text", table="table", draw="drawing", presentation="presentation", meta="meta", number="datastyle", svg="svg-compatible", fo="xsl-fo-compatible").items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'


def put(folder, name, data, rows):
    path = FORMAT / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    lines = [f"{name if part == '' else name + '/' + part}\t{place}\t{token}\n" for part, place, token in rows]
    pathlib.Path(f"{path}.expect").write_text("".join(lines))


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, timeout=300, **options).stdout


def converted(source, suffix, target, folder):
    path = pathlib.Path(folder) / f"source.{suffix}"
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    out = pathlib.Path(folder) / "out"
    run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target, "--outdir", str(out), str(path))
    return (out / f"source.{target.split(':')[0]}").read_bytes()


def flat(kind, body, styles=""):
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.{kind}">{styles}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>'


def rezip(data, change):
    """The same package with members changed: `change` takes name and bytes, gives bytes; new members come from `None`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (change(None, None) or {}).items():
            new.writestr(name, content)
    return out.getvalue()


# --- sheets -----------------------------------------------------------------------------------------------------------
def cell(value):
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def sheets(folder):
    styles = '<office:automatic-styles><style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style><style:page-layout style:name="p"><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="p"><style:header><text:p>HEADERTOK</text:p></style:header><style:footer><text:p>FOOTERTOK</text:p></style:footer></style:master-page></office:master-styles>'
    shape = '<table:shapes><draw:custom-shape svg:x="5cm" svg:y="5cm" svg:width="4cm" svg:height="2cm"><text:p>SHAPETOK</text:p><draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="rectangle" draw:enhanced-path="M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N"/></draw:custom-shape></table:shapes>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    link = '<table:table-cell office:value-type="string"><text:p><text:a xlink:href="https://link.example/LINKTOK">see</text:a></text:p></table:table-cell>'
    formula = '<table:table-cell table:formula="of:=CONCATENATE(&quot;FORM&quot;;&quot;ULATOK&quot;)" office:value-type="string" office:string-value="FORMULATOK"><text:p>FORMULATOK</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{r}</table:table-row>" for r in [cell("VISIBLETOK") + cell("HIDDENCOLUMNTOK") + cell("AFTERTOK"), link + cell("x") + formula])
    data = "".join(f"<table:table-row>{cell(a)}{cell(b)}</table:table-row>" for a, b in [("Branch", "Name"), ("Northfield", "PIVOTTOK"), ("Midborough", "Other")])
    pivot = '<table:data-pilot-tables><table:data-pilot-table table:name="P" table:target-range-address="Pivot.A1:Pivot.C6" table:application-data=""><table:source-cell-range table:cell-range-address="Source.A1:Source.B3"/><table:data-pilot-field table:source-field-name="Name" table:orientation="row" table:function="auto"><table:data-pilot-level table:show-empty="false"/></table:data-pilot-field><table:data-pilot-field table:source-field-name="Branch" table:orientation="data" table:function="count"/></table:data-pilot-table></table:data-pilot-tables>'
    body = f'<table:table table:name="One">{shape}{columns}{rows}</table:table><table:table table:name="Source">{data}</table:table><table:table table:name="Pivot"><table:table-row>{cell("")}</table:table-row></table:table>{pivot}'
    source = flat("spreadsheet", body, styles)
    common = [("", "cell", "VISIBLETOK"), ("", "hidden", "HIDDENCOLUMNTOK"), ("", "cell", "AFTERTOK"), ("", "header", "HEADERTOK"), ("", "footer", "FOOTERTOK"), ("", "text-box", "SHAPETOK"), ("", "cell", "FORMULATOK"), ("", "annotation", "LINKTOK")]
    pivots = [("", "hidden", "PIVOTTOK")]
    xlsx = converted(source, "fods", "xlsx", folder)
    put("office", "hidden.xlsx", xlsx, common + pivots)
    # LibreOffice leaves the result of a formula out of xls until somebody opens the file: its words stand in the formula.
    put("office", "hidden.xls", converted(source, "fods", "xls", folder), [row for row in common if row[2] != "FORMULATOK"] + pivots + [("", "hidden", "ULATOK")])
    put("office", "hidden.ods", converted(source, "fods", "ods", folder), common)
    # Beside it: a very hidden sheet, comments in threads, cells of another book, and a macro-enabled one.
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "CELLTOK"
    very = book.create_sheet("VERYHIDDENNAMETOK")
    very["A1"] = "VERYHIDDENTOK"
    very.sheet_state = "veryHidden"
    plain = io.BytesIO()
    book.save(plain)
    threads = '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" id="{1}"><text>THREADTOK</text></threadedComment><threadedComment ref="A1" id="{2}" parentId="{1}"><text>REPLYTOK</text></threadedComment></ThreadedComments>'
    outside = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook><sheetNames><sheetName val="Members"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>OTHERBOOKTOK</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>'
    label = '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label id="{LABELIDTOK}" enabled="1" method="Privileged" siteId="{0}" removed="0"/></clbl:labelList>'
    more = {"xl/threadedComments/threadedComment1.xml": threads, "xl/externalLinks/externalLink1.xml": outside, "docMetadata/LabelInfo.xml": label, "customXml/item1.xml": "<d xmlns='urn:x'><e>DATATOK</e></d>"}
    full = rezip(plain.getvalue(), lambda name, content: more if name is None else content)
    rows = [("", "cell", "CELLTOK"), ("", "hidden", "VERYHIDDENTOK"), ("", "sheet-name", "VERYHIDDENNAMETOK"), ("", "comment", "THREADTOK"), ("", "comment", "REPLYTOK"), ("", "hidden", "OTHERBOOKTOK"), ("", "label", "LABELIDTOK"), ("", "hidden", "DATATOK")]
    put("office", "very-hidden.xlsx", full, rows)
    macro = rezip(full, lambda name, content: None if name is None else content.replace(b"spreadsheetml.sheet.main+xml", b"spreadsheetml.sheet.main+xml").replace(b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml") if name == "[Content_Types].xml" else content)
    put("office", "very-hidden.xlsm", macro, rows)
    sheet, with_macros = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    for name in ("hidden", "places"):
        data = (FORMAT / f"office/{name}.xlsx").read_bytes()
        retyped = rezip(data, lambda member, content: None if member is None else content.replace(sheet, with_macros) if member == "[Content_Types].xml" else content)
        (FORMAT / f"office/{name}.xlsm").write_bytes(retyped)
        (FORMAT / f"office/{name}.xlsm.expect").write_text((FORMAT / f"office/{name}.xlsx.expect").read_text().replace(".xlsx", ".xlsm"))
    from openpyxl.drawing.image import Image

    pictured = openpyxl.Workbook()
    pictured.active["A1"] = "CELLTOK"
    pictured.active.add_image(Image(io.BytesIO(words_drawn("PICTURETOK"))), "B3")
    inside = io.BytesIO()
    pictured.save(inside)
    put("office", "pictured.xls", converted(inside.getvalue(), "xlsx", "xls", folder), [("", "cell", "CELLTOK"), ("picture-1", "ocr", "PICTURETOK")])
    path = pathlib.Path(folder) / "book.xlsx"
    path.write_bytes((FORMAT / "office/places.xlsx").read_bytes())
    binary = pathlib.Path(folder) / "book.xlsb"
    run("node", "-e", f"const x=require('@e965/xlsx');const b=x.readFile('{path}',{{cellNF:true,cellStyles:true}});x.writeFile(b,'{binary}',{{bookType:'xlsb'}})", cwd=ROOT)
    put("office", "places.xlsb", binary.read_bytes(), [("", "cell", "CELLTOK"), ("", "hidden", "HIDDENSHEETTOK"), ("", "hidden", "HIDDENROWTOK"), ("", "sheet-name", "SHEETTOK"), ("", "sheet-name", "Other"), ("", "comment", "COMMENTTOK"), ("", "cell", "24/11/2026\\t0004711"), ("", "property", "TITLETOK"), ("", "property", "NAMETOK"), ("", "label", "LABELTOK")])


# --- Words in attributes and codes -------------------------------------------------------------------------------------
def unshown(folder):
    import docx
    import openpyxl

    plain = io.BytesIO()
    docx.Document().save(plain)
    field = lambda code: f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    choices = '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="CHOICETOK" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>'
    old = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:type="text" w:val="HELPTOK"/><w:ddList><w:listEntry w:val="ENTRYTOK"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    # A code goes on from one run to the next.
    code = field('<w:r><w:instrText> IF 1 = 2 "CODE</w:instrText></w:r><w:r><w:instrText>TOK" "" </w:instrText></w:r>')
    link = '<w:hyperlink w:anchor="x" w:tooltip="TIPTOK"><w:r><w:t>see</w:t></w:r></w:hyperlink>'
    table = '<w:tbl><w:tblPr><w:tblDescription w:val="TABLETOK"/></w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    body = f"<w:p>{choices}{old}{code}{link}</w:p>{table}".encode()
    variables = b'<w:docVars><w:docVar w:name="list" w:val="VARIABLETOK"/></w:docVars>'
    added = {"word/document.xml": (b"<w:body>", b"<w:body>" + body), "word/settings.xml": (b"</w:settings>", variables + b"</w:settings>")}
    tokens = "CHOICETOK HELPTOK ENTRYTOK CODETOK TIPTOK TABLETOK VARIABLETOK".split()
    put("office", "unshown.docx", rezip(plain.getvalue(), adding(added)), [("", "hidden", token) for token in tokens])

    form = r"{\rtf1\ansi BODYTOK{\*\docvar {list}{VARIABLETOK}}{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2{\*\ffname NAME}{\*\ffhelptext HELPTOK}{\*\ffl CHOICETOK}{\*\ffl OTHERTOK}}}}{\fldrslt x}}}"
    put("office", "unshown.rtf", form.encode(), [("", "body", "BODYTOK"), ("", "hidden", "VARIABLETOK"), ("", "hidden", "HELPTOK\\nCHOICETOK\\nOTHERTOK")])

    fields = '<text:drop-down text:name="d"><text:label text:value="CHOICETOK"/></text:drop-down><text:alphabetical-index-mark text:string-value="INDEXTOK"/><text:text-input text:description="HINTTOK">x</text:text-input>'
    put("office", "unshown.odt", converted(flat("text", f"<text:p>BODYTOK{fields}</text:p>"), "fodt", "odt", folder), [("", "hidden", token) for token in "CHOICETOK INDEXTOK HINTTOK".split()])
    valid = '<table:content-validations><table:content-validation table:name="v" table:condition="of:cell-content-is-in-list(&quot;CHOICETOK&quot;;&quot;OTHERTOK&quot;)" table:base-cell-address="S.A1"><table:help-message table:title="Title" table:display="true"><text:p>PROMPTTOK</text:p></table:help-message></table:content-validation></table:content-validations>'
    table = '<table:table table:name="S"><table:table-row><table:table-cell table:content-validation-name="v" office:value-type="string"><text:p>CELLTOK</text:p></table:table-cell></table:table-row></table:table>'
    named = '<table:named-expressions><table:named-expression table:name="n" table:base-cell-address="$S.$A$1" table:expression="&quot;NAMEDTOK&quot;"/></table:named-expressions>'
    for suffix in ("ods", "xls"):
        put("office", f"unshown.{suffix}", converted(flat("spreadsheet", valid + table + named), "fods", suffix, folder), [("", "hidden", token) for token in "CHOICETOK OTHERTOK NAMEDTOK".split()] + [("", "annotation", "PROMPTTOK")])

    book = openpyxl.Workbook()
    book.active["A1"] = "CELLTOK"
    plain = io.BytesIO()
    book.save(plain)
    behind = b'<conditionalFormatting sqref="A1"><cfRule type="containsText" priority="1" operator="containsText" text="RULETOK"><formula>NOT(ISERROR(SEARCH("SOUGHTTOK",A1)))</formula></cfRule></conditionalFormatting><hyperlinks><hyperlink ref="A1" location="Sheet!A1" tooltip="TIPTOK"/></hyperlinks>'
    scenarios = b'<scenarios><scenario name="s" comment="SCENARIOTOK"><inputCells r="A1" val="INPUTTOK"/></scenario></scenarios>'
    names = b'<definedNames><definedName name="N" comment="REMARKTOK">"NAMEDTOK"</definedName></definedNames>'
    picture = b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:oneCellAnchor><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="P" descr="PICTURETOLDTOK"/></xdr:nvPicPr></xdr:pic></xdr:oneCellAnchor></xdr:wsDr>'
    added = {"xl/worksheets/sheet1.xml": (b"</sheetData>", b"</sheetData>" + scenarios + behind), "xl/workbook.xml": (b"</sheets>", b"</sheets>" + names)}
    made = rezip(plain.getvalue(), adding(added, {"xl/drawings/drawing1.xml": picture}))
    tokens = "RULETOK SOUGHTTOK TIPTOK SCENARIOTOK INPUTTOK REMARKTOK NAMEDTOK PICTURETOLDTOK".split()
    put("office", "unshown.xlsx", made, [("", "hidden", token) for token in tokens])


def adding(added, members=None):
    """For `rezip`: by member the text that is replaced, and by what; and new members."""
    return lambda name, content: members if name is None else content.replace(*added[name], 1) if name in added else content


def words_drawn(text):
    return run("convert", "-size", "500x80", "xc:white", "-fill", "black", "-font", "DejaVu-Sans", "-pointsize", "36", "-annotate", "+20+50", text, "png:-")


# --- Word -------------------------------------------------------------------------------------------------------------
WATERMARK = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape style="rotation:315"><v:textpath string="WATERMARKTOK"/></v:shape></w:pict></w:r></w:p>'


def word(folder):
    import docx

    document = docx.Document()
    document.add_paragraph("BODYTOK")
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "FIRSTHEADERTOK"
    document.sections[0].footer.paragraphs[0].text = "FOOTERTOK"
    document.sections[0].header.paragraphs[0].text = "HEADERTOK"
    plain = io.BytesIO()
    document.save(plain)
    header = lambda name, content: content.replace(b"</w:hdr>", WATERMARK.encode() + b"</w:hdr>") if name and re.match(r"word/header\d*\.xml", name) and b"FIRSTHEADERTOK" not in content else None if name is None else content
    made = rezip(plain.getvalue(), header)
    # The same as the document of all places, with macros allowed and as a template: only the type of the main part differs.
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds = (("docm", b"application/vnd.ms-word.document.macroEnabled.main+xml"), ("dotx", b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"))
    retyped = lambda kind: lambda member, content: None if member is None else content.replace(main, kind) if member == "[Content_Types].xml" else content
    for suffix, kind in kinds:
        (FORMAT / f"office/places.{suffix}").write_bytes(rezip((FORMAT / "office/places.docx").read_bytes(), retyped(kind)))
        expected = (FORMAT / "office/places.docx.expect").read_text().replace("places.docx", f"places.{suffix}")
        (FORMAT / f"office/places.{suffix}.expect").write_text(expected)
    rows = [("", "body", "BODYTOK"), ("", "header", "FIRSTHEADERTOK"), ("", "header", "HEADERTOK"), ("", "header", "WATERMARKTOK"), ("", "footer", "FOOTERTOK")]
    put("office", "watermark.docx", made, rows)
    for suffix, kind in kinds:
        put("office", f"watermark.{suffix}", rezip(made, retyped(kind)), rows)

    # A workbook in a letter, as Word keeps it; LibreOffice carries it over into the other formats.
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "EMBEDDEDTOK"
    inside = io.BytesIO()
    book.save(inside)
    letter = docx.Document()
    letter.add_paragraph("OUTSIDETOK")
    letter.add_picture(io.BytesIO(words_drawn("PICTURETOK")))
    plain = io.BytesIO()
    letter.save(plain)
    holder = f'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:r><w:object><v:shape id="s1" style="width:120pt;height:60pt"><v:imagedata r:id="rIdPicture"/></v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Content" ObjectID="_1" r:id="rIdBook"/></w:object></w:r></w:p>'

    def embed(name, content):
        if name is None:
            return {"word/embeddings/Microsoft_Excel_Sheet.xlsx": inside.getvalue()}
        if name == "word/document.xml":
            return content.replace(b"<w:sectPr", holder.encode() + b"<w:sectPr", 1)
        if name == "word/_rels/document.xml.rels":
            base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            more = f'<Relationship Id="rIdPicture" Type="{base}/image" Target="media/image1.png"/><Relationship Id="rIdBook" Type="{base}/package" Target="embeddings/Microsoft_Excel_Sheet.xlsx"/></Relationships>'
            return content.replace(b"</Relationships>", more.encode())
        if name == "[Content_Types].xml":
            return content.replace(b"</Types>", b'<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/></Types>')
        return content

    source = rezip(plain.getvalue(), embed)
    put("office", "embedded.docx", source, [("", "body", "OUTSIDETOK"), ("image1.png", "ocr", "PICTURETOK"), ("Microsoft_Excel_Sheet.xlsx", "cell", "EMBEDDEDTOK"), ("Microsoft_Excel_Sheet.xlsx", "sheet-name", "Sheet")])
    put("office", "embedded.doc", converted(source, "docx", "doc", folder), [("", "body", "OUTSIDETOK"), ("picture-1", "ocr", "PICTURETOK"), ("picture-2", "text-box", "EMBEDDEDTOK"), ("object", "cell", "EMBEDDEDTOK"), ("object", "sheet-name", "Sheet")])
    # A button of Word has no result, LibreOffice gives it one: its mark and its words become blanks of the code.
    button = converted(r"{\rtf1\ansi BODYTOK {\field{\*\fldinst MACROBUTTON NoMacro BUTTONTOK}{\fldrslt }}\par}", "rtf", "doc", folder)
    result = "\x14BUTTONTOK\x15".encode("utf-16-le")
    put("office", "button.doc", button.replace(result, "          \x15".encode("utf-16-le")), [("", "body", "BODYTOK BUTTONTOK")])
    put("office", "embedded.odt", converted(source, "docx", "odt", folder), [("", "body", "OUTSIDETOK"), ("Object 1", "cell", "EMBEDDEDTOK"), ("Object 1", "sheet-name", "Sheet")])
    # Of RTF it writes no object, only its picture.
    put("office", "embedded.rtf", converted(source, "docx", "rtf", folder), [("", "body", "OUTSIDETOK"), ("picture-1", "ocr", "PICTURETOK"), ("picture-4", "text-box", "EMBEDDEDTOK")])

    # Members that belong to nothing, and macros: the compound file by Perl's OLE::Storage_Lite, packed after [MS-OVBA].
    source = 'Attribute VB_Name = "Module1"\r\nSub Note()\r\n  MsgBox "MACROTOK and MACROTOK again"\r\nEnd Sub\r\n'
    stream = pathlib.Path(folder) / "module"
    stream.write_bytes(b"\x01\x16\x01" + bytes(40) + ovba(source.encode()))
    project = pathlib.Path(folder) / "vbaProject.bin"
    program = 'use OLE::Storage_Lite; local $/; open(F, "<:raw", $ARGV[0]); my $m = <F>; my $n = sub { join("", map { $_ . "\\0" } split(//, $_[0])) }; my @t = (0, 0, 0, 1, 0, 100); my $vba = OLE::Storage_Lite::PPS::Dir->new($n->("VBA"), \\@t, \\@t, [OLE::Storage_Lite::PPS::File->new($n->("Module1"), $m), OLE::Storage_Lite::PPS::File->new($n->("_VBA_PROJECT"), "x" x 20)]); OLE::Storage_Lite::PPS::Root->new(\\@t, \\@t, [$vba])->save($ARGV[1]);'
    run("perl", "-e", program, str(stream), str(project))
    more = {"word/vbaProject.bin": project.read_bytes(), "word/old/draft.txt": b"DRAFTTOK\n", "kept.xml": b"<kept>KEPTTOK</kept>"}
    rest = rezip((FORMAT / "office/watermark.docm").read_bytes(), lambda name, content: more if name is None else content)
    put("office", "rest.docm", rest, [("", "body", "BODYTOK"), ("word/vbaProject.bin", "hidden", "MACROTOK and MACROTOK again"), ("word/old/draft.txt", "body", "DRAFTTOK"), ("kept.xml", "body", "KEPTTOK")])

    package = b"ATTACHEDTOK in a letter\n"
    native = struct.pack("<H", 2) + b"LETTERNAMETOK.txt\0C:\\letter.txt\0" + struct.pack("<HHI", 0, 3, 14) + b"C:\\letter.txt\0"[:14] + struct.pack("<I", len(package)) + package
    counted = lambda text: struct.pack("<I", len(text) + 1) + text + b"\0"
    ole1 = struct.pack("<II", 0x501, 2) + counted(b"Package") + struct.pack("<II", 0, 0) + struct.pack("<I", len(native)) + native
    rtf = r"{\rtf1\ansi BODYTOK\par{\header HEADERTOK}{\*\userprops{\propname MSIP_Label_0a_Name}\proptype30{\staticval LABELTOK}{\propname Class}\proptype30{\staticval CUSTOMTOK}}{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv WATERMARKTOK}}{\sp{\sn wzDescription}{\sv ALTTOK}}}}{\object\objemb{\*\objclass Package}{\*\objdata " + ole1.hex() + "}}}"
    put("office", "objects.rtf", rtf.encode(), [("", "body", "BODYTOK"), ("", "header", "HEADERTOK"), ("", "label", "LABELTOK"), ("", "property", "CUSTOMTOK"), ("", "text-box", "WATERMARKTOK"), ("", "hidden", "ALTTOK"), ("LETTERNAMETOK.txt", "body", "ATTACHEDTOK"), ("LETTERNAMETOK.txt", "file-name", "LETTERNAMETOK")])


def ovba(text):
    """One packed chunk: literals, and copies of what stands at least three bytes long before ([MS-OVBA] 2.4.1.3)."""
    items, at = [], 0
    while at < len(text):
        bits = max(4, (max(at, 1) - 1).bit_length())
        best = (0, 0)
        for start in range(max(0, at - (1 << bits)), at):
            length = 0
            while at + length < len(text) and length < (0xFFFF >> bits) and text[start + length] == text[at + length]:
                length += 1
            best = max(best, (length, at - start))
        if at > 8 and best[0] >= 3:
            items.append((1, struct.pack("<H", (best[1] - 1) << (16 - bits) | (best[0] - 3))))
            at += best[0]
        else:
            items.append((0, text[at : at + 1]))
            at += 1
    packed = b"".join(bytes([sum(kind << bit for bit, (kind, _) in enumerate(items[i : i + 8]))]) + b"".join(data for _, data in items[i : i + 8]) for i in range(0, len(items), 8))
    return b"\x01" + struct.pack("<H", 0xB000 | (len(packed) - 1)) + packed


# --- slides -----------------------------------------------------------------------------------------------------------
def slides(folder):
    frame = lambda text: f'<draw:frame svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="3cm"><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>'
    notes = '<presentation:notes><draw:frame presentation:class="notes" svg:x="2cm" svg:y="14cm" svg:width="16cm" svg:height="8cm"><draw:text-box><text:p>NOTESTOK</text:p></draw:text-box></draw:frame></presentation:notes>'
    comment = '<office:annotation svg:x="1cm" svg:y="1cm"><dc:creator>Ed</dc:creator><dc:date>2026-11-01T10:00:00</dc:date><text:p>COMMENTTOK</text:p></office:annotation>'
    styles = '<office:meta><dc:title>TITLETOK</dc:title><meta:user-defined meta:name="MSIP_Label_0a_Name">LABELTOK</meta:user-defined></office:meta><office:automatic-styles><style:style style:name="hp" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style></office:automatic-styles><office:master-styles><style:master-page style:name="M"/></office:master-styles>'
    body = f'<draw:page draw:name="one" draw:master-page-name="M">{comment}{frame("SLIDETOK")}{notes}</draw:page><draw:page draw:name="two" draw:style-name="hp" draw:master-page-name="M">{frame("HIDDENSLIDETOK")}</draw:page>'
    odp = converted(flat("presentation", body, styles), "fodp", "odp", folder)

    def master(name, content):
        if name != "styles.xml":
            return content
        text = content.decode()
        at = text.index(">", text.index("<style:master-page ")) + 1
        return (text[:at] + '<draw:frame draw:layer="backgroundobjects" svg:width="10cm" svg:height="1cm" svg:x="1cm" svg:y="13cm"><draw:text-box><text:p>MASTERTOK</text:p></draw:text-box></draw:frame>' + text[at:]).encode()

    with_master = rezip(odp, master)
    rows = [("", "body", "SLIDETOK"), ("", "hidden", "HIDDENSLIDETOK"), ("", "notes", "NOTESTOK"), ("", "comment", "COMMENTTOK"), ("", "header", "MASTERTOK"), ("", "property", "TITLETOK"), ("", "label", "LABELTOK")]
    for target in ("ppt", "pptx", "odp"):
        put("office", f"places.{target}", converted(with_master, "odp", target, folder), rows)


    import base64

    data = base64.b64encode(words_drawn("PICTURETOK")).decode()
    page = f'<draw:page draw:name="one" draw:master-page-name="M"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="14cm" svg:height="2.2cm"><draw:image><office:binary-data>{data}</office:binary-data></draw:image></draw:frame></draw:page>'
    made = lambda target: converted(flat("presentation", page, '<office:master-styles><style:master-page style:name="M"/></office:master-styles>'), "fodp", target, folder)
    put("office", "pictured.pptx", made("pptx"), [("image1.png", "ocr", "PICTURETOK")])
    put("office", "pictured.ppt.gz", gzip.compress(made("ppt"), mtime=0), [("pictured.ppt/picture-1", "ocr", "PICTURETOK")])


# --- PDF --------------------------------------------------------------------------------------------------------------
def pdf(folder):
    words = "The committee considered extraordinary representations concerning parliamentary reorganisation notwithstanding administrative impracticalities. " * 40
    layout = '<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="no-limit"/><style:text-properties fo:font-size="11pt" fo:language="en" fo:country="GB" fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:default-style><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"/></style:style></office:styles><office:automatic-styles><style:page-layout style:name="p"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"><style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:page-layout-properties></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p"/></office:master-styles>'
    numbered = " ".join(f"{word} w{index}" for index, word in enumerate(words.split()))
    data = converted(flat("text", f'<text:p text:style-name="Standard">{numbered}</text:p>', layout), "fodt", "pdf", folder)
    rows = [("", "body", f"w{index}") for index in range(0, 440, 40)]
    put("pdf", "columns.pdf", data, rows)

    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.setTitle("TITLETOK")
    page.setKeywords("KEYWORDTOK")
    page.drawString(72, 760, "BODYTOK")
    page.acroForm.textfield(name="field", value="FIELDTOK", x=72, y=700, tooltip="TOOLTIPTOK")
    page.acroForm.choice(name="choice", value="CHOICETOK", options=["CHOICETOK", "Other"], x=72, y=650)
    page.textAnnotation("NOTETOK", Rect=[72, 600, 92, 620])
    page.linkURL("https://link.example/LINKTOK", (72, 560, 140, 580))
    page.bookmarkPage("a")
    page.addOutlineEntry("OUTLINETOK", "a")
    page.showPage()
    invisible = page.beginText(72, 760)
    invisible.setTextRenderMode(3)
    invisible.textLine("INVISIBLETOK under a scan")
    page.drawText(invisible)
    page.setFillColorRGB(1, 1, 1)
    page.drawString(72, 700, "WHITETOK")
    page.showPage()
    page.save()
    import pikepdf

    made = pikepdf.open(io.BytesIO(out.getvalue()))
    with made.open_metadata(update_docinfo=False) as meta:
        meta["dc:description"] = "XMPTOK"
        meta["{http://ns.adobe.com/pdfx/1.3/}MSIP_Label_0a_Name"] = "LABELTOK"
    spec = pikepdf.AttachedFileSpec(made, b"BESIDETOK\n", filename="beside.txt")
    note = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[10, 10, 30, 30], Contents=pikepdf.String("FILENOTETOK"), FS=spec.obj))
    made.pages[1].Annots = pikepdf.Array([note])
    made.attachments["attached.txt"] = pikepdf.AttachedFileSpec(made, b"ATTACHEDTOK\n", filename="attached.txt")
    # A field of which every page shows a copy, so that its value stands above them; formatted text; an entry of Info.
    shared = made.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("shared"), V=pikepdf.String("PARENTVALUETOK"), Kids=pikepdf.Array()))
    copy = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[72, 500, 200, 520], Parent=shared))
    shared.Kids.append(copy)
    made.pages[0].Annots.append(copy)
    made.pages[0].Annots.append(made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[72, 400, 200, 420], RC=pikepdf.String("<body><p>RICHTOK</p></body>"))))
    made.Root.AcroForm.Fields.append(shared)
    made.docinfo["/MSIP_Label_1b_Name"] = "INFOLABELTOK"
    made.docinfo["/Company"] = "INFOTOK"
    done = io.BytesIO()
    made.save(done, static_id=True)
    rows = [("", "body", "BODYTOK"), ("", "annotation", "FIELDTOK"), ("", "annotation", "TOOLTIPTOK"), ("", "annotation", "CHOICETOK"), ("", "annotation", "NOTETOK"), ("", "annotation", "LINKTOK"), ("", "outline", "OUTLINETOK"), ("", "metadata", "TITLETOK"), ("", "metadata", "KEYWORDTOK"), ("", "metadata", "XMPTOK"), ("", "label", "LABELTOK"), ("", "body", "INVISIBLETOK"), ("", "body", "WHITETOK"), ("", "annotation", "FILENOTETOK"), ("beside.txt", "body", "BESIDETOK"), ("attached.txt", "body", "ATTACHEDTOK")]
    rows += [("", "annotation", "PARENTVALUETOK"), ("", "annotation", "RICHTOK"), ("", "label", "INFOLABELTOK"), ("", "metadata", "INFOTOK")]
    put("pdf", "reportlab.pdf", done.getvalue(), rows)
    # The same with objects and metadata packed, as newer programs write.
    import zlib

    made.Root.Metadata.write(zlib.compress(made.Root.Metadata.read_bytes()), filter=pikepdf.Name.FlateDecode)
    packed = io.BytesIO()
    made.save(packed, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    put("pdf", "packed.pdf", packed.getvalue(), rows)
    sealed = io.BytesIO()
    made.save(sealed, static_id=False, encryption=pikepdf.Encryption(owner="owner", user="", R=6))
    put("pdf", "owner-password-xmp.pdf", sealed.getvalue(), [("", "label", "MSIP_Label_0a_Name: LABELTOK"), ("", "metadata", "XMPTOK"), ("", "annotation", "FIELDTOK"), ("", "metadata", "INFOTOK"), ("attached.txt", "body", "ATTACHEDTOK")])
    letterhead(folder)


def letterhead(folder):
    from reportlab.pdfgen import canvas

    def picture(name, size, words):
        path = pathlib.Path(folder) / f"{name}.png"
        run("convert", "-size", size, "xc:white", "-fill", "black", "-font", "DejaVu-Sans", "-pointsize", "36", *[part for at, line in enumerate(words) for part in ("-annotate", f"+30+{60 + at * 60}", line)], str(path))
        return str(path)

    head = picture("head", "700x120", ["LETTERHEADTOK of Northfield"])
    pasted = picture("pasted", "800x300", ["Member list", "PASTEDTOK Amira Khan", "A1234567 paid"])
    scan = picture("scan", "1200x1600", ["Minutes of the branch", "SCANNEDTOK was agreed"])
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    for number in (1, 2):
        page.drawImage(head, 72, 760, width=250, height=43)
        page.drawString(72, 700, f"{'BODYTOK OTHERTOK'.split()[number - 1]} and enough words beside the picture to be a page of text, which is read as it stands.")
        if number == 2:
            page.drawImage(pasted, 72, 400, width=380, height=142)
        page.showPage()
    page.drawImage(scan, 0, 0, width=595, height=793)
    page.drawString(72, 20, "STAMPTOK scanned by an app")
    page.showPage()
    page.save()
    put("pdf", "letterhead.pdf", out.getvalue(), [("", "body", "BODYTOK"), ("", "ocr", "LETTERHEADTOK"), ("", "ocr", "PASTEDTOK"), ("", "ocr", "SCANNEDTOK"), ("", "body", "STAMPTOK")])


# --- pictures ---------------------------------------------------------------------------------------------------------
def pictures(folder):
    for suffix in ("jpg", "png", "tiff", "webp", "gif"):
        path = pathlib.Path(folder) / f"metadata.{suffix}"
        run("convert", "-size", "120x60", "xc:white", str(path))
        exif = [] if suffix == "gif" else ["-EXIF:ImageDescription=EXIFTOK", "-EXIF:UserComment=USERTOK"]
        iptc = ["-IPTC:Caption-Abstract=IPTCTOK"] if suffix == "jpg" else []
        iptc += ["-Comment=COMMENTTOK"] if suffix in ("jpg", "gif") else []
        run("exiftool", "-overwrite_original", *exif, *iptc, "-XMP-dc:Title=XMPTOK", str(path))
        rows = [("", "metadata", "XMPTOK")] + ([] if suffix == "gif" else [("", "metadata", "EXIFTOK"), ("", "metadata", "USERTOK")])
        rows += [("", "metadata", "IPTCTOK")] if suffix == "jpg" else []
        rows += [("", "metadata", "COMMENTTOK")] if suffix in ("jpg", "gif") else []
        put("image", path.name, path.read_bytes(), rows)


# --- what scan and extract must agree on -----------------------------------------------------------------------------
def marked(folder):
    paragraphs = ["Minutes of the meeting of the National Executive Committee held on 3 March 2026", "Present: Amira Khan, Jo Bell. Apologies: Peter Osei.", "1. The minutes of the last meeting were agreed. It was resolved that the lease be signed \u2013 \ufb01nally.", "2. Membership number A1234567 was discussed; \U0001f512 the member was told.", "C O N F I D E N T I A L"]
    layout = '<office:automatic-styles><style:page-layout style:name="p"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="0.5cm"/></style:header-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p"><style:header><text:p>STRICTLY CONFIDENTIAL</text:p></style:header></style:master-page></office:master-styles>'
    source = flat("text", "".join(f'<text:p text:style-name="Standard">{text}</text:p>' for text in paragraphs), layout)
    out = FORMAT / "marked"
    out.mkdir(exist_ok=True)
    for target in ("docx", "odt", "rtf", "doc", "pdf", "html", "epub"):
        (out / f"minutes.{target}").write_bytes(converted(source, "fodt", target, folder))
    table = flat("spreadsheet", '<table:table table:name="Minutes">' + "".join(f"<table:table-row>{cell(text)}</table:table-row>" for text in ["STRICTLY CONFIDENTIAL", *paragraphs]) + "</table:table>")
    for target in ("xlsx", "ods", "xls"):
        (out / f"minutes.{target}").write_bytes(converted(table, "fods", target, folder))


def animated(folder):
    frames = []
    for index, text in enumerate(("FIRSTTOK", "SECONDTOK")):
        path = pathlib.Path(folder) / f"{index}.png"
        path.write_bytes(words_drawn(text))
        frames.append(str(path))
    # An icon before the page, as it stands first in files that keep a preview of themselves.
    icon = ["-size", "12x12", "xc:white", str(FORMAT / "image/scan.png")]
    put("image", "icon-first.tiff", run("convert", *icon, "-compress", "Group4", "-monochrome", "tiff:-"), [("", "ocr", "TOKENOCR")])
    put("image", "icon-first.gif", run("convert", "-delay", "50", "-page", "900x200+0+0", *icon, "gif:-"), [("", "ocr", "TOKENOCR")])
    put("image", "animated.gif", run("convert", "-delay", "50", *frames, "gif:-"), [("", "ocr", "FIRSTTOK"), ("", "ocr", "SECONDTOK")])
    import base64

    inside = base64.b64encode(words_drawn("INSIDETOK")).decode()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="500" height="80"><title>TITLETOK</title><image xlink:href="data:image/png;base64,{inside}" width="500" height="80"/></svg>'
    put("svg", "picture.svg", svg.encode(), [("", "body", "TITLETOK"), ("data-1.png", "ocr", "INSIDETOK")])


# --- a list that was printed with rules, and laid on the scanner as it came ------------------------------------------------
def ruled(folder):
    from PIL import Image, ImageDraw, ImageFont

    rows = [[cells[at] for at in (0, 1, 2, 6, 7)] for cells in csv.reader((ROOT / "fixtures/evasion/membership.csv").open())]
    columns = [40, 230, 400, 570, 770]
    sheet = Image.new("L", (1000, 330), 255)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 20)
    for index, row in enumerate(rows):
        for left, text in zip(columns, row):
            pen.text((left + 8, 46 + index * 44), text, font=font, fill=0)
    for index in range(len(rows) + 1):
        pen.line((40, 36 + index * 44, 960, 36 + index * 44), fill=0, width=2)
    for left in [*columns, 960]:
        pen.line((left, 36, left, 36 + len(rows) * 44), fill=0, width=2)
    for name, turn, mode, options in (("ruled.png", 0, "1", {}), ("sideways.png", 90, "1", {}), ("upside-down.jpg", 180, "L", {"quality": 60})):
        out = io.BytesIO()
        sheet.rotate(turn, expand=True).convert(mode, dither=Image.Dither.NONE).save(out, "PNG" if name.endswith("png") else "JPEG", **options)
        put("image", name, out.getvalue(), [("", "ocr", "L1204461 Owen Tranter")])


# --- what a Mac leaves in an archive ------------------------------------------------------------------------------------
def mac(folder):
    # Written out after RFC 1740: macOS runs nowhere else.
    comment = b"FINDERTOK was here"
    where = "https://link.example/WHERETOK".encode("utf-16-be")
    entries = [(4, comment), (9, bytes(32) + where)]
    at, table, body = 26 + 12 * len(entries), b"", b""
    for kind, data in entries:
        table += struct.pack(">III", kind, at + len(body), len(data))
        body += data
    double = struct.pack(">II16sH", 0x00051607, 0x20000, b"Mac OS X        ", len(entries)) + table + body
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("letter.txt"), b"LETTERTOK\n")
        archive.writestr(zipfile.ZipInfo("__MACOSX/._letter.txt"), double)
        archive.writestr(zipfile.ZipInfo(".DS_Store"), b"\0\0\0\1Bud1" + bytes(30) + "STORETOK.docx".encode("utf-16-be") + bytes(8))
        archive.writestr(zipfile.ZipInfo("[trash]/0000.dat"), bytes(400))
    put("archive", "mac.zip", out.getvalue(), [("letter.txt", "body", "LETTERTOK"), ("__MACOSX/._letter.txt", "metadata", "FINDERTOK"), ("__MACOSX/._letter.txt", "metadata", "WHERETOK"), (".DS_Store", "metadata", "STORETOK"), ("[trash]/0000.dat", "file-name", "0000.dat")])


def main():
    for make in (sheets, unshown, word, slides, pdf, pictures, marked, animated, ruled, mac):
        with tempfile.TemporaryDirectory() as folder:
            make(folder)


if __name__ == "__main__":
    main()
