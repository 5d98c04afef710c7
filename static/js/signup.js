// The sign-up form. It works without this file: all rows and all sections are there, and the server
// looks at everything again. What follows only keeps away what is not needed yet.

const form = document.querySelector("#signup");
const people = form?.querySelector("[data-people]");
const exceptions = form?.querySelector("[data-exceptions]");

if (people) {
  if (!form.hasAttribute("data-returned")) leaveOneRow();
  followPeople();
  form.addEventListener("change", followPeople);
  form.addEventListener("input", (event) => {
    if (event.target.name?.endsWith("-name")) followPeople();
  });
}

// A form that was just opened has some empty rows for who has no script; one is enough to begin with.
function leaveOneRow() {
  const rows = [...people.querySelectorAll("[data-person-row]")];
  while (rows.length > 1 && isEmpty(rows.at(-1))) rows.pop().remove();
  people.querySelector('[name="participants-TOTAL_FORMS"]').value = rows.length;
}

function isEmpty(row) {
  return [...row.querySelectorAll("input, textarea")].every((input) =>
    ["radio", "checkbox"].includes(input.type) ? !input.checked : !input.value,
  );
}

// Who is in the list has a place among the own choices, under their own name.
function followPeople() {
  const cards = [...people.querySelectorAll("[data-person-row]")];
  const isAway = !form.elements.contact_attends.checked && cards.some((card) => !isEmpty(card));
  for (const own of form.querySelectorAll("[data-own-questions]")) own.hidden = isAway;
  if (!exceptions) return;
  const list = exceptions.querySelector("[data-exceptions-list]");
  const blank = exceptions.querySelector("[data-exception-blank]").innerHTML;
  const rows = new Map(
    [...people.querySelectorAll("[data-person-row]")].map((row) => [row.dataset.personRow, row]),
  );
  for (const own of list.querySelectorAll("[data-exception]")) {
    if (own.dataset.exception !== "contact" && !rows.has(own.dataset.exception)) own.remove();
  }
  const self = list.querySelector('[data-exception="contact"]');
  self.hidden = !form.elements.contact_attends.checked && [...rows.values()].some((row) => !isEmpty(row));
  for (const [key, row] of rows) {
    let own = list.querySelector(`[data-exception="${key}"]`);
    const number = key.split("-")[1];
    if (!own) {
      list.insertAdjacentHTML(
        "beforeend",
        blank.replaceAll("__n__", number).replaceAll("__number__", Number(number) + 1),
      );
      own = list.lastElementChild;
    }
    const legend = own.querySelector("legend");
    legend.dataset.unnamed ??= legend.textContent;
    legend.textContent = row.querySelector(`[name="${key}-name"]`).value.trim() || legend.dataset.unnamed;
  }
}

// An organisation that was typed above need not be typed again below, as long as nobody touched that.
const employer = form?.querySelector('[name="contact-organisation"]');
const payer = form?.querySelector('[name="billing-organisation"]');
if (employer && payer) {
  let follows = payer.value === "" || payer.value === employer.value;
  payer.addEventListener("input", () => (follows = payer.value === ""));
  employer.addEventListener("input", () => {
    if (follows && payer.offsetParent !== null) payer.value = employer.value;
  });
}

// Where something free and something that costs money can be chosen, only what is needed is asked.
const amounts = document.querySelector("#amounts");
const button = document.querySelector("#signup-button");
if (button?.dataset.precise) button.textContent = button.dataset.precise;
if (amounts) {
  askWhatIsDue();
  document.addEventListener("htmx:oobAfterSwap", askWhatIsDue);
}

function askWhatIsDue() {
  const due = document.querySelector("#amounts [data-due]")?.dataset.due === "yes";
  for (const part of form.querySelectorAll("[data-when-due]")) part.hidden = !due;
}

// A question that is only asked after another answer, or of some ticket types, waits until then.
const asking = form ?? document.querySelector("#own-questions");
if (asking?.querySelector("[data-question]")) {
  askWhatIsAsked();
  asking.addEventListener("change", askWhatIsAsked);
}

function askWhatIsAsked() {
  for (const question of asking.querySelectorAll("[data-question]")) {
    question.hidden = !isAnswered(question) || !hasTicket(question);
  }
}

function isAnswered({ dataset: { whenName, whenValue } }) {
  if (!whenName) return true;
  const chosen = [...asking.querySelectorAll(`[name="${CSS.escape(whenName)}"]`)].some((control) =>
    control.matches("select") ? control.value === whenValue : control.checked && control.value === whenValue,
  );
  const other = asking.querySelector(`[name="${CSS.escape(whenName)}"]`)?.closest("[data-question]");
  return chosen && (!other || isAnswered(other));
}

function hasTicket(question) {
  const control = question.querySelector("[name]");
  if (!question.dataset.tickets || !control) return true;
  const key = control.name.split("-question_")[0];
  const own = asking.querySelector(`select[name="${CSS.escape(key)}-ticket_type"]`)?.value;
  const all = asking.querySelector('[name="all-ticket_type"]:checked')?.value;
  return !(own || all) || question.dataset.tickets.split(" ").includes(own || all);
}

// The other language, once something was typed, without losing it.
const language = document.querySelector(".site-header a[hreflang]");
const switchLanguage = form && document.querySelector("[data-switch-language]");
if (language && switchLanguage) {
  let isTouched = form.hasAttribute("data-returned");
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => (isTouched = true));
  language.addEventListener("click", (event) => {
    if (!isTouched || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit(switchLanguage);
  });
}
