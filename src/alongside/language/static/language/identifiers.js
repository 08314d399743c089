// What in a text could tell who somebody is, on this device: a reminder for the writer, who decides.
// The text never leaves the page. The one thing fetched is the list of rules, when the page opens;
// nothing is stored. It says the same as core/language/identifiers.py; a corpus holds both together.

const FORMAT = 1;
const BEFORE = 40;
const SHORT_NAME = 4;
const MONTHS_APART = 3;
const THINGS_BEFORE = 4;
const LETTER = "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u1e00-\\u1eff\\u0300-\\u036f";
const TOKEN = new RegExp(`[${LETTER}]+(?:['\\u2019-][${LETTER}]+)*`, "g");
const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/g;
const SENTENCE = /[.!?\u2026\n\r\u2028\u2029]/;
const STOP = /[.!?\u2026][ \t\u00a0]|[\n\r\u2028\u2029]/g;
const PLAIN_GAP = /^[ \t\u00a0]+$/;
const NUMBER = /[0-9]+/g;
const YEAR = /^[ \t\u00a0]+(?:19|20)[0-9]{2}(?![0-9A-Za-z])/;
const BARE_MONTH = /[0-9] (?:may|march|mar)$/;
const OPENING = new Set("\"'([{\u201c\u2018\u00ab");
const TAKEN = "\ufffc";

const fold = (word) =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("\u0142", "l")
    .replaceAll("\u2019", "'");

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

