// Pages are turned by key where a link says so; never while somebody writes.
"use strict";
document.addEventListener("keydown", (event) => {
  const writes = event.target.closest("input, select, textarea");
  if (writes || event.ctrlKey || event.metaKey || event.altKey) return;
  const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
  if (link) link.click();
});
const all = document.querySelector("input[data-all]");
if (all) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const one of document.querySelectorAll(`input[name="${all.dataset.all}"]`)) {
      one.checked = all.checked;
    }
  });
}
