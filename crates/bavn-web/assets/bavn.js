// Bavn's own script: makes pages that already work without it quicker to use. No inline handlers, no eval, no texts
// (every sentence comes from data attributes on the page, in the reader's language).
(() => {
  "use strict";
  const doc = document;
  doc.documentElement.classList.add("has-js");

  const closest = (node, selector) => (node instanceof Element ? node.closest(selector) : null);
  const isTextField = (node) =>
    closest(node, "textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])") !== null;

  // ---- Save status: [data-autosave] (a form) or [data-saves] (one row of it) with a <p class="b-status" data-saving …> ----
  // An owner stays unsaved until a save that began after its last edit has succeeded.
  const edits = new Map();
  const ownerOf = (node) => closest(node, "[data-saves], [data-autosave], form[data-warn-unsaved]");
  const statusOf = (node) => {
    const form = closest(node, "[data-autosave]");
    return (form && form.querySelector("[data-saved]")) || doc.querySelector("[data-saved]");
  };
  const show = (status, state) => {
    if (!status) return;
    const clock = new Intl.DateTimeFormat(doc.documentElement.lang || "da", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Copenhagen" });
    status.dataset.state = state;
    status.textContent = (status.dataset[state] || "").replace("{time}", clock.format(new Date()));
  };
  const saves = (event) => (event.detail.requestConfig || {}).verb !== "get" && closest(event.target, "[data-saves], [data-autosave]");

  doc.addEventListener("input", (event) => {
    const owner = ownerOf(event.target);
    if (!owner) return;
    edits.set(owner, (edits.get(owner) || 0) + 1);
    if (isTextField(event.target)) show(statusOf(event.target), "unsaved");
  });
  doc.addEventListener("submit", (event) => { if (!event.defaultPrevented) edits.clear(); });
  // The session's token goes with every request that htmx sends, whichever fields the row names.
  const token = doc.querySelector('meta[name="csrf-token"]');
  doc.addEventListener("htmx:configRequest", (event) => {
    if (token) event.detail.headers["X-CSRF-Token"] = token.content;
  });
  doc.addEventListener("htmx:beforeRequest", (event) => {
    const owner = saves(event);
    if (!owner) return;
    event.detail.xhr.bavnEdits = edits.get(owner);
    show(statusOf(owner), "saving");
  });
  doc.addEventListener("htmx:afterRequest", (event) => {
    const owner = saves(event);
    if (!owner) return;
    // A conflict and a fault are swapped in like other answers, but nothing was saved.
    const done = event.detail.successful && event.detail.xhr.status < 400;
    const newest = edits.get(owner) === event.detail.xhr.bavnEdits;
    if (done && newest) edits.delete(owner);
    show(statusOf(owner), !done ? "failed" : newest ? "saved" : "unsaved");
  });
  window.addEventListener("beforeunload", (event) => { if (edits.size > 0) event.preventDefault(); });

  // ---- Digits 0-5 answer the group that has focus; in the quick form they go on to the next group ----
  const groups = () => [...doc.querySelectorAll("[data-levels]")].filter((group) => group.offsetParent !== null);
  const focusGroup = (group) => {
    const radio = group && (group.querySelector("input:checked") || group.querySelector("input[type=radio]"));
    if (radio) radio.focus();
    return Boolean(radio);
  };
  const nextGroup = (group, step) => {
    const all = groups();
    return focusGroup(all[all.indexOf(group) + step]);
  };
  const choose = (group, digit) => {
    const radio = group.querySelector(`input[type=radio][value="${digit}"]`);
    if (!radio) return false;
    radio.focus();
    if (!radio.checked) {
      radio.checked = true;
      for (const name of ["input", "change"]) radio.dispatchEvent(new Event(name, { bubbles: true }));
    }
    return true;
  };
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTextField(event.target)) return;
    const group = closest(event.target, "[data-levels]");
    if (!group) return;
    const quick = closest(group, "[data-quick]") !== null;
    if (/^[0-5]$/.test(event.key) && choose(group, event.key)) {
      event.preventDefault();
      if (quick) nextGroup(group, 1);
    } else if (event.key === "Enter" && quick) {
      event.preventDefault();
      nextGroup(group, event.shiftKey ? -1 : 1);
    }
    // Enter on the control page is the browser's own: it presses the form's first button, "next control".
  });

  // ---- A question before what cannot be taken back: <button data-confirm="dialog-id"> ----
  doc.addEventListener("click", (event) => {
    const asks = closest(event.target, "button[data-confirm]");
    if (!asks) return;
    const dialog = doc.getElementById(asks.dataset.confirm);
    if (!(dialog instanceof HTMLDialogElement) || typeof dialog.showModal !== "function") return;
    event.preventDefault();
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "yes") submitAs(asks);
      else asks.focus();
    }, { once: true });
    dialog.showModal();
  });
  const submitAs = (button) => {
    edits.clear();
    button.form.requestSubmit(button);
  };

  // ---- Small comforts ----
  // Filter forms submit on choice; the button is for those without script.
  doc.addEventListener("change", (event) => {
    const form = closest(event.target, "form[data-submit-on-change]");
    if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
  // Where a box says that a field is to be changed, typing in the field ticks it.
  doc.addEventListener("input", (event) => {
    const row = closest(event.target, "[data-ticks]");
    const box = row && doc.getElementById(row.dataset.ticks);
    if (box && box !== event.target) box.checked = true;
  });
  // An open drop-down closes on Escape and on a click outside.
  doc.addEventListener("click", (event) => {
    for (const drop of doc.querySelectorAll("details.b-drop[open]")) if (!drop.contains(event.target)) drop.open = false;
  });
  doc.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const drop = closest(event.target, "details.b-drop[open]");
    if (drop) { drop.open = false; drop.querySelector("summary").focus(); }
  });
  // Select every row of a register.
  doc.addEventListener("change", (event) => {
    const all = closest(event.target, "input[data-select-all]");
    if (all) for (const box of doc.querySelectorAll(`input[name="${all.dataset.selectAll}"]`)) box.checked = all.checked;
  });
  // The date at the foot of a print is the day it is printed.
  window.addEventListener("beforeprint", () => {
    for (const place of doc.querySelectorAll("[data-print-date]"))
      place.textContent = new Intl.DateTimeFormat(doc.documentElement.lang || "da", { dateStyle: "long" }).format(new Date());
  });
  // After a failed form the summary gets the focus, so that it is read aloud first.
  const errors = doc.querySelector(".b-errors[tabindex]");
  if (errors) errors.focus();
})();
