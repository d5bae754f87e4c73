// Suggestions while somebody types, for every search field that says where to ask for them (data-suggestions). The form
// works without; whatever fails here fails silently. The pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

const PAUSE = 150; // milliseconds without a key before it asks
const FEWEST_LETTERS = 2;

function make(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

function makeOption(id, { label, lang, kind, note, note_lang: noteLang }) {
  const about = make("span", { class: "suggestions__about" }, kind);
  if (note) about.append(" · ", make("span", { lang: noteLang }, note));
  const name = make("span", { class: "suggestions__label", lang }, label);
  return make("li", { id, role: "option", "aria-selected": "false" }, name, " ", about);
}

function suggestFor(input, name) {
  const list = make("ul", { id: name, class: "suggestions", role: "listbox", hidden: "" });
  const status = make("div", { class: "visually-hidden", role: "status" });
  let actions = []; // what choosing an option does, in their order
  let active = -1;
  let timer;
  let request;

  function mark(position) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = position;
    const option = list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    mark(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
  }

  function show(answer) {
    mark(-1);
    if (!answer.suggestions.length) return close();
    const options = answer.suggestions.map((each, position) => makeOption(`${name}-${position}`, each));
    const all = { id: `${name}-all`, role: "option", "aria-selected": "false", class: "suggestions__all" };
    list.replaceChildren(...options, make("li", all, answer.all.label));
    // The form knows more than the words: the filters that are chosen.
    actions = [...answer.suggestions.map(({ url }) => () => location.assign(url)), () => input.form.requestSubmit()];
    list.setAttribute("aria-label", answer.name);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    status.textContent = answer.status;
  }

  async function ask() {
    clearTimeout(timer);
    request?.abort();
    const text = input.value.trim();
    if (text.length < FEWEST_LETTERS) return close();
    const { signal } = (request = new AbortController());
    try {
      const response = await fetch(`${input.dataset.suggestions}?${new URLSearchParams({ q: text })}`, { signal });
      const answer = response.ok ? await response.json() : { suggestions: [] };
      if (!signal.aborted && document.activeElement === input) show(answer);
    } catch {
      if (!signal.aborted) close();
    }
  }

  function askSoon(event) {
    mark(-1); // Enter means what is typed, not what was suggested for less of it
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  }

  function onKey(event) {
    // Keys that choose among the words of an input method are not ours (229: Safari's Enter at its end).
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      // One place more than there are options: the field itself.
      const places = actions.length + 1;
      if (!list.hidden) mark(((active + 1 + step + places) % places) - 1);
      else if (step > 0) ask();
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      actions[active]();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  }

  const pattern = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": name };
  for (const [key, value] of Object.entries({ ...pattern, autocomplete: "off" })) input.setAttribute(key, value);
  input.parentElement.append(list, status);
  input.addEventListener("input", askSoon);
  input.addEventListener("compositionend", askSoon);
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  window.addEventListener("pagehide", close);
  // A press on the list leaves the focus in the field, which would close the list before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) actions[[...list.children].indexOf(option)]();
  });
}

document.querySelectorAll("input[data-suggestions]").forEach((input, number) => suggestFor(input, `suggestions-${number}`));
