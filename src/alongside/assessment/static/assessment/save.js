// Saves each card by itself. Without this file the Save button does the same for the whole page.
// Nothing is kept in the browser: what is not saved yet stands on the page, and is sent again.

const SETTLE_CHOICE = 350; // ms: arrow keys pass over tiles on their way
const SETTLE_TEXT = 900;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const PATIENCE = 20000; // ms until a send that hears nothing is tried again
const LOOK_PATIENCE = 4000; // ms after which a page whose rules never came saves without a look
const opened = Date.now();

const form = document.querySelector("form[data-save]");
const words = form.dataset;
const cards = [...form.querySelectorAll("[data-card]")].map((element) => new Card(element));

function Card(element) {
  const code = element.dataset.card;
  const field = (name) => form.elements.namedItem(`${code}-${name}`);
  const status = element.querySelector("[data-status]");
  const box = element.querySelector("[data-other]");
  let highest = Number(field("seq").value) - 1; // the highest number this page knows of
  let saved = given(); // what the server has, as far as this page knows
  let pending = null; // {seq, text}: sent, or to be sent again just as it was
  let sending = false;
  let timer = 0;
  let wait = FIRST_WAIT;
  let lastSaid = status.textContent;
  let held = ""; // "" or why sending waits for the person: signed-out, refused, someone-else, clash

  function said() {
    return told([...new FormData(form)].filter(([name]) => isSaid(name)));
  }

  // What the server put on the page: a browser may have put back words since, after going Back.
  function given() {
    const part = [];
    for (const control of form.elements) {
      if (!isSaid(control.name)) continue;
      if (control.type === "radio" || control.type === "checkbox") {
        if (control.defaultChecked) part.push([control.name, control.value]);
      } else if (control.tagName === "SELECT") {
        const chosen = [...control.options].find((option) => option.defaultSelected);
        part.push([control.name, chosen ? chosen.value : ""]);
      } else part.push([control.name, control.defaultValue]);
    }
    return told(part);
  }

  function told(part) {
    return JSON.stringify(part.map(([name, value]) => [name, value.trim()]).filter(([, v]) => v));
  }

  function isSaid(name) {
    return name.startsWith(`${code}-`) && !/-(seq|base|was)$/.test(name);
  }

  function dirty() {
    return pending !== null || said() !== saved;
  }

  // A box in which something certain is undecided keeps its words on the page: what was saved of it
  // before is sent in their place, so that the rest of the card is not held up.
  function isHeld(name) {
    return "identifiersUndecided" in field(name.slice(code.length + 1)).dataset;
  }

  function anyHeld() {
    return Boolean(element.querySelector("[data-identifiers-undecided]"));
  }

  function fit(name, value) {
    if (!isSaid(name) || /-(point|want)$/.test(name) || !isHeld(name)) return value;
    return new Map(saved ? JSON.parse(saved) : []).get(name) ?? "";
  }

  function ready() {
    return told([...new FormData(form)].filter(([name]) => isSaid(name)).map(([name, value]) => [name, fit(name, value)]));
  }

  function due() {
    return pending !== null || ready() !== saved;
  }

  // The look is taken a moment after typing: before anything leaves, it is taken at once.
  function looked() {
    for (const text of element.querySelectorAll("textarea")) text.dispatchEvent(new CustomEvent("identifiers-look"));
    return !element.querySelector("[data-identifiers]:not([data-identifiers-ready])") || Date.now() > opened + LOOK_PATIENCE;
  }

  function say(text, failed) {
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("al-saved--failed", Boolean(failed));
  }

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  }

  function changed(event) {
    if (!isSaid(event.target.name || "")) return;
    if (held === "refused") held = "";
    element.classList.toggle("as-card--evidence", hasEvidence());
    tellState();
    if (said() === saved && pending === null) return;
    later(event.type === "input" && event.target.tagName === "TEXTAREA" ? SETTLE_TEXT : SETTLE_CHOICE);
  }

  function hasEvidence() {
    return ["evidence", "evidence_kind"].some((name) => field(name) && field(name).value !== "");
  }

  function tellState() {
    const place = document.querySelector(`[data-state="${code}"]`);
    const point = form.querySelector(`input[name="${code}-point"]:checked`);
    place.textContent = point ? words.wordsAnswered : field("want").checked ? words.wordsMarked : words.wordsOpen;
  }

  async function send() {
    clearTimeout(timer);
    if (sending || held || !dirty()) return;
    if (!looked()) return later(SETTLE_CHOICE);
    if (!due()) return say(words.wordsHeld, true);
    const sent = number(ready());
    const mine = [...new FormData(form)].filter(([name]) => !name.includes("-") || name.startsWith(`${code}-`));
    const body = new URLSearchParams(mine.map(([name, value]) => [name, fit(name, value)]));
    sending = true;
    if (!status.classList.contains("al-saved--failed")) say(words.wordsSaving);
    try {
      const response = await fetch(element.dataset.url, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
        keepalive: body.toString().length < 60000,
        signal: AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined,
      });
      await heard(response, sent);
    } catch (error) {
      if (error instanceof Told) stop(error);
      else again(navigator.onLine === false || error instanceof TypeError ? words.wordsOffline : words.wordsFailed);
    } finally {
      sending = false;
    }
    if (!held && pending === null && ready() !== saved) later(0);
  }

  // A send that was never answered may have arrived: other words need a higher number.
  function number(now) {
    if (pending === null || pending.text !== now) pending = { seq: (highest += 1), text: now };
    field("seq").value = pending.seq;
    return pending;
  }

  async function heard(response, sent) {
    if (response.status === 401) throw new Told("signed-out", words.wordsSignedOut);
    if (response.status === 403) {
      await renew();
      return again(words.wordsFailed);
    }
    if (response.status === 400 || response.status === 413) throw new Told("refused", await reason(response));
    if (!response.ok && response.status !== 409) return again(words.wordsFailed);
    const kept = await response.json();
    highest = Math.max(highest, kept.seq);
    field("base").value = kept.seq;
    field("seq").value = highest + 1;
    field("was").value = kept.was;
    pending = null;
    wait = FIRST_WAIT;
    if (kept.outcome === "saved" || kept.outcome === "same") saved = sent.text;
    lastSaid = kept.status;
    say(kept.status, kept.outcome === "clash");
    if (kept.outcome !== "clash" && anyHeld()) say(words.wordsHeld, true);
    if (kept.other) showOther(kept);
    firstLine();
    if (kept.outcome === "clash") held = "clash";
  }

  async function reason(response) {
    try {
      return (await response.json()).status;
    } catch {
      return words.wordsFailed;
    }
  }

  function again(text) {
    say(text, true);
    later(wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function stop(told) {
    held = told.why;
    say(told.message, true);
    if (told.why === "refused") pending = null;
    if (told.why === "signed-out") {
      const link = document.createElement("a");
      link.href = words.signIn;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = words.wordsSignIn;
      status.append(" ", link);
    }
  }

  // The other page's words, and a choice. Nothing here is thrown away by itself.
  function showOther(kept) {
    const clash = kept.outcome === "clash";
    const heading = document.createElement("h3");
    heading.textContent = clash ? words.wordsThere : words.wordsElsewhere;
    const list = document.createElement("dl");
    list.dataset.content = "";
    for (const [label, text] of [["", kept.other.when], ...kept.other.words]) {
      if (label) list.append(Object.assign(document.createElement("dt"), { textContent: label }));
      list.append(Object.assign(document.createElement("dd"), { textContent: text }));
    }
    box.replaceChildren(
      heading,
      list,
      button(words.wordsKeepMine, () => clash && force()),
      button(words.wordsUseOther, () => useOther(kept.other, clash)),
    );
    box.hidden = false;
  }

  function button(text, then) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    made.className = "ds_button ds_button--secondary";
    made.addEventListener("click", () => {
      box.hidden = true;
      box.replaceChildren();
      held = "";
      then();
      (form.querySelector(`input[name="${code}-point"]:checked`) || field("note")).focus();
    });
    return made;
  }

  function force() {
    saved = "";
    later(0);
  }

  function useOther({ values, when }, clash) {
    for (const radio of form.querySelectorAll(`input[name="${code}-point"]`)) radio.checked = radio.value === values.point;
    field("want").checked = values.want;
    for (const name of ["note", "evidence", "evidence_kind"]) if (field(name)) field(name).value = values[name];
    element.classList.toggle("as-card--evidence", hasEvidence());
    tellState();
    if (clash) saved = said(); // the server has it already
    say(clash ? when : words.wordsSaving);
    later(0);
  }

  element.addEventListener("identifiers-decided", ({ detail: decided }) => {
    if (held) return;
    if (!decided) say(words.wordsHeld, true);
    else if (due()) later(SETTLE_CHOICE);
    else if (!anyHeld()) say(lastSaid);
  });
  element.addEventListener("input", changed);
  element.addEventListener("change", changed);
  if (dirty()) later(0);
  element.addEventListener("focusout", () => dirty() && later(0));

  return {
    dirty,
    due,
    send,
    submitted: () => dirty() && number(said()),
    wake() {
      if (held === "signed-out" || held === "someone-else") held = "";
      wait = FIRST_WAIT;
      if (dirty()) send();
    },
  };
}

