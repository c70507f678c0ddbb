#!/bin/bash
# Reports and bilans as a real browser prints them: how many pages, A4, nothing too wide, too tall or on something else, the
# notice on every page of an internal one, drawings and tables that can be read aloud. pages.js measures; a page that is too
# full is planted and must be caught.
set -eu
cd "$(dirname "$0")/../.."
if ! command -v chromium >/dev/null || ! command -v pdftotext >/dev/null; then
	echo "SKIPPED: chromium and poppler-utils are not installed; no page was printed nor looked at"
	exit 0
fi
make -s build/debug/tests/coordinator/tool_pages
root=$PWD
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
build/debug/tests/coordinator/tool_pages "$dir"
cd "$dir"
fail() { echo "$*"; exit 1; }
browser() {
	chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --disable-sync --user-data-dir="$dir/profile" --window-size=1000,1400 "$@" 2>browser.log
}
pages_of() { pdfinfo "$1.pdf" | sed -n 's/^Pages: *//p'; }

print() { # NAME PAGES: "2", "1-6"
	browser --no-pdf-header-footer --print-to-pdf="$1.pdf" "$1.html" >/dev/null || { cat browser.log; fail "$1: not printed"; }
	local n
	n=$(pages_of "$1")
	[ "$n" -ge "${2%-*}" ] && [ "$n" -le "${2#*-}" ] || fail "$1: $n pages, not $2"
	pdfinfo "$1.pdf" | grep -q "A4" || fail "$1: not A4"
	for ((i = 1; i <= n; i++)); do
		[ "$(pdftotext -f "$i" -l "$i" "$1.pdf" - | wc -w)" -gt 30 ] || fail "$1: page $i is nearly empty"
	done
}

measure() { # NAME WIDTH_MM [FONT]: prints what is wrong, or "fits"
	python3 - "$1" "$2" "${3:-}" "$root/tests/coordinator/pages.js" <<'PY'
import re, sys
name, width, font, script = sys.argv[1:]
page = open(name + ".html", encoding="utf-8").read()
page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
page = page.replace("@media print", "@media all").replace("@media screen", "@media not all")
page = page.replace("@media(max-width:640px)", "@media not all")
page = page.replace("</head>", "<style>html{width:%smm}%s</style></head>" % (width, "html{font-family:%s!important}" % font if font else ""))
page = page.replace("</body>", "<script>" + open(script, encoding="utf-8").read() + "</script></body>")
open("measured.html", "w", encoding="utf-8").write(page)
PY
	browser --dump-dom measured.html >dom.html || { cat browser.log; fail "$1: not opened"; }
	python3 -c 'import html, re; print(html.unescape(re.search(r"<pre id=.verdict.>(.*?)</pre>", open("dom.html", encoding="utf-8").read(), re.S).group(1)))'
}
fits() { # NAME WIDTH [FONT]
	local verdict
	verdict=$(measure "$@")
	[ "$verdict" = fits ] || fail "$* does not fit:
$verdict"
}

for name in bilan-peu bilan-beaucoup bilan-longs; do
	print $name 2
	fits $name 180
	fits $name 180 "'DejaVu Sans'"
done
print mois-rien 1
print mois-masque 1
print mois-peu 1-3
print mois-beaucoup 4-6
print mois-longs 8-12
print mois-interne 4-7
for name in mois-rien mois-masque mois-peu mois-beaucoup mois-longs; do
	fits $name 178
done

# Every page of an internal report says it; no other page does.
for ((i = 1; i <= $(pages_of mois-interne); i++)); do
	pdftotext -f "$i" -l "$i" mois-interne.pdf - | tr '\n' ' ' | grep -q "Document interne. Ne pas diffuser." ||
		fail "page $i of the internal report does not say so"
done
pdftotext mois-beaucoup.pdf - | grep -q "Document interne" && fail "a published report says it is internal"

# Planted: a bilan with more than the limits allow must not pass for one that fits.
measure bilan-debordant 180 >said
grep -q "taller than its page by" said || fail "an overfull page was not caught: $(cat said)"
sed 's/ scope="row"//; s/ aria-hidden="true"//' bilan-beaucoup.html >bilan-muet.html
measure bilan-muet 180 >said
grep -q "without scope" said && grep -q "without words" said || fail "a page that cannot be read aloud was not caught"
echo "ok: $(ls ./*.pdf | wc -l) documents printed"
