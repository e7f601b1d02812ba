//! Inputs that once broke newsx, or were made to: any bytes give records whose facts are grounded, in little time.

#[path = "../fuzz/check.rs"]
mod check;

use check::check;
use newsx::internals::Kind;

const KINDS: [Kind; 4] = [Kind::Text, Kind::Html, Kind::Json, Kind::Warc];

#[test]
fn small_inputs() {
    let inputs: [&[u8]; 16] = [
        b"",
        b"- ",
        "—".as_bytes(),
        b"(AP) -",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1f\x8b",
        b"\x28\xb5\x2f\xfd",
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 9\r\n\r\nHTTP/1.1 ",
        b"{\"text\": \"\\ud800\"}",
        b"<p><b><p></b></p><table><p>x",
        b"$4.5 billion according to \r\n five-day and ",
        b"OLE MOSS: It rained.\n\n\"It was cold.\n\n\"",
    ];
    for input in inputs {
        KINDS.into_iter().for_each(|kind| check(input, kind));
    }
}

#[test]
fn hostile_pages() {
    for page in [
        "<div>".repeat(50_000) + "A ferry sank on Monday.",
        (0..20_000).map(|n| format!("<b id={n}><p>x")).collect(),
        "<table><tr><td>".repeat(20_000),
        "<a><i><u>".repeat(20_000),
        "<script>".repeat(20_000),
        "<".repeat(20_000),
        "<p>&amp;lt;".repeat(2_000),
        "</p></div>".repeat(20_000),
        "<select><option>".repeat(20_000),
        "<svg><math><p>".repeat(10_000),
        "<template>".repeat(20_000),
        format!("<a href=\"{}", "x".repeat(100_000)),
        format!("<script type=application/ld+json>{}", "[".repeat(100_000)),
        "<!--".repeat(20_000),
        "<div></x>".repeat(20_000),
        "<div/>".repeat(20_000),
        "<div><title></title>".repeat(20_000),
        "<svg><title><div>".repeat(10_000),
        "<svg><div><title><!--</title>".repeat(10_000),
        "<dl><dt>x<dd>y".repeat(20_000),
        (0..20_000).map(|n| format!("<html a{n}=b>")).collect(),
        format!("<p {}>", (0..20_000).map(|n| format!("a{n} ")).collect::<String>()),
        (0..20_000)
            .map(|n| format!("<meta name=author content='Ida Moe {n}'>"))
            .collect(),
        "<time>".repeat(20_000),
    ] {
        check(page.as_bytes(), Kind::Html);
    }
}