const wordsOf = (text) => {
  const found = [];
  let last = 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    let word = match[0];
    if (word.length > 2 && /['\u2019][sS]$/.test(word)) word = word.slice(0, -2);
    const gap = text.slice(last, start);
    const low = word.toLowerCase();
    found.push({
      start,
      end: start + word.length,
      fold: fold(word),
      capital: low[0] !== word[0],
      shouting: word.length > 1 && word === word.toUpperCase() && word !== low,
      opens:
        (!found.length && !gap.includes(TAKEN)) ||
        SENTENCE.test(gap) ||
        OPENING.has(text[start - 1]),
      joined: PLAIN_GAP.test(gap),
    });
    last = start + match[0].length;
  }
  return found;
};

// Numbers that belong to one person

const digitsOf = (text) => (text.match(NUMBER) ?? []).join("");
const mod11 = (digits) => {
  let total = 0;
  for (let at = 0; at < 9; at += 1) total += Number(digits[at]) * (10 - at);
  const check = 11 - (total % 11);
  return check !== 10 && check % 11 === Number(digits[9]);
};
const phoneDigits = (text) => {
  const digits = digitsOf(text);
  return text.startsWith("+44") ? `0${digits.slice(2).replace(/^0/, "")}` : digits;
};
const VALID = {
  "": () => true,
  chi: (text) => {
    const digits = digitsOf(text);
    if (digits.length !== 10) return false;
    const [day, month, year] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
    if (month < 1 || month > 12) return false;
    const longest = [31, year % 4 ? 28 : 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
    return day >= 1 && day <= longest && mod11(digits);
  },
  nhs: (text) => {
    const digits = digitsOf(text);
    return digits.length === 10 && /^[34679]/.test(digits) && mod11(digits);
  },
  phone: (text) => {
    const digits = phoneDigits(text);
    const least = digits.startsWith("08") ? 8 : 10;
    return /^0[^0]/.test(digits) && least <= digits.length && digits.length <= 11;
  },
  date: (text) => {
    const numbers = (text.match(NUMBER) ?? []).map(Number);
    const [one, two, three] = numbers;
    if (/^[0-9]{4}-/.test(text)) return two >= 1 && two <= 12 && three >= 1 && three <= 31;
    if (numbers.length === 3) {
      return one >= 1 && two >= 1 && Math.max(one, two) <= 31 && Math.min(one, two) <= 12;
    }
    return one >= 1 && one <= 31 && !BARE_MONTH.test(text);
  },
};

// Helpers of the search

const without = (text, spans) => {
  let made = "";
  let last = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    made += text.slice(last, start) + TAKEN.repeat(end - start);
    last = end;
  }
  return made + text.slice(last);
};
const isFree = (word, text) => !text.slice(word.start, word.end).includes(TAKEN);
const isBefore = (words, at, names) =>
  at + 1 < words.length && words[at + 1].joined && names.has(words[at + 1].fold);
const saysRow = (words, first, row) =>
  first >= 0 && row.every((one, at) => words[first + at]?.fold === one);

const inRows = (rows, words, text, neverBefore) => {
  const spans = [];
  for (let at = 0; at < words.length; at += 1) {
    for (const row of Object.hasOwn(rows, words[at].fold) ? rows[words[at].fold] : []) {
      if (!saysRow(words, at, row)) continue;
      const stretch = words.slice(at, at + row.length);
      const [start, end] = [stretch[0].start, stretch[stretch.length - 1].end];
      const stands =
        stretch.every((one) => one.capital || one.fold === "of" || one.fold === "the") &&
        stretch.slice(1).every((one) => one.joined) &&
        !text.slice(start, end).includes(TAKEN);
      if (stands && !isBefore(words, at + row.length - 1, neverBefore)) {
        spans.push([start, end]);
        at += row.length - 1;
        break;
      }
    }
  }
  return spans;
};

const isSilent = (kind, text, start, end) => {
  const after = text.slice(end, end + BEFORE).toLowerCase();
  if (kind.silent_after.some((one) => after.startsWith(one))) return true;
  if (!kind.silent) return false;
  let lead = text.slice(Math.max(0, start - BEFORE * 2), start).toLowerCase();
  const stops = [...lead.matchAll(STOP)];
  const last = stops[stops.length - 1];
  if (last) lead = lead.slice(last.index + last[0].length);
  return [...lead.matchAll(kind.silent)].some(
    (match) => lead.length - match.index - match[0].length <= BEFORE,
  );
};

const kindOf = (row) => {
  const flags = row.flags.includes("i") ? "gi" : "g";
  const words = row.silent_before.map(escaped).join("|");
  return {
    ...row,
    cues: row.cues.map((one) => new RegExp(one, flags)),
    patterns: row.patterns.map((one) => new RegExp(one, flags)),
    unless: row.unless ? new RegExp(row.unless, flags.replace("g", "")) : null,
    silent: words ? new RegExp(`(?<![${LETTER}])(?:${words})(?![${LETTER}0-9])`, "g") : null,
    exact: new Set(row.exact),
    digits: new Set(row.digits),
    first: new Set(row.first),
    second: new Set(row.second),
    next: new Set(row.next),
  };
};

const allowed = (phrase) => {
  const first = phrase[0];
  const rest = escaped(phrase.slice(1)).replaceAll("'", "['\\u2019]");
  const either = `[${first.toUpperCase()}${first.toLowerCase()}]`;
  return new RegExp(`(?<![${LETTER}0-9])${either}${rest}(?![${LETTER}0-9])`, "g");
};

export class Identifiers {
  constructor(rules) {
    if (rules.format !== FORMAT) throw new Error("These rules have another format.");
    this.addingUp = rules.adding_up;
    this.allowed = rules.allowed.map(allowed);
    this.kinds = rules.kinds.map(kindOf);
    this.lists = Object.fromEntries(
      Object.entries(rules.lists).map(([name, words]) => [name, new Set(words)]),
    );
    this.pairs = rules.pairs;
    this.introduce = rules.introduce;
    this.places = rules.places;
    const { names, names_ordinary, names_places, surnames, surnames_ordinary } = this.lists;
    this.firstNames = new Set([...names, ...names_ordinary, ...names_places]);
    this.surnames = new Set([...surnames, ...surnames_ordinary]);
  }

  addsUp(findings) {
    return findings.filter((one) => one.level === "think").length >= this.addingUp.least;
  }

  // Findings in the order of the text; places are the browser's own.
  check(given) {
    let text = given.replace(ASTRAL, "\ufffd");
    for (const phrase of this.allowed) {
      text = text.replace(phrase, (match) => TAKEN.repeat(match.length));
    }
    const words = wordsOf(text);
    const found = [];
    for (const kind of this.kinds) {
      for (const look of this.looks(kind, words)) {
        const spans = look(text);
        if (!spans.length) continue;
        text = without(text, spans);
        for (const [start, end] of spans) {
          found.push({ kind: kind.id, level: kind.level, start, end });
        }
      }
    }
    found.sort((a, b) => a.start - b.start);
    return this.placed(given, found);
  }

  // A sign beyond the first plane counted as one above; a browser counts it as two.
  placed(given, found) {
    const wide = [...given.matchAll(ASTRAL)].map((match, at) => match.index - at);
    const shift = (place) => place + wide.filter((one) => one < place).length;
    return found.map((one) => ({ ...one, start: shift(one.start), end: shift(one.end) }));
  }

  looks(kind, words) {
    const listed = {
      "given-name": (text) => this.givenNames(words, text),
      surname: (text) => this.familyNames(kind, words, text),
      place: (text) => this.towns(kind, words, text),
    }[kind.id];
    return [
      ...kind.cues.map((pattern) => (text) => this.matches(kind, pattern, true, text)),
      ...(listed ? [listed] : []),
      (text) => inRows(kind.phrases, words, text, new Set()),
      ...kind.patterns.map((pattern) => (text) => this.matches(kind, pattern, false, text)),
    ];
  }

  matches(kind, pattern, cue, text) {
    const spans = [];
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      let start = match.index;
      const end = start + match[0].length;
      while (/\s/.test(text[start])) start += 1;
      if (this.counts(kind, text, start, end, cue)) spans.push([start, end]);
      else pattern.lastIndex = match.index + 1;
    }
    return spans;
  }

  counts(kind, text, start, end, cue) {
    const it = text.slice(start, end);
    if (!cue && !VALID[kind.validate](it)) return false;
    if (kind.exact.has(it.toLowerCase()) || kind.digits.has(phoneDigits(it))) return false;
    if (kind.unless?.test(it)) return false;
    const words = wordsOf(it).map((word) => word.fold);
    if (kind.first.has(words[0]) || kind.second.has(words[1])) return false;
    if (kind.lower_needs_surname && /^[a-z]{2}/.test(it)) {
      const last = words[words.length - 1];
      if (last.length > 1 && !this.surnames.has(last)) return false;
    }
    return !isSilent(kind, text, start, end);
  }

  givenNames(words, text) {
    const named = (word, at) => isFree(word, text) && this.isGivenName(words, at, text);
    return words.filter(named).map((word) => [word.start, word.end]);
  }

  isGivenName(words, at, text) {
    const { lists } = this;
    const word = words[at];
    if (lists.names.has(word.fold)) return word.capital || word.fold.length > SHORT_NAME;
    if (!word.capital) return false;
    if (word.fold.includes("-") && word.fold.split("-").some((half) => lists.names.has(half))) {
      return true;
    }
    if (word.shouting) return false;
    if (lists.names_places.has(word.fold)) return !this.isAtPlace(words, at);
    if (lists.names_ordinary.has(word.fold)) return this.isOrdinaryName(words, at, text);
    return this.isIntroduced(words, at, text);
  }

  isOrdinaryName(words, at, text) {
    const { lists } = this;
    const word = words[at];
    const after = words[at + 1]?.joined ? words[at + 1] : null;
    if (after && after.capital && this.surnames.has(after.fold)) return true;
    if (word.opens) return after !== null && this.isDoing(words, at);
    if (this.follows(words, at, "before_ordinary")) return false;
    if (lists.months.has(word.fold) && this.isMonth(words, at)) return false;
    return !(after && lists.after.has(after.fold)) && !YEAR.test(text.slice(word.end, word.end + 16));
  }

  isDoing(words, at) {
    const after = words[at + 1].fold;
    const then = words[at + 2]?.fold;
    if (this.pairs.some(([one, two]) => one === after && two === then)) return true;
    const weak = this.lists.weak_for.has(words[at].fold);
    return this.lists[weak ? "weak_doing" : "doing"].has(after);
  }

  isMonth(words, at) {
    if (this.follows(words, at, "before_months")) return true;
    return words
      .slice(Math.max(0, at - MONTHS_APART), at + MONTHS_APART + 1)
      .some((one) => one !== words[at] && one.capital && this.lists.all_months.has(one.fold));
  }

  isIntroduced(words, at, text) {
    const word = words[at];
    if (word.opens && !OPENING.has(text[word.start - 1])) return false;
    if (word.fold.length < 2 || this.lists.never.has(word.fold)) return false;
    for (const row of this.introduce) {
      const first = at - row.length;
      if (!saysRow(words, first, row)) continue;
      if (SENTENCE.test(text.slice(words[at - 1].end, word.start))) continue;
      const before = words.slice(Math.max(0, first - THINGS_BEFORE), first);
      return !before.some((one) => this.lists.things.has(one.fold));
    }
    return false;
  }

  follows(words, at, name) {
    return at > 0 && words[at].joined && this.lists[name].has(words[at - 1].fold);
  }

  isAtPlace(words, at) {
    if (!this.follows(words, at, "place_words")) return false;
    return !(words[at - 1].fold === "to" && this.follows(words, at - 1, "speaking"));
  }

  familyNames(kind, words, text) {
    const named = (word, at) => {
      if (!word.capital || !this.surnames.has(word.fold) || !isFree(word, text)) return false;
      const clear = this.lists.surnames.has(word.fold) && !this.lists.regions.has(word.fold);
      if (!clear && !(at > 0 && this.isFirstName(words, at, text))) return false;
      return !isBefore(words, at, kind.next);
    };
    return words.filter(named).map((word) => [word.start, word.end]);
  }

  isFirstName(words, at, text) {
    const before = words[at - 1];
    const gap = text.slice(before.end, words[at].start);
    if (before.fold.length === 1 && before.capital && before.fold !== "i") {
      return words[at].joined || gap === ". " || gap === ".";
    }
    return words[at].joined && before.capital && this.firstNames.has(before.fold);
  }

  towns(kind, words, text) {
    const { lists } = this;
    const spans = inRows(this.places, words, text, kind.next);
    words.forEach((word, at) => {
      const odd = lists.places_ordinary.has(word.fold) && !word.opens;
      if (!(odd || lists.names_places.has(word.fold)) || !isFree(word, text)) return;
      if (!word.capital || !this.isAtPlace(words, at)) return;
      if (!isBefore(words, at, kind.next)) spans.push([word.start, word.end]);
    });
    return spans;
  }
}

