// Words that give hope, on this device. The text never leaves the page: the only thing fetched is
// the list of rules, before anything is looked at. It says the same as core/language/checker.py,
// and a corpus holds the two together. It explains and suggests; it stores and reports nothing.
(() => {
  "use strict";

  const [, OTHER, ANY, NAME, START, END] = [0, 1, 2, 3, 4, 5];
  const FORMAT = 1;
  const NEAR = 12;
  const FAR = 80;
  const LETTER = "0-9A-Za-z\\u00c0-\\u024f";
  const TOKEN = new RegExp(
    "[0-9]+:[0-9]+" +
      `|[${LETTER}]+(?:['\\u2019](?!(?:s|re|m|ve|ll|d)(?![A-Za-z]))[A-Za-z]+)?` +
      "|(?<=[A-Za-z])['\\u2019](?:s|re|m|ve|ll|d)(?![A-Za-z])" +
      "|&",
    "g",
  );
  const PARAGRAPH = /\u2029|\n[ \t]*(?:\n|[-*+•#|>]|[0-9]+[.)])/;
  const SENTENCE = /[.!?;:…|]/;
  const CLAUSE = /[,()[\]"“”«»–—]| -|- /;
  const QUOTE = new RegExp(
    `["“”«»\\n]|(?<![${LETTER}])(['‘])(?=[${LETTER}])|['’](?![${LETTER}])`,
    "g",
  );

  const breakIn = (gap, capital) => {
    if (PARAGRAPH.test(gap)) return 3;
    if (SENTENCE.test(gap) || (gap.includes("\n") && capital)) return 2;
    return CLAUSE.test(gap) ? 1 : 0;
  };

  const split = (text) => {
    const found = { text, words: [], starts: [], ends: [], breaks: [], capitals: [] };
    const known = new Map([[" ", 0], ["", 0], ["-", 0], [", ", 1]]);
    let last = 0;
    for (const match of text.matchAll(TOKEN)) {
      const word = match[0];
      const start = match.index;
      const gap = text.slice(last, start);
      const low = word.toLowerCase();
      const capital = low[0] !== word[0];
      let kind = known.get(gap);
      if (kind === undefined) {
        kind = breakIn(gap, capital);
        if (!gap.includes("\n")) known.set(gap, kind);
      }
      found.words.push(low === "&" ? "and" : low.replaceAll("’", "'"));
      found.starts.push(start);
      found.ends.push(start + word.length);
      found.breaks.push(kind);
      found.capitals.push(capital);
      last = start + word.length;
    }
    if (found.breaks.length) found.breaks[0] = 3;
    return found;
  };

  const quotations = (text) => {
    const spans = [];
    let double = -1;
    let single = -1;
    for (const match of text.matchAll(QUOTE)) {
      const sign = match[0];
      const at = match.index;
      if (sign === "\n") {
        if (text[at + 1] === "\n") double = single = -1;
      } else if (match[1]) {
        if (single < 0) single = at;
      } else if (sign === "'" || sign === "’") {
        if (single >= 0) spans.push([single, at]);
        single = -1;
      } else if (double < 0) {
        if (sign !== "”" && sign !== "»") double = at;
      } else if (sign !== "“" && sign !== "«") {
        spans.push([double, at]);
        double = -1;
      }
    }
    return spans;
  };

  const sentence = (words, first, last) => {
    const lowest = Math.max(0, first - FAR);
    const highest = Math.min(words.words.length, last + FAR);
    while (first > lowest && words.breaks[first] < 2) first -= 1;
    while (last < highest && words.breaks[last] < 2) last += 1;
    return [first, last];
  };

  const apart = (spans) => {
    const taken = new Set();
    const chosen = [];
    const wanted = [...spans].sort(
      (a, b) => a[0] - a[1] - (b[0] - b[1]) || a[0] - b[0] || a[2] - b[2],
    );
    for (const span of wanted) {
      let free = true;
      for (let at = span[0]; at < span[1]; at += 1) free = free && !taken.has(at);
      if (!free) continue;
      for (let at = span[0]; at < span[1]; at += 1) taken.add(at);
      chosen.push(span);
    }
    return chosen.sort((a, b) => a[0] - b[0]);
  };

  class Checker {
    constructor(document) {
      if (document.format !== FORMAT) throw new Error("These rules have another format.");
      const lists = document.lists.map((words) => new Set(words));
      const pattern = ([first, last, anchor, elements]) => ({
        first,
        last,
        anchor,
        elements: elements.map(([kind, at, least, most]) => ({ kind, words: lists[at], least, most })),
      });
      this.speech = Object.fromEntries(
        Object.entries(document.speech).map(([name, words]) => [name, new Set(words)]),
      );
      this.rules = document.rules.map((rule) => ({
        ...rule,
        finds: rule.finds.map(pattern),
        unless: rule.unless.map(pattern),
        quietNear: lists[rule.quiet_near],
      }));
      this.looks = new Map();
      this.rules.forEach((rule, order) => {
        for (const one of rule.finds) {
          for (const word of one.elements[one.anchor].words) {
            if (!this.looks.has(word)) this.looks.set(word, []);
            this.looks.get(word).push([order, one]);
          }
        }
      });
    }

    check(text) {
      const words = split(text);
      const spans = new Map();
      words.words.forEach((word, at) => {
        for (const [order, pattern] of this.looks.get(word) ?? []) {
          const span = this.matchAt(pattern, words, at);
          if (span) spans.set(`${span[0]} ${span[1]} ${order}`, [span[0], span[1], order]);
        }
      });
      if (!spans.size) return [];
      const quoted = quotations(text);
      const kept = [...spans.values()].filter(
        (span) => !this.isOwnWords(words, span, quoted) && !this.isExcepted(words, span),
      );
      return apart(kept).map(([first, last, order]) => {
        const start = words.starts[first];
        const end = words.ends[last - 1];
        return { rule: this.rules[order].id, level: this.rules[order].level, start, end, text: text.slice(start, end) };
      });
    }

    isExcepted(words, [first, last, order]) {
      const rule = this.rules[order];
      const [low, high] = sentence(words, first, last);
      if (rule.quietNear.size) {
        for (let at = low; at < high; at += 1) if (rule.quietNear.has(words.words[at])) return true;
      }
      for (const pattern of rule.unless) {
        const anchors = pattern.elements[pattern.anchor].words;
        const end = Math.min(words.words.length, last + NEAR);
        for (let at = Math.max(0, first - NEAR); at < end; at += 1) {
          if (!anchors.has(words.words[at])) continue;
          const found = this.matchAt(pattern, words, at);
          if (found && found[2] < last && first < found[3]) return true;
        }
      }
      return false;
    }

    isOwnWords(words, [first, last], quoted) {
      const start = words.starts[first];
      const end = words.ends[last - 1];
      if (quoted.some(([opened, closed]) => opened < start && end <= closed)) return true;
      return this.saidBefore(words, first) || this.saidAfter(words, last);
    }

    saidBefore(words, first) {
      const speech = this.speech;
      const lowest = Math.max(0, first - FAR);
      for (let at = first; at > lowest && words.breaks[at] < 2; ) {
        at -= 1;
        const word = words.words[at];
        if (speech.turning.has(word)) return false;
        if (speech.said.has(word) && at + 1 < words.words.length) {
          const after = words.words[at + 1];
          if (speech.naming.has(word)) {
            if (speech.oneself.has(after)) return true;
          } else if (at + 1 < first && !speech.not_opening.has(after)) return true;
        }
      }
      return false;
    }

    saidAfter(words, last) {
      const says = (at) => words.words[at] === "said" || words.words[at] === "says";
      const highest = Math.min(words.words.length, last + FAR);
      for (let at = last; at < highest && words.breaks[at] < 2; at += 1) {
        if (words.breaks[at] !== 1 || this.speech.joining.has(words.words[at])) continue;
        if (says(at)) return true;
        if (at + 1 < words.words.length && words.breaks[at + 1] === 0 && says(at + 1)) return true;
      }
      return false;
    }

    matchAt({ elements, anchor, first, last }, words, at) {
      const back = this.backward(elements, anchor - 1, words, at);
      if (!back) return null;
      const on = this.forward(elements, anchor + 1, words, at + 1);
      if (!on) return null;
      const edges = [...back.reverse(), at, at + 1, ...on];
      return [edges[first], edges[last], edges[0], edges[edges.length - 1]];
    }

    forward(elements, which, words, place) {
      if (which === elements.length) return [];
      const one = elements[which];
      let many = 0;
      if (one.kind === END) {
        if (place < words.words.length && words.breaks[place] < 1) many = -1;
      } else if (one.kind === START) {
        return null;
      } else {
        const loose = one.kind === ANY || elements[which - 1].kind === ANY ? 1 : 0;
        while (many < one.most && place + many < words.words.length) {
          if (words.breaks[place + many] > loose || !this.takes(one, words, place + many)) break;
          many += 1;
        }
      }
      for (let count = many; count >= one.least; count -= 1) {
        const rest = this.forward(elements, which + 1, words, place + count);
        if (rest) return [place + count, ...rest];
      }
      return null;
    }

    backward(elements, which, words, place) {
      if (which < 0) return [];
      const one = elements[which];
      let many = 0;
      if (one.kind === START) {
        if (words.breaks[place] < 2) many = -1;
      } else if (one.kind === END) {
        return null;
      } else {
        const loose = one.kind === ANY || elements[which + 1].kind === ANY ? 1 : 0;
        while (many < one.most && place - many > 0) {
          const here = place - many - 1;
          if (words.breaks[here + 1] > loose || !this.takes(one, words, here)) break;
          many += 1;
        }
      }
      for (let count = many; count >= one.least; count -= 1) {
        const rest = this.backward(elements, which - 1, words, place - count);
        if (rest) return [place - count, ...rest];
      }
      return null;
    }

    takes(one, words, at) {
      const word = words.words[at];
      if (one.kind === ANY) return true;
      if (one.kind === OTHER) return !one.words.has(word);
      if (one.kind === NAME && words.capitals[at] && !this.speech.no_name.has(word)) return true;
      return one.words.has(word);
    }
  }

  // The page: a box to write in, and what there is to think about. Nothing is kept or sent.

  const fetched = new Map();
  const rulesFrom = (address) => {
    if (!fetched.has(address)) {
      const asked = fetch(address, { credentials: "same-origin" }).then((answer) => {
        if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
        return answer.json();
      });
      asked.catch(() => fetched.delete(address));
      fetched.set(address, asked);
    }
    return fetched.get(address);
  };

  const PAUSE = 250;
  const AROUND = 40;

  // What stands around a find, from one space to another so that no word is cut.
  const around = (text, { start, end }) => {
    const space = /\s/;
    let from = Math.max(0, start - AROUND);
    let to = Math.min(text.length, end + AROUND);
    while (from > 0 && from < start && !space.test(text[from - 1])) from += 1;
    while (to < text.length && to > end && !space.test(text[to])) to -= 1;
    return [
      (from > 0 ? "… " : "") + text.slice(from, start),
      text.slice(start, end),
      text.slice(end, to) + (to < text.length ? " …" : ""),
    ];
  };

  const coach = (root) => {
    const field = document.getElementById(root.dataset.coach);
    const template = root.querySelector("template");
    if (!field || !template) return;
    const part = (name) => root.querySelector(`[data-coach-${name}]`);
    const list = part("finds");
    const kept = new Set();
    let checkers = null;
    let wait = 0;

    const say = (name) => {
      for (const one of ["waiting", "none", "some", "failed"]) part(one).hidden = one !== name;
    };
    const keyOf = (found) => `${found.rule} ${found.text.toLowerCase()}`;

    const shown = (found, rule, text) => {
      const item = template.content.cloneNode(true);
      const fill = (name, words) => {
        item.querySelector(`[data-slot="${name}"]`).textContent = words;
      };
      const [before, it, after] = around(text, found);
      fill("before", before);
      fill("it", it);
      fill("after", after);
      fill("why", rule.why);
      const instead = item.querySelector('[data-slot="instead"]');
      for (const words of rule.instead) {
        const line = document.createElement("li");
        line.textContent = words;
        instead.append(line);
      }
      item.querySelector(`[data-level]:not([data-level="${found.level}"])`).remove();
      item.querySelector('[data-slot="where"]').addEventListener("click", () => {
        field.focus();
        field.setSelectionRange(found.start, found.end);
      });
      item.querySelector('[data-slot="keep"]').addEventListener("click", () => {
        kept.add(keyOf(found));
        look();
        root.querySelector("[data-coach-said]").focus();
      });
      return item;
    };

    const look = () => {
      if (!checkers) return;
      const text = field.value;
      const found = checkers
        .flatMap((checker) =>
          checker.check(text).map((one) => [one, checker.rules.find((rule) => rule.id === one.rule)]),
        )
        .filter(([one]) => !kept.has(keyOf(one)))
        .sort(([a], [b]) => a.start - b.start);
      list.replaceChildren(...found.map(([one, rule]) => shown(one, rule, text)));
      say(found.length ? "some" : text.trim() ? "none" : "waiting");
    };

    const later = () => {
      clearTimeout(wait);
      wait = setTimeout(look, PAUSE);
    };

    const start = async () => {
      try {
        const addresses = root.dataset.coachRules.split(" ").filter(Boolean);
        const documents = await Promise.all(addresses.map(rulesFrom));
        checkers = documents.filter((one) => one.rules.length).map((one) => new Checker(one));
        root.dataset.coachReady = "";
        look();
      } catch {
        say("failed");
      }
    };

    field.addEventListener("input", later);
    if (root instanceof HTMLDetailsElement) {
      // Off until somebody opens it; closed again, it looks at nothing.
      root.addEventListener("toggle", () => {
        if (root.open) start();
        else checkers = null;
      });
    } else {
      root.hidden = false;
      start();
    }
  };

  const begin = (within) => {
    for (const root of within.querySelectorAll("[data-coach]:not([data-coach-known])")) {
      root.dataset.coachKnown = "";
      coach(root);
    }
  };
  begin(document);
  document.addEventListener("htmx:load", (event) => begin(event.target.parentNode ?? document));

  window.alongsideWords = { Checker };
})();
