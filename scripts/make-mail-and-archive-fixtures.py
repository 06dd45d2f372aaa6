"""Makes fixtures/format/{eml,mbox,msg,tnef,smime,html,text,separated,structured,archive}/ and fixtures/unscannable/.

Needs Debian's python3, zip, p7zip-full, libarchive-tools, xz-utils, bzip2, zstd, sharutils, openssl, gnupg,
libole-storage-lite-perl. Beside each file stands FILE.expect: part, place and a token that must come out there, tab
separated; the tests read these. Results are committed, so that nobody needs these programs to run the tests.
"""

import base64, os, struct, subprocess, tempfile, zlib
from email.message import EmailMessage
from email import policy
from pathlib import Path
import yaml

ROOT = Path(__file__).resolve().parent.parent / "fixtures"
FORMAT, BAD = ROOT / "format", ROOT / "unscannable"


def put(folder, name, data, rows, base=FORMAT):
    path = base / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if data is not None:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    Path(f"{path}.expect").write_text("".join(f"{part}\t{place}\t{token}\n" for part, place, token in rows))


def run(*command, cwd=None, data=None):
    return subprocess.run(command, cwd=cwd, input=data, check=True, capture_output=True).stdout


def message(subject, text, **kinds):
    m = EmailMessage(policy=policy.SMTP)
    m["From"], m["To"], m["Subject"] = "Amira Khan <a.khan@party.example>", "p.osei@home.example", subject
    m["Date"], m["Message-ID"] = "Tue, 24 Nov 2026 09:12:00 +0000", "<fixture@party.example>"
    m.set_content(text, **kinds)
    return m


# --- messages -------------------------------------------------------------------------------------------------------
m = message("tokSubject für alle", "Dear all,\n\ntokBody here.\n\nKind regards,\ntokSignature\n\nOn Mon, 2 Mar 2026 at 10:00, P Osei wrote:\n> tokQuoted\n")
m["Keywords"] = "tokHeaderField"
m["Cc"] = "=?iso-8859-1?Q?tokCc_Fran=E7ois?= <f@home.example>"
m.add_alternative('<p>Dear all,</p><p>tokHtml<b>Only</b> here.</p><div style="display:none">tokHidden</div><table><tr><td>tokCellA</td><td><p>tokCellB</p></td></tr></table><!-- tokComment --><img alt="tokAlt" title="tokTitle" src="data:text/plain;base64,' + base64.b64encode(b"tokDataPart").decode() + '">', subtype="html")
inner = message("tokInnerSubject", "tokInnerBody\n")
inner.add_attachment(b"tokInnerAttachment\n", maintype="text", subtype="plain", filename="tokInnerName.txt")
m.add_attachment(inner)
m.add_attachment("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:tokCalendar\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", subtype="calendar", filename="invite.ics")
m.add_attachment("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:tokCard\r\nEND:VCARD\r\n", subtype="vcard", filename="jo.vcf")
m.add_attachment(b"tokLatin \xe9", maintype="text", subtype="plain", filename="tokName näme.txt")
put("eml", "python-everything.eml", m.as_bytes(), [
    ("body", "subject", "tokSubject für alle"), ("body", "header-field", "tokHeaderField"), ("body", "header-field", "tokCc François"),
    ("body", "body", "tokBody"), ("body", "signature", "tokSignature"), ("body", "quoted", "tokQuoted"),
    ("body", "body", "tokHtmlOnly"), ("body", "hidden", "tokHidden"), ("body", "hidden", "tokComment"), ("body", "hidden", "tokAlt"),
    ("body", "hidden", "tokTitle"), ("body", "body", "tokCellA\\ttokCellB"), ("data-1.plain", "body", "tokDataPart"),
    ("part-1.eml/body", "subject", "tokInnerSubject"), ("part-1.eml/body", "body", "tokInnerBody"),
    ("part-1.eml/tokInnerName.txt", "body", "tokInnerAttachment"), ("invite.ics", "body", "tokCalendar"), ("jo.vcf", "body", "tokCard"),
    ("tokName näme.txt", "file-name", "tokName näme"), ("tokName näme.txt", "body", "tokLatin é")])