// The page: beside a box, what to look at. The writer decides; nothing is kept or sent.

const PAUSE = 200;

const beside = (root, checker) => {
  const field = document.getElementById(root.dataset.identifiers);
  const words = document.getElementById("identifier-words");
  if (!field || !words) return undefined;
  const fine = new Set();
  const said = (found, text) => `${found.kind} ${text.slice(found.start, found.end)}`;
  const holds = field.form?.dataset.identifiersHold?.split(" ") ?? [];
  // What stood there when it was saved before was decided about then.
  const known = new Set();
  if (field.form?.hasAttribute("data-identifiers-known")) {
    for (const found of checker.check(field.defaultValue)) known.add(said(found, field.defaultValue));
  }
  let wait = 0;
  root.append(words.content.cloneNode(true));
  const slot = (name, within = root) => within.querySelector(`[data-slot="${name}"]`);
  const [list, one] = [slot("list"), slot("one")];

  const put = (found, was, instead) => {
    if (field.value.slice(found.start, found.end) !== was) return look();
    // A detail that is taken out leaves no two blanks behind.
    let { start } = found;
    if (!instead && /[ \t]/.test(field.value[start - 1] ?? "")) start -= 1;
    field.setRangeText(instead, start, found.end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    look();
    field.focus();
    return undefined;
  };
  const onPress = (button, press) => button.addEventListener("click", press);

  const shown = (found, text) => {
    const it = text.slice(found.start, found.end);
    const kind = checker.kinds.find((row) => row.id === found.kind);
    const item = one.content.cloneNode(true);
    slot("it", item).textContent = it;
    slot("title", item).textContent = kind.title;
    slot("explain", item).textContent = kind.explain;
    for (const level of item.querySelectorAll("[data-level]")) {
      level.hidden = level.dataset.level !== found.level;
    }
    const offers = slot("offers", item);
    const sample = offers.firstElementChild;
    for (const offer of kind.offer) {
      const line = sample.cloneNode(true);
      slot("offer", line).textContent = offer;
      onPress(line.querySelector("button"), () => put(found, it, offer));
      offers.append(line);
    }
    sample.remove();
    slot("instead", item).hidden = !kind.offer.length;
    onPress(slot("out", item), () => put(found, it, ""));
    onPress(slot("keep", item), () => {
      fine.add(said(found, text));
      look();
      field.focus();
    });
    return item;
  };

  const look = () => {
    clearTimeout(wait);
    const text = field.value;
    const all = checker.check(text);
    const found = all.filter((it) => !fine.has(said(it, text)));
    list.replaceChildren(...found.map((it) => shown(it, text)));
    slot("some").hidden = !found.length;
    slot("together").hidden = !checker.addsUp(found);
    slot("limits").hidden = !found.length;
    root.hidden = false;
    const held = found.some((it) => holds.includes(it.level) && !known.has(said(it, text)));
    if (!held) slot("first").hidden = true;
    if (held === ("identifiersUndecided" in field.dataset)) return;
    if (held) field.dataset.identifiersUndecided = "";
    else delete field.dataset.identifiersUndecided;
    field.dispatchEvent(new CustomEvent("identifiers-decided", { bubbles: true, detail: !held }));
  };

  slot("adding").textContent = checker.addingUp.explain;
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(look, PAUSE);
  });
  look();
  // Whoever is about to save asks for a look at once.
  field.addEventListener("identifiers-look", look);
  root.dataset.identifiersReady = "";
  return { root, field, first: slot("first") };
};

