"use strict";
{
  const find = (id) => document.getElementById(id);
  const table = find("students"), body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const facts = JSON.parse(find("facts").textContent);
  const kinds = facts.kinds.map((kind) => new Set(kind.map((place) => facts.words[place])));
  const file = (row) => decodeURIComponent(row.querySelector("a")?.getAttribute("href").slice("students/".length, -".html".length) ?? "");
  const rows = [...body.rows].map((row, place) => ({ row, words: kinds[facts.of[place]], text: (row.textContent + " " + file(row)).toLowerCase() }));
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const number = (text) => { const found = parseFloat(text.replace("−", "-")); return Number.isNaN(found) ? -Infinity : found; };
  const filter = find("filter"), show = find("show"), shown = find("shown"), copy = find("copy");

  // The address after # remembers what is shown and in which order: it can be kept and sent.
  const state = () => new URLSearchParams(location.hash.slice(1));
  const keep = (changes) => {
    const next = state();
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
    for (const name of [...next.keys()]) if (!["find", "show", "sort"].includes(name)) next.delete(name);
    history.replaceState(null, "", "#" + next);
    draw();
  };

  const draw = () => {
    const wanted = state();
    filter.value = wanted.get("find") ?? "";
    show.value = wanted.get("show") ?? "";
    const text = filter.value.toLowerCase();
    const found = rows.filter((each) => (!show.value || each.words.has(show.value)) && each.text.includes(text));
    const sort = wanted.get("sort") ?? "", down = sort.startsWith("-");
    const column = heads.findIndex((head) => head.dataset.key === sort.replace("-", ""));
    heads.forEach((head, place) => place === column ? head.setAttribute("aria-sort", down ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
    if (column >= 0) {
      const order = heads[column].classList.contains("n") ? (a, b) => (number(a) > number(b)) - (number(a) < number(b)) : words.compare;
      const key = new Map(found.map((each) => [each, each.row.cells[column]?.textContent.trim() ?? ""]));
      found.sort((a, b) => order(key.get(a), key.get(b)) * (down ? -1 : 1));
    }
    body.replaceChildren(...found.map((each) => each.row));
    shown.textContent = `${found.length} / ${rows.length}`;
    within(body.querySelector("a"));
  };

  // Tab goes past the table in one step; the arrows go from name to name.
  const within = (link) => {
    if (!link) return;
    body.querySelectorAll('a[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
    link.tabIndex = 0;
  };
  rows.forEach(({ row }) => { const link = row.querySelector("a"); if (link) link.tabIndex = -1; });
  body.addEventListener("keydown", (event) => {
    const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    let row = next && event.target.closest("tr")[next];
    while (row && !row.querySelector("a")) row = row[next];
    if (!row) return;
    event.preventDefault();
    within(row.querySelector("a"));
    row.querySelector("a").focus();
  });

  heads.forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => keep({ sort: (head.getAttribute("aria-sort") === "ascending" ? "-" : "") + head.dataset.key }));
  });
  filter.addEventListener("input", () => keep({ find: filter.value }));
  show.addEventListener("change", () => keep({ show: show.value }));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-show]");
    if (!link) return;
    event.preventDefault();
    keep({ show: link.dataset.show, find: "" });
    find("students-h").scrollIntoView();
    find("students-h").focus({ preventScroll: true });
  });

  // A cell that begins so would be a formula in a spreadsheet, whoever wrote it.
  const harmless = (text) => (/^\s*[=+\-@＝＋－＠]/.test(text) && !/^[+-]?[\d.]+$/.test(text) ? "'" + text : text);
  copy.addEventListener("click", async () => {
    const lines = [table.tHead.rows[0], ...body.rows].map((row) => [...row.cells].map((cell) => harmless(cell.textContent.trim().replace(/\s+/g, " "))).join("\t"));
    await navigator.clipboard.writeText(lines.join("\n"));
    shown.textContent = `✓ ${body.rows.length}`;
  });
  copy.hidden = !navigator.clipboard;
  addEventListener("hashchange", draw);
  filter.closest("p").hidden = false;
  draw();
}
