// Samenkomst. Every page works without this file; it only saves waiting, typing and clicking.
// What needs it is written with the attribute hidden, which reveal() takes away.

const BUSY_FOR = 15_000; // milliseconds: long enough for a slow network, short enough for a download

// A form that is on its way says so, and is not sent a second time by a double click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  const button = event.submitter ?? form.querySelector("button:not([type=button])");
  form.dataset.sent = "yes";
  button?.setAttribute("aria-busy", "true");
  setTimeout(() => settle(form), BUSY_FOR);
});

function settle(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

// Back in the browser's history: the page as it was left, but nothing is on its way any more.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(settle);
});

document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(acts)) {
    const element = event.target.closest(selector);
    if (element) act(element, event);
  }
  closeMenus(event.target);
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

const acts = {
  "[data-copy]": copy,
  "[data-print]": () => window.print(),
  "[data-dialog]": openDialog,
  "[data-person-add]": addPerson,
  "[data-person-remove]": removePerson,
};

// <button type="button" hidden data-copy="#id" data-done="Gekopieerd">Kopieer</button>
async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  const before = button.textContent;
  button.textContent = button.dataset.done;
  button.setAttribute("role", "status");
  setTimeout(() => {
    button.textContent = before;
    button.removeAttribute("role");
  }, 2500);
}

// <a href="#id" data-dialog> opens <dialog id="id"> above the page; without this file it unfolds in it.
function openDialog(link, event) {
  event.preventDefault();
  document.querySelector(link.hash).showModal();
}

function closeMenus(target) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

// <div data-people="participants"> holds the hidden participants-TOTAL_FORMS, a list [data-people-list],
// and <template data-person> in which __n__ stands for the row's number. Numbers are never used twice:
// a row that was taken away counts as an empty one.
function addPerson(button) {
  const people = button.closest("[data-people]");
  const total = people.querySelector(`[name="${people.dataset.people}-TOTAL_FORMS"]`);
  const number = Number(total.value);
  const row = people.querySelector("template[data-person]").innerHTML.replaceAll("__n__", number);
  const list = people.querySelector("[data-people-list]");
  list.insertAdjacentHTML("beforeend", row.replaceAll("__number__", number + 1));
  total.value = number + 1;
  const added = list.lastElementChild;
  reveal(added);
  added.querySelector("input:not([type=hidden]), select")?.focus();
  tellChange(total);
}

function removePerson(button) {
  const people = button.closest("[data-people]");
  const row = button.closest("[data-person-row]");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next?.querySelector("input:not([type=hidden]), select") ?? people.querySelector("[data-person-add]"))?.focus();
  tellChange(people.querySelector(`[name="${people.dataset.people}-TOTAL_FORMS"]`));
}

// Whoever listens to the form (live prices) hears that it changed.
function tellChange(field) {
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

const NEEDS_SCRIPT = ["copy", "print", "person-add", "person-remove", "needs-script"]
  .map((name) => `[data-${name}][hidden]`)
  .join();

function reveal(root) {
  for (const element of root.querySelectorAll(NEEDS_SCRIPT)) element.hidden = false;
}

// A list that is drawn anew while a menu in it is open, <details class="menu" id>, leaves it open.
let openMenus = [];
document.addEventListener("htmx:beforeSwap", () => {
  openMenus = [...document.querySelectorAll("details.menu[id][open]")].map((menu) => menu.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of openMenus) document.getElementById(id)?.setAttribute("open", "");
});

reveal(document);
document.addEventListener("htmx:load", (event) => reveal(event.target));
document.querySelector(".error-summary")?.focus();
