"""Reads the CSV of a publication as a stranger would, knows only what tables-publiees.md says of them, and tries to
find masked numbers back: every sum that must hold is used, over all tables together, until nothing moves any more.
Prints what it learns: a masked number that is certain, or certainly under 11. Nothing printed: nothing learnt.
  attack.py FOLDER [--peek]    --peek: told one masked number by a friend, it must learn more (the gate's own test)"""
import csv, glob, os, sys

folder, peek = sys.argv[1], "--peek" in sys.argv
TOP = "ensemble"
ENDLESS = float("inf")
low, high = {}, {}
sums = []


def top_level(columns):
	return [c for c in columns if c != TOP and "/" not in c]


def sides(table, columns):
	"""Groups of columns that each add up to the row's total."""
	groups = {}
	for c in top_level(columns):
		prefix = c.split(":")[0] if ":" in c else ""
		groups.setdefault(prefix, []).append(c)
	return groups.values()


masked = []
for path in sorted(glob.glob(os.path.join(folder, "*.csv"))):
	table = os.path.basename(path)[:-4]
	with open(path, encoding="utf-8-sig", newline="") as f:
		lines = list(csv.DictReader(f, delimiter=";"))
	if table in ("passages", "sensibles") or not lines:
		continue
	names = list(lines[0])
	row_name, column_name = names[1], names[3] if "libelle" in names else None
	rows, columns = [], []
	for line in lines:
		r, c = line[row_name], line[column_name] if column_name else TOP
		if r not in rows:
			rows.append(r)
		if c not in columns:
			columns.append(c)
		key = (table, r, c)
		if line["statut"] == "masqué":
			masked.append(key)
			# Zeroes are published, but for a line that is masked whole.
			low[key], high[key] = 0, ENDLESS
		else:
			low[key] = high[key] = int(line["nombre"])
	for r in rows:
		for group in sides(table, columns):
			sums.append(((table, r, TOP), [(table, r, c) for c in group]))
		parts = [c for c in columns if "/" in c]
		if parts:
			sums.append(((table, r, "done"), [(table, r, c) for c in parts]))
	if TOP in rows:
		for c in columns:
			sums.append(((table, TOP, c), [(table, r, c) for r in rows if r != TOP]))

# What several tables tell.
for table in ("langues",):
	a, b = ("utilisations", TOP, TOP), (table, TOP, TOP)
	if a in low and b in low:
		sums.append((a, [b]))

# Of a module there are no more ages than quizzes, no more quizzes or opinions than ends, no more of the rest than uses.
links = []
for table, than, column in (("ages", "progres", TOP), ("progres", "modules", "done"), ("ages", "modules", "done"), ("avis", "modules", "done")):
	for key in [k for k in low if k[0] == table and k[2] == TOP]:
		more = (than, key[1], column)
		if more in low and high[more]:
			links.append((key, more))
for table in ("progres", "ages", "avis"):
	links.append(((table, TOP, TOP), ("utilisations", TOP, TOP)))
for module in {k[1] for k in low if k[0] == "modules"}:
	sums.append((("answers", module), [k for k in low if k[0] == "questions" and k[1].startswith(module + "/") and k[2] == TOP]))
	low["answers", module], high["answers", module] = 0, ENDLESS
	links.append((("answers", module), ("modules", module, TOP)))
links = [(a, b) for a, b in links if a in low and b in low]

for key in masked:
	line = [k for k in low if k[0] == key[0] and k[1] == key[1] and k[2] != TOP]
	if key[2] == TOP or not all(k in masked for k in line):
		low[key] = 1

if peek and masked:
	# Where few are masked, each holds the others.
	few = min({k[0] for k in masked}, key=lambda table: sum(k[0] == table for k in masked))
	key = [k for k in masked if k[0] == few][0]
	low[key] = high[key] = 12

moved = True
while moved:
	moved = False
	for less, more in links:
		if high[less] > high[more]:
			high[less], moved = high[more], True
		if low[more] < low[less]:
			low[more], moved = low[less], True
	for total, parts in sums:
		if total not in low or any(p not in low for p in parts):
			continue
		for key, lo, hi in [(total, sum(low[p] for p in parts), sum(high[p] for p in parts))] + [
			(p, low[total] - sum(high[q] for q in parts if q != p), high[total] - sum(low[q] for q in parts if q != p))
			for p in parts
		]:
			if lo > low[key]:
				low[key], moved = lo, True
			if hi < high[key]:
				high[key], moved = hi, True

for key in masked:
	if low[key] >= high[key] or high[key] < 11:
		print(*key, low[key], high[key])
