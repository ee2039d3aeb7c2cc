// Gives the search boxes that stand in for long selects the names of their fields; Control and K lead to the search.
"use strict";
(() => {
  const named = (select, box) => {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    if (label) {
      label.id = label.id || `${select.id}_label`;
      const shown = box.getAttribute("aria-controls") || "";
      box.setAttribute("aria-labelledby", [label.id, shown.endsWith("-container") ? shown : ""].join(" ").trim());
      box.removeAttribute("aria-label");
    } else {
      box.setAttribute("aria-label", select.getAttribute("aria-label") || select.name);
      box.removeAttribute("aria-labelledby");
    }
  };
  const nameAll = () => {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
      const boxes = select.nextElementSibling?.querySelectorAll("[role=combobox], [role=searchbox], [role=textbox]:not([title])");
      for (const box of boxes ?? []) named(select, box);
    }
  };
  document.addEventListener("DOMContentLoaded", () => setTimeout(nameAll));
  document.addEventListener("formset:added", () => setTimeout(nameAll));
  document.addEventListener("focusin", nameAll);
  document.addEventListener("keydown", (event) => {
    const box = document.getElementById("find");
    if (box && (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
})();
