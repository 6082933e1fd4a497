"use strict";
{
  const table = document.getElementById("students");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const number = (text) => (text.trim() === "" ? -Infinity : parseFloat(text));

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = new Map(rows.map((row) => [row, row.cells[column].textContent]));
      const order = head.classList.contains("n")
        ? (a, b) => (number(a) > number(b)) - (number(a) < number(b))
        : words.compare;
      rows.sort((a, b) => order(key.get(a), key.get(b)) * (down ? -1 : 1));
      body.append(...rows);
    });
  });

  const filter = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const sift = () => {
    const wanted = filter.value.toLowerCase();
    rows.forEach((row) => { row.hidden = !texts.get(row).includes(wanted); });
    shown.textContent = rows.filter((row) => !row.hidden).length;
  };
  filter.addEventListener("input", sift);
  filter.closest("p").hidden = false;
  sift();
}