HEAD = "From: a@party.example\r\nTo: b@home.example\r\n"
uu = run("uuencode", "tokUu.txt", data=b"tokUuencoded inside\n").decode()
put("eml", "uuencoded.eml", f"{HEAD}Subject: uu\r\n\r\nbefore\n\n{uu}\nafter tokAfter\n", [("tokUu.txt", "body", "tokUuencoded"), ("body", "body", "tokAfter")])
put("eml", "lying-charset.eml", f"{HEAD}Subject: tokRaw é\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\ntokCafé in UTF-8\r\n", [("body", "body", "tokCafé"), ("body", "subject", "tokRaw é")])
put("eml", "unknown-charset.eml", (HEAD + "Subject: x\r\nContent-Type: text/plain; charset=x-nonsense\r\n\r\ntokCaf").encode() + b"\xe9 in Latin-1\r\n", [("body", "body", "tokCafé")])
put("eml", "utf-7.eml", f"{HEAD}Subject: x\r\nContent-Type: text/plain; charset=utf-7\r\n\r\ntok+AEMAbwBuAGY-idential\r\n", [("body", "body", "tokConfidential")])
put("eml", "utf-16-base64.eml", f"{HEAD}Subject: x\r\nContent-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode("tokSixteen".encode("utf-16le")).decode() + "\r\n", [("body", "body", "tokSixteen")])
put("eml", "iso-2022-jp.eml", (HEAD + "Subject: x\r\nContent-Type: text/plain; charset=iso-2022-jp\r\n\r\n").encode() + "tok会議".encode("iso-2022-jp"), [("body", "body", "tok会議")])
put("eml", "no-closing-boundary.eml", f"{HEAD}Subject: x\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\ntokPreamble\r\n--zz\r\n\r\ntokFirst\r\n--zz\r\nContent-Type: text/plain; name=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(b"tokTruncated and so on").decode()[:18], [("body", "hidden", "tokPreamble"), ("body", "body", "tokFirst"), ("a.txt", "body", "tokTruncated")])
put("eml", "boundary-not-told.eml", f"{HEAD}Subject: x\r\nContent-Type: multipart/mixed\r\n\r\n--guess\r\nContent-Type: text/plain\r\n\r\ntokGuessed\r\n--guess--\r\ntokEpilogue\r\n", [("body", "body", "tokGuessed"), ("body", "hidden", "tokEpilogue")])
put("eml", "pdf-said-to-be-text.eml", f"{HEAD}Subject: x\r\nContent-Type: text/plain; name=notes.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(b"PK\x05\x06" + b"\0" * 18).decode(), [("notes.txt", "file-name", "notes.txt")])
put("eml", "outlook-reply.eml", f"{HEAD}Subject: x\r\n\r\ntokTop\r\n\r\n-----Original Message-----\r\nFrom: C\r\nSent: Monday\r\nTo: D\r\nSubject: old\r\n\r\ntokOriginal\r\n", [("body", "body", "tokTop"), ("body", "quoted", "tokOriginal")])
put("eml", "outlook-from-block.eml", f"{HEAD}Subject: x\r\n\r\ntokTop\r\n\r\n________________________________\r\nFrom: C <c@x.example>\r\nSent: 02 March 2026 10:00\r\nTo: D\r\nSubject: old\r\n\r\ntokBelow\r\n", [("body", "body", "tokTop"), ("body", "quoted", "tokBelow")])
put("eml", "gmail-forward.eml", f"{HEAD}Subject: Fwd: x\r\n\r\ntokTop\r\n\r\n---------- Forwarded message ---------\r\nFrom: C <c@x.example>\r\nDate: Mon\r\nSubject: old\r\nTo: D\r\n\r\ntokForwarded\r\n", [("body", "body", "tokTop"), ("body", "quoted", "tokForwarded")])
put("eml", "apple-forward.eml", f"{HEAD}Subject: Fwd: x\r\n\r\ntokTop\r\n\r\nBegin forwarded message:\r\n\r\n> From: C\r\n> \r\n> tokForwarded\r\n", [("body", "body", "tokTop"), ("body", "quoted", "tokForwarded")])
put("eml", "interleaved.eml", f"{HEAD}Subject: Re: x\r\n\r\nOn 2 March 2026, C D <c@x.example> wrote:\r\n> tokAsked\r\n\r\ntokAnswered\r\n\r\n> tokAskedMore\r\n\r\ntokLast\r\n-- \r\ntokSig\r\n01632 960001\r\n", [("body", "quoted", "tokAsked"), ("body", "body", "tokAnswered"), ("body", "quoted", "tokAskedMore"), ("body", "body", "tokLast"), ("body", "signature", "tokSig")])
put("eml", "pasted-below-signature.eml", f"{HEAD}Subject: x\r\n\r\nSee below.\r\n\r\nRegards,\r\ntokSender\r\n\r\n\r\n\r\ntokPasted minutes of the branch meeting\r\nPresent: everybody\r\n", [("body", "signature", "tokSender"), ("body", "body", "tokPasted")])
put("eml", "gmail-html-only.eml", f"{HEAD}Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<div dir=ltr>tokTop<div class=gmail_signature>tokSig</div></div><br><div class=gmail_quote><div class=gmail_attr>On Mon C wrote:<br></div><blockquote>tokQuoted</blockquote></div>", [("body", "body", "tokTop"), ("body", "signature", "tokSig"), ("body", "quoted", "tokQuoted")])
put("eml", "bounce.eml", f"{HEAD}Subject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\n\r\ntokNotice\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; tokMta\r\n--r\r\nContent-Type: message/rfc822\r\n\r\nSubject: tokReturned\r\nFrom: a@party.example\r\n\r\ntokReturnedBody\r\n--r--\r\n", [("body", "body", "tokNotice"), ("part-1.txt", "body", "tokMta"), ("part-2.eml/body", "subject", "tokReturned"), ("part-2.eml/body", "body", "tokReturnedBody")])
put("eml", "flowed.eml", f"{HEAD}Subject: x\r\nContent-Type: text/plain; format=flowed\r\n\r\nthis is strictly \r\nconfidential tokFlowed\r\n", [("body", "body", "strictly confidential tokFlowed")])
put("eml", "rfc2231-name.eml", f"{HEAD}Subject: x\r\nContent-Type: multipart/mixed; boundary=r\r\n\r\n--r\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename*0*=utf-8''tok%C3%A9; filename*1=Name; filename*2=.txt\r\n\r\ntokInside\r\n--r--\r\n", [("tokéName.txt", "body", "tokInside")])
put("eml", "same-names.eml", f"{HEAD}Subject: x\r\nContent-Type: multipart/mixed; boundary=r\r\n\r\n" + "".join(f"--r\r\nContent-Type: text/plain; name=a.txt\r\n\r\ntok{i}\r\n" for i in "XYZ") + "--r--\r\n", [("a.txt", "body", "tokX"), ("a.txt~2", "body", "tokY"), ("a.txt~3", "body", "tokZ")])
put("eml", "base64-that-is-none.eml", f"{HEAD}Subject: x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nDear all, tokPlainly said.\r\n", [("body", "body", "tokPlainly")])
put("eml", "base64-undeclared.eml", f"{HEAD}Subject: x\r\nContent-Type: application/octet-stream; name=a.txt\r\n\r\n" + base64.encodebytes(b"tokUndeclared " * 20).decode(), [("a.txt", "body", "tokUndeclared")])
put("eml", "digest.eml", f"{HEAD}Subject: x\r\nContent-Type: multipart/digest; boundary=r\r\n\r\n--r\r\n\r\nFrom: c@x.example\r\nSubject: tokDigest\r\n\r\ntokDigestBody\r\n--r--\r\n", [("part-1.eml/body", "subject", "tokDigest"), ("part-1.eml/body", "body", "tokDigestBody")])
put("eml", "named-body.eml", f"{HEAD}Subject: x\r\nContent-Type: multipart/mixed; boundary=r\r\n\r\n--r\r\n\r\ntokOwn\r\n--r\r\nContent-Type: text/plain; name=body\r\n\r\ntokNamedBody\r\n--r--\r\n", [("body", "body", "tokOwn"), ("body~2", "body", "tokNamedBody")])
put("mbox", "two.mbox", "From a@x.example Tue Nov 24 09:00:00 2026\nFrom: a@x.example\nTo: b@x.example\nSubject: tokOne\n\ntokOneBody\n>From here tokEscaped\n\nFrom b@x.example Tue Nov 24 10:00:00 2026\nFrom: b@x.example\nTo: a@x.example\nSubject: tokTwo\n\ntokTwoBody\n", [("two.mbox/1.eml/body", "subject", "tokOne"), ("two.mbox/1.eml/body", "body", "From here tokEscaped"), ("two.mbox/2.eml/body", "body", "tokTwoBody")])

# --- S/MIME and PGP ---------------------------------------------------------------------------------------------------
with tempfile.TemporaryDirectory() as t:
    entity = b"Content-Type: text/plain\r\n\r\ntokSigned text\r\n"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=a", "-days", "3650", cwd=t)
    who = ["-from", "a@party.example", "-to", "b@home.example", "-subject", "tokOutside"]
    put("smime", "openssl-opaque.eml", run("openssl", "smime", "-sign", "-nodetach", "-signer", "c.pem", "-inkey", "k.pem", *who, cwd=t, data=entity), [("body", "subject", "tokOutside"), ("body", "body", "tokSigned")])
    put("smime", "openssl-clear.eml", run("openssl", "smime", "-sign", "-signer", "c.pem", "-inkey", "k.pem", *who, cwd=t, data=entity), [("body", "body", "tokSigned"), ("smime.p7s", "file-name", "smime.p7s")])
    put("smime", "openssl-indefinite.p7m", run("openssl", "cms", "-sign", "-nodetach", "-stream", "-indef", "-signer", "c.pem", "-inkey", "k.pem", "-outform", "DER", cwd=t, data=entity), [("openssl-indefinite.p7m/signed.eml/body", "body", "tokSigned")])
    put("encrypted", "openssl-enveloped.eml", run("openssl", "cms", "-encrypt", *who, "c.pem", cwd=t, data=entity), [("smime.p7m", "unscannable", "encrypted"), ("body", "subject", "tokOutside")], BAD)
    gpg = ["gpg", "--homedir", t, "--batch", "--pinentry-mode", "loopback", "--passphrase", "x"]
    armoured = run(*gpg, "-c", "--armor", data=b"tokSecret").decode()
    put("encrypted", "gpg-binary.gpg", run(*gpg, "-c", data=b"tokSecret"), [("gpg-binary.gpg", "unscannable", "encrypted")], BAD)
    put("encrypted", "gpg-inline.eml", f"{HEAD}Subject: x\r\n\r\ntokBefore\r\n\r\n{armoured}", [("message.pgp", "unscannable", "encrypted"), ("body", "body", "tokBefore")], BAD)
    put("encrypted", "gpg-in-text.txt", f"Dear Jo,\n\n{armoured}", [("gpg-in-text.txt/message.pgp", "unscannable", "encrypted"), ("gpg-in-text.txt", "body", "Dear Jo")], BAD)
    put("encrypted", "gpg-mime.eml", f'{HEAD}Subject: tokOuter\r\nContent-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e\r\n\r\n--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\n{armoured}\r\n--e--\r\n', [("encrypted.asc", "unscannable", "encrypted"), ("body", "subject", "tokOuter")], BAD)

# --- Outlook ------------------------------------------------------------------------------------------------------------
def prop(id, value):
    return (id, 0x1E, value.encode("cp1252")) if isinstance(value, bytes) else (id, 0x1F, value.encode("utf-16le"))

def stream(name, data):
    return f"OLE::Storage_Lite::PPS::File->new(OLE::Storage_Lite::Asc2Ucs('{name}'), pack('H*','{data.hex()}'))"

def storage(name, *children):
    return f"OLE::Storage_Lite::PPS::Dir->new(OLE::Storage_Lite::Asc2Ucs('{name}'), undef, undef, [{','.join(children)}])"

def properties(head, *values):
    rows = b"".join(struct.pack("<HHIQ", kind, id, 6, len(v) if kind != 3 else struct.unpack("<I", v)[0]) for id, kind, v in values)
    return [stream("__properties_version1.0", b"\0" * head + rows)] + [stream(f"__substg1.0_{id:04X}{kind:04X}", v) for id, kind, v in values if kind != 3]

def recipient(n, name, address, kind):
    return storage(f"__recip_version1.0_#{n:08X}", *properties(8, prop(0x3001, name), prop(0x39FE, address), (0x0C15, 3, struct.pack("<I", kind))))

def attachment(n, *children):
    return storage(f"__attach_version1.0_#{n:08X}", *children)

nested = properties(24, prop(0x0037, "tokNestedSubject"), prop(0x1000, "tokNestedBody " + "padding " * 900)) + [
    attachment(0, *properties(8, prop(0x3707, "deep.txt"), (0x3701, 0x102, b"tokDeep")))]
html = b"<html><body><p>tokMsgBody</p><p>tokMsg<b>Html</b></p></body></html>"
tree = properties(32, prop(0x0037, "tokMsgSubject"), prop(0x0C1A, "Amira Khan"), prop(0x5D01, "a.khan@party.example"), prop(0x1000, "tokMsgBody\r\n\r\nRegards,\r\ntokMsgSig"), (0x1013, 0x102, html)) + [
    recipient(0, "P Osei", "p.osei@home.example", 1), recipient(1, "tokBlind", "b@home.example", 3),
    attachment(0, *properties(8, prop(0x3707, "tokMsgName.txt"), prop(0x370E, "text/plain"), (0x3701, 0x102, b"tokMsgAttachment"))),
    attachment(1, *properties(8, prop(0x3001, "nested"), (0x3705, 3, struct.pack("<I", 5))), storage("__substg1.0_3701000D", *nested))]
with tempfile.TemporaryDirectory() as t:
    perl = "use OLE::Storage_Lite; my $r = OLE::Storage_Lite::PPS::Root->new([0,0,0,1,0,126], [0,0,0,1,0,126], [" + ",".join(tree) + f"]); $r->save('{t}/a.msg', 1);"
    run("perl", "-", data=perl.encode())
    put("msg", "ole-storage-lite.msg", (Path(t) / "a.msg").read_bytes(), [
        ("body", "subject", "tokMsgSubject"), ("body", "header-field", "a.khan@party.example"), ("body", "header-field", "tokBlind"),
        ("body", "body", "tokMsgBody"), ("body", "signature", "tokMsgSig"), ("body", "body", "tokMsgHtml"), ("tokMsgName.txt", "body", "tokMsgAttachment"),
        ("nested.msg/body", "subject", "tokNestedSubject"), ("nested.msg/body", "body", "tokNestedBody"), ("nested.msg/deep.txt", "body", "tokDeep")])

# A contact and a distribution list: fields under numbers of their own, members within entry ids ([MS-OXOCNTC] 2.2.2.2.1).
def one_off(name, address):
    return b"\0" * 4 + bytes.fromhex("812b1fa4bea310199d6e00dd010f5402") + struct.pack("<HH", 0, 0x8001) + f"{name}\0SMTP\0{address}\0".encode("utf-16le")

def many(id, kind, *values):
    return [stream(f"__substg1.0_{id:04X}{kind:04X}", b"".join(struct.pack("<I", len(v)) for v in values))] + [stream(f"__substg1.0_{id:04X}{kind:04X}-{i:08X}", v) for i, v in enumerate(values)]

contact = properties(32, prop(0x001A, "IPM.Contact"), prop(0x0037, "tokContactName"), prop(0x3A08, "tokContactTelephone"), prop(0x8083, "tokContactMail")) + many(0x8005, 0x101F, *[f"tokContactCategory{i}\0".encode("utf-16le") for i in (1, 2)])
circle = properties(32, prop(0x001A, "IPM.DistList"), prop(0x0037, "tokListName")) + many(0x8055, 0x1102, one_off("tokListMember", "m.member@home.example"), one_off("P Osei", "tokListAddress@home.example"))
for name, tree, rows in [
    ("contact.msg", contact, [("subject", "tokContactName"), ("property", "tokContactTelephone"), ("property", "tokContactMail"), ("property", "tokContactCategory1"), ("property", "tokContactCategory2")]),
    ("list.msg", circle, [("subject", "tokListName"), ("property", "tokListMember <m.member@home.example>"), ("property", "P Osei <tokListAddress@home.example>")])]:
    with tempfile.TemporaryDirectory() as t:
        run("perl", "-", data=("use OLE::Storage_Lite; my $r = OLE::Storage_Lite::PPS::Root->new([0,0,0,1,0,126], [0,0,0,1,0,126], [" + ",".join(tree) + f"]); $r->save('{t}/a.msg', 1);").encode())
        put("msg", name, (Path(t) / "a.msg").read_bytes(), [("body", place, token) for place, token in rows])

def attribute(level, id, data):
    return struct.pack("<BII", level, id, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

def mapi(*values):
    out = struct.pack("<I", len(values))
    for id, kind, data in values:
        out += struct.pack("<HHII", kind, id, 1, len(data)) + data + b"\0" * (-len(data) % 4)
    return out

rtf = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <html>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 tokTnefBody caf\'e9{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0 {\*\htmltag58 </html>}}"
compressed = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
inner = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00069003, mapi((0x0037, 0x1F, "tokTnefNested\0".encode("utf-16le"))))
tnef = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00069007, struct.pack("<II", 1252, 0)) + attribute(1, 0x00018004, b"tokTnefSubject\0")
tnef += attribute(1, 0x00069003, mapi((0x1009, 0x102, compressed), (0x0070, 0x1F, "tokTnefTopic\0".encode("utf-16le"))))
tnef += attribute(2, 0x00069002, b"\0" * 14) + attribute(2, 0x00018010, b"TOKTN~1.TXT\0") + attribute(2, 0x0006800F, b"tokTnefAttachment")
tnef += attribute(2, 0x00069005, mapi((0x3707, 0x1F, "tokTnefName.txt\0".encode("utf-16le"))))
tnef += attribute(2, 0x00069002, b"\0" * 14) + attribute(2, 0x00069005, mapi((0x3001, 0x1F, "note\0".encode("utf-16le")), (0x3701, 0x0D, b"\0" * 16 + inner)))
rows = [("subject", "tokTnefSubject"), ("body", "tokTnefBody café"), ("property", "tokTnefTopic")]
put("tnef", "winmail.dat", tnef, [("winmail.dat/body", p, k) for p, k in rows] + [("winmail.dat/tokTnefName.txt", "body", "tokTnefAttachment"), ("winmail.dat/note/body", "subject", "tokTnefNested")])

# --- text, web, structured ----------------------------------------------------------------------------------------------
put("text", "utf-16.txt", "tokSixteen é".encode("utf-16"), [("utf-16.txt", "body", "tokSixteen é")])
put("text", "utf-32.txt", "tokThirtyTwo é, without a mark\n".encode("utf-32-be"), [("utf-32.txt", "body", "tokThirtyTwo é")])
put("eml", "said-to-be-utf-16.eml", "From: a@party.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-16\r\n\r\ntokAscii all the same\r\n", [("body", "body", "tokAscii all")])
put("text", "windows-1252.txt", "tokCafé – x".encode("cp1252"), [("windows-1252.txt", "body", "tokCafé – x")])
put("text", "uuencoded.txt", f"before\n\n{uu}\nafter tokAfter\n", [("uuencoded.txt/tokUu.txt", "body", "tokUuencoded"), ("uuencoded.txt", "body", "tokAfter")])
put("text", "notes.md", "# tokHeading\n\n<!-- tokMdComment -->\n\n![x](data:text/plain;base64," + base64.b64encode(b"tokMdData and more").decode() + ")\n", [("notes.md", "body", "tokHeading"), ("notes.md", "body", "tokMdComment"), ("notes.md/data-1.plain", "body", "tokMdData")])
put("html", "hidden.html", """<!DOCTYPE html><html><head><title>tokTitleElement</title><style>.x{display:none} /* tokCss */</style><meta name="description" content="tokMeta"></head>
<body><h1>tokVisible</h1><p>tokJo<b>ined</b></p><p>one</p><p>two</p><div class="x">tokByClass</div><span style="font-size:0">tokTiny</span>
<span style="color:#fff">tokWhite</span><table bgcolor="#003366"><tr><td style="color:#ffffff">tokWhiteOnBlue</td><td>tokNext</td></tr></table>
<p hidden>tokHiddenAttribute</p><input type="hidden" value="tokInput"><script>var a = "tokScript";</script><noscript>tokNoscript</noscript>
<!-- tokHtmlComment --><img alt="tokAltText" title="tokTitleText"><a href="https://x.example/tokLink">link</a>&#84;okEntity&nbsp;x</body></html>""", [
    ("hidden.html", "property", "tokTitleElement"), ("hidden.html", "hidden", "tokCss"), ("hidden.html", "property", "tokMeta"), ("hidden.html", "body", "tokVisible"),
    ("hidden.html", "body", "tokJoined"), ("hidden.html", "body", "one\\ntwo"), ("hidden.html", "hidden", "tokByClass"), ("hidden.html", "hidden", "tokTiny"), ("hidden.html", "hidden", "tokWhite"),
    ("hidden.html", "body", "tokWhiteOnBlue\\ttokNext"), ("hidden.html", "hidden", "tokHiddenAttribute"), ("hidden.html", "hidden", "tokInput"), ("hidden.html", "hidden", "tokScript"),
    ("hidden.html", "hidden", "tokNoscript"), ("hidden.html", "hidden", "tokHtmlComment"), ("hidden.html", "hidden", "tokAltText"), ("hidden.html", "hidden", "tokTitleText"), ("hidden.html", "annotation", "tokLink"), ("hidden.html", "body", "TokEntity")])
for name, separator, charset in [("comma.csv", ",", "utf-8"), ("semicolon.csv", ";", "cp1252"), ("tab.tsv", "\t", "utf-16"), ("pipe.csv", "|", "utf-8")]:
    rows = [["Name", "No", "Note"], ["tokÉve", "007", f'"a{separator} ""b"""' if separator != "\t" else "ab"], ["x", "008", '"two\nlines"']]
    put("separated", name, "\r\n".join(separator.join(r) for r in rows).encode(charset), [(name, "cell", "Name\\tNo\\tNote"), (name, "cell", "tokÉve\\t007"), (name, "cell", "two lines")])
put("separated", "renamed.jpg", "A,B,C\n1,2,3\n4,5,tokRenamed\n", [("renamed.jpg", "cell", "4\\t5\\ttokRenamed")])
put("structured", "meeting.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:tokSum\r\n mary\r\nDESCRIPTION:tokDescription\\nsecond\\, line\r\nLOCATION:tokPlace\r\nATTENDEE;CN=\"tokAttendee\":mailto:j@x.example\r\nATTACH;VALUE=BINARY;ENCODING=BASE64;FILENAME=tokIcs.txt:" + base64.b64encode(b"tokIcsFile").decode() + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", [("meeting.ics", "body", k) for k in ["tokSummary", "tokDescription", "tokPlace", "tokAttendee"]] + [("meeting.ics/tokIcs.txt", "body", "tokIcsFile")])
put("structured", "old.vcf", "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:tokCaf=C3=A9;J=\r\no\r\nNOTE;ENCODING=QUOTED-PRINTABLE:tok=\r\nFolded=20over=\r\n=20three=\r\n=20lines\r\nTEL:01632 960001\r\nEND:VCARD\r\n", [("old.vcf", "body", "tokCafé;Jo"), ("old.vcf", "body", "tokFolded over three lines"), ("old.vcf", "body", "01632 960001")])
put("structured", "people.json", '{"list": [{"name": "tok\\u0043", "no": 1}, {"name": "b", "no": 2}], "note": {"deep": ["tokDeep"]}}', [("people.json", "body", "name\\tno\\ntokC\\t1"), ("people.json", "body", "tokDeep")])
put("structured", "people.yaml", "# tokRemark\n" + yaml.safe_dump({"members": [{"name": "tok" + n, "phone": "01632 96000" + n} for n in "123"], "note": {"deep": ["tokDeep: x"]}}), [("people.yaml", "body", "name\\tphone\\ntok1\\t01632 960001\\ntok2"), ("people.yaml", "body", "tokDeep: x"), ("people.yaml", "comment", "tokRemark")])
put("structured", "people.ldif", "version: 1\n\n" + "\n".join("dn: uid=%s,ou=tokUnit\nobjectClass: inetOrgPerson\ngivenName: Jo\nsn:: %s\ndescription: tokFol\n ded\n" % (n, base64.b64encode(("tok\u00e9" + n).encode()).decode()) for n in "123"), [("people.ldif", "body", "first name\\tsurname\\tdescription\\nJo\\ttok\u00e91\\ttokFolded"), ("people.ldif", "metadata", "dn: uid=1,ou=tokUnit")])
put("structured", "broken.yaml", "list: [tokOne, {tokTwo\nname: tokThree\n", [("broken.yaml", "body", k) for k in ["tokOne", "tokTwo", "tokThree"]])
put("structured", "entities.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "tokEnt">]><a x="tokAttribute"><b>&b;ity</b><!-- tokXmlComment --><c><![CDATA[tokCdata]]></c></a>', [("entities.xml", "body", "tokEntity"), ("entities.xml", "property", "tokAttribute"), ("entities.xml", "hidden", "tokXmlComment"), ("entities.xml", "body", "tokCdata")])
put("structured", "export.xml", '<members clp="tokLone"><m no="L0771180" sn="Landau" note="x\ty"/>\n<m no="L0560332" sn="tokRow" st="S"/></members>\n', [("export.xml", "cell", "no\\tsn\\tnote\\tst\\nL0771180\\tLandau\\tx y\\t\\nL0560332\\ttokRow\\t\\tS"), ("export.xml", "property", "tokLone")])
put("structured", "broken.xml", '<?xml version="1.0"?><members clp="tokUnclosed"><m no="L0771180" sn="tokBroken"><m sn=tokBare>tokText</members>', [("broken.xml", "property", "tokUnclosed"), ("broken.xml", "property", "tokBroken"), ("broken.xml", "property", "tokBare"), ("broken.xml", "body", "tokText")])
put("structured", "keys.json", '{"tokGroup": {"tokInnerKey": {"no": 1}}, "tokEmptyList": [], "list": [{"tokColumn": 1}, {"tokColumn": 2}]}', [("keys.json", "body", k) for k in ["tokGroup", "tokInnerKey", "tokEmptyList", "tokColumn"]])
put("svg", "attributes.svg", '<svg xmlns="http://www.w3.org/2000/svg" aria-label="tokLabel"><g data-member="tokKept"/><g data-member="tokSecond"/><text>tokDrawn</text></svg>', [("attributes.svg", "property", k) for k in ["tokLabel", "tokKept", "tokSecond"]] + [("attributes.svg", "body", "tokDrawn")])
put("html", "kept.html", '<html><head><meta property="og:description" content="tokOpenGraph"></head><body data-list="Jo tokKept"><select><option value="Jo tokOption">x</option></select><p>tokShown</p></body></html>', [("kept.html", "property", "tokOpenGraph"), ("kept.html", "hidden", "tokKept"), ("kept.html", "hidden", "tokOption"), ("kept.html", "body", "tokShown")])
put("html", "backwards.html", '<html><body><p><bdo dir="rtl">KOTODB</bdo></p><p style="direction:rtl; unicode-bidi:bidi-override">KOTELYTS <b>DLOB</b></p><p dir="rtl">PLAINTOK</p></body></html>\n', [("backwards.html", "body", "\u202eKOTODB\u202c"), ("backwards.html", "body", "\u202eKOTELYTS \u202c\u202eDLOB\u202c"), ("backwards.html", "body", "\nPLAINTOK")])

# --- archives -------------------------------------------------------------------------------------------------------------
with tempfile.TemporaryDirectory() as t:
    d = Path(t)
    (d / "sub").mkdir()
    (d / "tokPlain.txt").write_text("tokMember\n")
    (d / "sub" / "naïve.csv").write_text("a,b,c\n1,2,3\n4,5,tokInCsv\n")
    members = ["tokPlain.txt", "sub"]
    rows = lambda name: [(f"{name}/tokPlain.txt", "body", "tokMember"), (f"{name}/tokPlain.txt", "file-name", "tokPlain.txt"), (f"{name}/sub/naïve.csv", "cell", "4\\t5\\ttokInCsv")]
    run("zip", "-qr", "infozip.zip", *members, cwd=t)
    run("7z", "a", "-bd", "7zip.7z", *members, cwd=t)
    run("7z", "a", "-bd", "-tzip", "-mm=Deflate", "7zip.zip", *members, cwd=t)
    run("tar", "cf", "gnu.tar", *members, cwd=t)
    run("bsdtar", "cf", "pax.tar", "--format=pax", *members, cwd=t)
    run("bsdtar", "cf", "cpio.cpio", "--format=newc", *members, cwd=t)
    run("bsdtar", "cf", "image.iso", "--format=iso9660", *members, cwd=t)
    for name in ["infozip.zip", "7zip.7z", "7zip.zip", "gnu.tar", "pax.tar", "cpio.cpio"]:
        put("archive", name, (d / name).read_bytes(), rows(name))
    for suffix, command in [("gz", ["gzip", "-k"]), ("bz2", ["bzip2", "-k"]), ("xz", ["xz", "-k"]), ("zst", ["zstd", "-q", "-k"])]:
        run(*command, "gnu.tar", cwd=t)
        put("archive", f"gnu.tar.{suffix}", (d / f"gnu.tar.{suffix}").read_bytes(), [(f"gnu.tar.{suffix}/gnu.tar{part[7:]}", place, token) for part, place, token in rows("gnu.tar")])
        run(*command, "tokPlain.txt", cwd=t)
        once = (d / f"tokPlain.txt.{suffix}").read_bytes()
        put("archive", f"twice.txt.{suffix}", once + once, [(f"twice.txt.{suffix}/{'tokPlain' if suffix == 'gz' else 'twice'}.txt", "body", "tokMember\\ntokMember")])
    body = (d / "infozip.zip").read_bytes()
    gif = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
    put("archive", "zip-behind.gif", gif + body, [("zip-behind.gif/appended/tokPlain.txt", "body", "tokMember")])
    put("archive", "zip-behind.txt", b"Some words.\n" * 400 + body, [("zip-behind.txt/appended/tokPlain.txt", "body", "tokMember")])
    put("archive", "7z-behind.gif", gif + (d / "7zip.7z").read_bytes(), [("7z-behind.gif/appended/tokPlain.txt", "body", "tokMember")])
    (d / "sub" / "link").symlink_to("../tokPlain.txt")
    run("tar", "cf", "links.tar", *members, cwd=t)
    put("archive", "links.tar", (d / "links.tar").read_bytes(), [("links.tar", "file-name", "sub/link → ../tokPlain.txt")])
    (d / "sub" / "link").unlink()
    put("archive", "renamed.txt", body, rows("renamed.txt"))
    put("corrupt", "no-directory.zip", body[: body.index(b"PK\x01\x02")], [("no-directory.zip", "unscannable", "corrupt"), ("no-directory.zip/tokPlain.txt", "body", "tokMember")], BAD)
    long = b" ".join(b"tokLong%d" % (i * 7919 % 10007) for i in range(3000))
    put("corrupt", "cut.txt.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + zlib.compress(long)[2:8000], [("cut.txt.gz/cut.txt", "unscannable", "corrupt"), ("cut.txt.gz/cut.txt", "body", "tokLong0 ")], BAD)
    run("zip", "-qr", "-P", "pw", "zipcrypto.zip", *members, cwd=t)
    run("7z", "a", "-bd", "-ppw", "-tzip", "-mem=AES256", "aes-256.zip", *members, cwd=t)
    run("7z", "a", "-bd", "-ppw", "content.7z", *members, cwd=t)
    run("7z", "a", "-bd", "-ppw", "-mhe=on", "names.7z", *members, cwd=t)
    for name in ["zipcrypto.zip", "aes-256.zip", "content.7z"]:
        put("encrypted", name, (d / name).read_bytes(), [(f"{name}/tokPlain.txt", "unscannable", "encrypted"), (f"{name}/tokPlain.txt", "file-name", "tokPlain.txt")], BAD)
    run("7z", "a", "-bd", "-ppw", "-mhe=on", "short-names.7z", "tokPlain.txt", cwd=t)
    put("encrypted", "short-names.7z", (d / "short-names.7z").read_bytes(), [("short-names.7z", "unscannable", "encrypted")], BAD)
    put("encrypted", "names.7z", (d / "names.7z").read_bytes(), [("names.7z", "unscannable", "encrypted")], BAD)

laughs = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha ha ha ha ha ">' + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10)) + "]><a>&l9;</a>"
put("too-large", "billion-laughs.xml", laughs, [("billion-laughs.xml", "unscannable", "too-large")], BAD)
put("unsupported", "random.bin", bytes((i * 7919 + (i >> 3) * 104729) % 251 for i in range(600)), [("random.bin", "unscannable", "unsupported")], BAD)
