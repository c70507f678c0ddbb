# Papers printed by a browser, for the scripts of this room: $dir is theirs.
command -v chromium >/dev/null && command -v pdftotext >/dev/null || { echo "SKIPPED: chromium and poppler-utils are not installed"; exit 0; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "$*"; exit 1; }

printed() { # NAME: NAME.html -> NAME.pdf, and every word with its place in NAME.words
	HOME=$dir chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --no-pdf-header-footer --print-to-pdf="$dir/$1.pdf" "file://$dir/$1.html" >"$dir/log" 2>&1 ||
		{ cat "$dir/log"; fail "chromium"; }
	pdftotext -bbox "$dir/$1.pdf" "$dir/$1.words"
	pdftotext -layout "$dir/$1.pdf" "$dir/$1.txt"
}

# Words of the page that are not on the paper: what leaves it, or is laid under something, is cut by the browser.
cut() {
	python3 - "$dir/$1.html" "$dir/$1.words" <<'X'
import collections, html, re, sys
page = re.sub(r"(?s)<(style|title).*?</\1>", " ", open(sys.argv[1], encoding="utf-8").read())
wanted = collections.Counter(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())
words = re.findall(r">([^<]*)</word>", open(sys.argv[2], encoding="utf-8").read())
print(*(wanted - collections.Counter(html.unescape(w) for w in words)))
X
}
pages() { pdfinfo "$dir/$1.pdf" | awk '/^Pages:/ { print $2 }'; }