class Told extends Error {
  constructor(why, message) {
    super(message);
    this.why = why;
  }
}

// After signing in again, the page's token is no longer good: fetch the one a new page would have.
// If somebody else signed in, nothing of this page may go into their answers.
async function renew() {
  const response = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("form[data-save]");
  if (!fresh) throw new Told("signed-out", words.wordsSignedOut);
  const value = (of, name) => of.querySelector(`input[name="${name}"]`).value;
  if (value(fresh, "owner") !== value(form, "owner")) throw new Told("someone-else", words.wordsSomeoneElse);
  form.querySelector('input[name="csrfmiddlewaretoken"]').value = value(fresh, "csrfmiddlewaretoken");
}

// What was just saved may give a plan its first line. Nice to have: no line, no word about it.
let asking = 0;

function firstLine() {
  const line = document.querySelector("[data-first-line]");
  if (!line || !form.querySelector('input[name$="-want"]:checked')) return;
  for (const part of document.querySelectorAll("[data-next]")) part.hidden = part.dataset.next !== "marked";
  clearTimeout(asking);
  asking = setTimeout(async () => {
    try {
      const response = await fetch(line.dataset.firstLine, { credentials: "same-origin", redirect: "error" });
      if (!response.ok) return;
      const part = new DOMParser().parseFromString(await response.text(), "text/html");
      line.replaceChildren(...part.body.childNodes);
    } catch {
      // The line stays as it was.
    }
  }, SETTLE_TEXT);
}

let leaving = false; // by the form's own button, which saves everything on the page

form.addEventListener("submit", () => {
  leaving = true;
  cards.forEach((card) => card.submitted());
});

// A link on the page waits a moment for what is on its way, and asks only if that does not arrive.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const plain = link && !link.target && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  const stays = link && link.hash && link.pathname === location.pathname && link.search === location.search;
  if (!plain || stays || event.defaultPrevented || !cards.some((card) => card.due())) return;
  event.preventDefault();
  cards.forEach((card) => card.send());
  const until = Date.now() + PATIENCE / 8;
  while (cards.some((card) => card.due()) && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
  location.assign(link.href);
});
addEventListener("pageshow", () => { leaving = false; });
addEventListener("online", () => cards.forEach((card) => card.wake()));
addEventListener("focus", () => cards.forEach((card) => card.wake()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") cards.forEach((card) => card.dirty() && card.send());
  else cards.forEach((card) => card.wake());
});
addEventListener("beforeunload", (event) => {
  if (leaving || !cards.some((card) => card.dirty())) return;
  cards.forEach((card) => card.send());
  event.preventDefault();
});