// A form that is marked so is not sent while something in it is undecided: the first press shows it.
const holding = (form, checks) => {
  const notice = form.querySelector("[data-identifiers-held]");
  const looked = form.elements.namedItem("looked");
  const open = () => {
    for (const { field } of checks) field.dispatchEvent(new CustomEvent("identifiers-look"));
    return checks.filter(({ field }) => "identifiersUndecided" in field.dataset);
  };
  const line = ({ field }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = field.labels?.[0]?.textContent ?? field.name;
    item.append(link);
    return item;
  };
  form.addEventListener("submit", (event) => {
    const asItIs = event.submitter?.hasAttribute("data-as-it-is") || event.submitter?.name === "as_it_is";
    const held = asItIs ? [] : open();
    if (looked) looked.value = held.length ? "" : "yes";
    if (!held.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const { root, first } of held) {
      for (let at = root.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
      first.hidden = false;
    }
    if (notice) {
      notice.hidden = false;
      notice.querySelector("[data-slot='boxes']").replaceChildren(...held.map(line));
    }
    held[0].root.tabIndex = -1;
    held[0].root.focus();
    held[0].root.scrollIntoView({ block: "center" });
  }, { capture: true });
  form.addEventListener("identifiers-decided", () => {
    if (notice && !checks.some(({ field }) => "identifiersUndecided" in field.dataset)) notice.hidden = true;
  });
};

const begin = async () => {
  const roots = document.querySelectorAll("[data-identifiers]");
  const rules = document.getElementById("identifier-words")?.dataset.rules;
  if (!roots.length || !rules) return;
  const answer = await fetch(rules, { credentials: "same-origin" });
  if (!answer.ok) return;
  const checker = new Identifiers(await answer.json());
  const checks = [...roots].map((root) => beside(root, checker)).filter(Boolean);
  for (const form of document.querySelectorAll("form[data-identifiers-hold]")) {
    holding(form, checks.filter(({ field }) => field.form === form));
  }
};

// Without the rules the page works as it does without scripts: the hint beside the box stands.
if (typeof document !== "undefined") begin().catch(() => undefined);
