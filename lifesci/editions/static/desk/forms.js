// What the long forms of the desk gain from a script: rows that move, sections that stay folded, a warning before work is lost.
"use strict";
(() => {
  const form = document.querySelector("#content-main > form[id$='_form']");
  if (!form) return;

  // Unsaved changes: what would be sent is compared with what was there when the page was opened.
  const sent = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
  const faults = form.querySelector(".faults");
  let opened = null;
  let touched = false;
  let leaves = false;
  form.addEventListener("input", () => { touched = true; });
  addEventListener("load", () => setTimeout(() => { opened = touched ? "" : sent(); form.dataset.watched = ""; }, 200));
  form.addEventListener("submit", () => { leaves = true; });
  addEventListener("beforeunload", event => {
    if (!leaves && opened !== null && (faults || sent() !== opened)) event.preventDefault();
  });

  // Errors: the list is read first, and its links lead into fields that stand in folded sections or behind search boxes.
  const reach = id => {
    const target = document.getElementById(id);
    if (!target) return false;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const box = target.nextElementSibling?.querySelector?.(".select2-selection");
    const into = box ?? (target.matches("input, select, textarea, a, button") ? target : target.querySelector("input, select, textarea"));
    (into ?? target).focus();
    (into ?? target).scrollIntoView({ block: "center" });
    return true;
  };
  form.addEventListener("click", event => {
    const link = event.target.closest(".faults a[href^='#'], .comments a[href^='#']");
    if (link && reach(link.hash.slice(1))) event.preventDefault();
  });
  faults?.focus();

  // Sections: what was folded stays folded for the next record of its kind, unless there is an error in it.
  const kept = `desk-folded:${form.id}`;
  const folded = () => new Set(JSON.parse(localStorage.getItem(kept) ?? "[]"));
  for (const section of form.querySelectorAll("details.fold")) {
    if (folded().has(section.id) && !section.querySelector(".errorlist")) section.open = false;
    section.addEventListener("toggle", () => {
      const now = folded();
      section.open ? now.delete(section.id) : now.add(section.id);
      localStorage.setItem(kept, JSON.stringify([...now]));
    });
  }

  // Rows with an order: two buttons move each of them; the numbers in their fields follow, and the focus stays.
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.append(said);
  const order = row => row.querySelector("input[name$='-order']");
  const rowsOf = group => [...group.querySelectorAll(".inline-related, tr.form-row")].filter(
    row => !row.classList.contains("empty-form") && !row.classList.contains("tabular") && order(row));
  const nameOf = row => (row.querySelector(".inline_label, td.original p")?.textContent ?? "").trim() || "The new row";
  const number = group => rowsOf(group).forEach((row, at) => { order(row).value = at + 1; });
  const move = (group, row, by) => {
    const rows = rowsOf(group);
    const at = rows.indexOf(row);
    const other = rows[at + by];
    if (!other) return;
    by < 0 ? other.before(row) : other.after(row);
    number(group);
    said.textContent = `${nameOf(row)}: now ${at + by + 1} of ${rows.length}.`;
  };
  const button = (group, row, by) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "move";
    made.textContent = by < 0 ? "↑" : "↓";
    const name = nameOf(row);
    made.setAttribute("aria-label", `Move ${by < 0 ? "up" : "down"}: ${name}`);
    made.addEventListener("click", () => { move(group, row, by); made.focus(); });
    return made;
  };
  const prepare = (group, row) => {
    if (!order(row) || row.querySelector(".moves")) return;
    const moves = document.createElement("span");
    moves.className = "moves";
    moves.append(button(group, row, -1), button(group, row, 1));
    (row.querySelector(".row-tools") ?? order(row).closest("td")).append(moves);
  };
  for (const group of form.querySelectorAll(".inline-group")) rowsOf(group).forEach(row => prepare(group, row));
  document.addEventListener("formset:added", event => {
    const group = event.target.closest(".inline-group");
    if (!group || !order(event.target)) return;
    prepare(group, event.target);
    order(event.target).value = Math.max(0, ...rowsOf(group).map(row => Number(order(row).value) || 0)) + 1;
    event.target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
  // The admin numbers what is left by its place on the page, and rows that were saved have to come first for that.
  document.addEventListener("formset:removed", event => {
    const group = document.getElementById(`${event.detail.formsetName}-group`);
    const rows = group ? rowsOf(group) : [];
    const stood = [...rows];
    const index = row => Number(order(row).name.match(/-(\d+)-order$/)[1]);
    [...rows].sort((one, other) => index(one) - index(other)).forEach(row => row.parentElement.insertBefore(row, group.querySelector(".empty-form")));
    setTimeout(() => stood.forEach(row => row.parentElement.insertBefore(row, group.querySelector(".empty-form"))));
  });
})();
