/* Run inside a copy of a page, laid out as on paper (pages.sh): whatever does not fit, overlaps, or cannot be read aloud is
 * written at the end of the page (id "verdict"), one line each; "fits" when there is none. */
const wrong = [];
const say = (what, node) => wrong.push(what + ": " + (node.textContent || node.outerHTML).trim().replace(/\s+/g, " ").slice(0, 60));
const box = (node) => node.getBoundingClientRect();
const page = box(document.body);

for (const node of document.querySelectorAll("main *, header *")) {
	const b = box(node);
	if (b.width === 0 || node.closest("defs, caption, title, desc"))
		continue;
	if (b.right > page.right + 1.5 || b.left < page.left - 1.5)
		say("wider than the page", node);
	if (node.matches("td, th, dd, dt, li, p, blockquote") && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0)
		say("wider than its box", node);
}
for (const sheet of document.querySelectorAll(".sheet")) {
	const words = sheet.querySelector(".words");
	const parts = [...sheet.children].filter((node) => node !== words);
	const end = words ? box(words).top : box(sheet).bottom;
	for (const node of parts)
		if (box(node).bottom > end + 0.5)
			say("taller than its page by " + Math.ceil(box(node).bottom - end) + " px", node);
	if (words && box(words).bottom > box(sheet).bottom + 0.5)
		say("taller than its page", words);
}
/* Labels of one drawing must not lie on each other. */
for (const svg of document.querySelectorAll("svg")) {
	const labels = [...svg.querySelectorAll("text")].map((node) => [node, box(node)]);
	labels.forEach(([node, a], i) => labels.slice(i + 1).forEach(([, b]) => {
		if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
			say("labels on each other", node);
	}));
}

let level = 0;
for (const node of document.querySelectorAll("h1, h2, h3")) {
	const now = Number(node.tagName[1]);
	if (now > level + 1 || (now === 1 && level !== 0))
		say("heading out of order", node);
	level = now;
}
if (document.querySelectorAll("h1").length !== 1)
	wrong.push("not one h1");
for (const svg of document.querySelectorAll("svg"))
	if (!svg.closest('[aria-hidden="true"]') && !(svg.querySelector("title") && svg.querySelector("desc")))
		say("drawing without words", svg);
for (const table of document.querySelectorAll("table"))
	if (!table.querySelector("caption"))
		say("table without caption", table);
for (const th of document.querySelectorAll("th"))
	if (!th.hasAttribute("scope"))
		say("heading cell without scope", th);
const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
if (new Set(ids).size !== ids.length)
	wrong.push("an id twice");
if (document.documentElement.lang !== "fr")
	wrong.push("no language");

const verdict = document.createElement("pre");
verdict.id = "verdict";
verdict.textContent = wrong.length ? [...new Set(wrong)].join("\n") : "fits";
document.body.append(verdict);
