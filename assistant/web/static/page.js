// The page works without this. With it: no page is loaded anew, the browser's "back" needs no second sending, long numbers are covered
// before they leave the line, what is understood is shown while one writes, and a desk where nobody is clears itself.
// What was shown lies in the memory of this tab only: never in its history, its storage or an address.
(() => {
  "use strict";
  const shown = [];
  let at = 0;
  let busy = false;
  let turns = 0;

  const body = () => document.body;
  const now = () => ({ html: body().innerHTML, title: document.title, lang: document.documentElement.lang });

  // -- what is shown ---------------------------------------------------------------------------------------------------
  function put(page) {
    document.documentElement.lang = page.lang;
    document.title = page.title;
    body().innerHTML = page.html; // our own page, made by our own server, as when it is loaded
    document.documentElement.dataset.turn = String((turns += 1));
    begin();
  }

  function arrive() {
    const target = document.querySelector("[data-to]") || document.getElementById("main");
    if (!target) return;
    const opened = target.closest("details");
    if (opened) opened.open = true;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  async function sent(form, button) {
    const data = new URLSearchParams(new FormData(form));
    if (button && button.name) data.append(button.name, button.value);
    const address = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    const answer = await fetch(address.split("#")[0], { method: "POST", body: data, headers: { Accept: "text/html" }, credentials: "omit" });
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const target = read.querySelector("[autofocus]");
    if (target) { target.removeAttribute("autofocus"); target.dataset.to = ""; }
    return { html: read.body.innerHTML, title: read.title, lang: read.documentElement.lang, cleared: "cleared" in read.body.dataset };
  }

  async function go(form, button) {
    if (busy) return;
    busy = true;
    let page;
    try {
      page = await sent(form, button);
    } catch {
      busy = false;
      send(form, button); // the browser says what is wrong
      return;
    }
    busy = false;
    if (page.cleared) { // another patient: "back" must not bring the last one
      shown.length = 0;
      at = -1;
      mark += 1;
    } else {
      shown.length = at + 1;
      shown[at] = now();
    }
    at += 1;
    shown[at] = page;
    if (at > 0) history.pushState({ mark, at }, "");
    else history.replaceState({ mark, at }, "");
    put(page);
    arrive();
  }

  function send(form, button) {
    form.dataset.plain = "1";
    form.requestSubmit(button && button.form === form ? button : undefined);
  }

  // Which pages of the tab's history are ours: after a reload, and after another patient, none of the old ones is.
  let mark = Date.now();

  addEventListener("popstate", (event) => {
    const state = event.state;
    if (state && state.mark === mark && shown[state.at]) {
      if (shown[at]) shown[at] = now();
      at = state.at;
      put(shown[at]);
      arrive();
    } else if (state || at > 0) {
      history.replaceState({ mark, at }, "");
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    const target = (button && button.getAttribute("formtarget")) || form.target;
    if (form.dataset.plain || form.method !== "post" || target || (button && "file" in button.dataset)) {
      delete form.dataset.plain;
      return;
    }
    event.preventDefault();
    go(form, button);
  });

  // The second half of a double click would answer the next question, which stands in the same place by then.
  document.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest("button")) event.preventDefault();
  });

  // -- the line --------------------------------------------------------------------------------------------------------
  const LONG = /\d[\d•]{4,}|[\d•]{6,8}[-+ ]?[\d•]{4}|\d{2}[- ]\d{6}[- ]\d/g;
  const covered = (text) => text.replace(LONG, (run) => run.replace(/\d/g, "•"));

  function cover(input) {
    const hidden = covered(input.value);
    if (hidden === input.value) return;
    const place = input.selectionStart;
    input.value = hidden;
    input.setSelectionRange(place, place);
  }

  let waiting;
  function hear(input) {
    clearTimeout(waiting);
    const form = input.form, heard = document.getElementById("heard");
    if (!form || !form.dataset.live || !heard) return;
    fits(input.value);
    if (input.value.trim().length < 3) return;
    waiting = setTimeout(async () => {
      const typed = input.value;
      try {
        const answer = await fetch(form.dataset.live, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "omit" });
        if (answer.ok && input.value === typed && input.isConnected) heard.innerHTML = await answer.text();
      } catch { /* it is said when the line is sent */ }
    }, 350);
  }

  // Which answers the beginning of a word fits, as far as that is seen without asking.
  function fits(typed) {
    const said = typed.trim().toLowerCase();
    for (const option of document.querySelectorAll(".option[data-id]")) {
      const key = option.querySelector(".key"), words = option.querySelector(".label").textContent.toLowerCase().split(/[\s,()/]+/);
      const fit = said && ((key && key.textContent === said) || (said.length > 1 && words.some((word) => word.startsWith(said))));
      option.classList.toggle("fit", Boolean(fit));
    }
  }

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "text") return;
    cover(input);
    if (input.id === "line") hear(input);
  });

  // A receipt is read here, in the browser; the form that takes a pasted one sends it.
  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset.into || !input.files.length) return;
    document.getElementById(input.dataset.into).value = await input.files[0].text();
    input.value = "";
    go(input.form);
  });

  // -- nobody is here --------------------------------------------------------------------------------------------------
  let left = 0;
  const holds = () => document.querySelector('input[name="step"]') !== null && (document.querySelector(".crumbs") !== null || at > 0);
  function somebody() {
    left = 0;
    const notice = document.querySelector(".absent");
    if (notice) notice.hidden = true;
  }
  for (const sign of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) addEventListener(sign, somebody, { passive: true });
  setInterval(() => {
    const notice = document.querySelector(".absent");
    if (!notice || !holds()) return;
    left += 1;
    if (left > notice.dataset.after) {
      shown.length = 0;
      location.replace(notice.dataset.home);
    } else if (left > notice.dataset.after - notice.dataset.last) notice.hidden = false;
  }, 1000);

  // -- small things ----------------------------------------------------------------------------------------------------
  function begin() {
    for (const text of document.querySelectorAll("textarea[data-copy]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text.dataset.copy;
      button.addEventListener("click", async () => {
        text.select();
        try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
        button.textContent = text.dataset.copied;
      });
      text.after(button);
    }
    for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
  }

  shown[0] = now();
  history.replaceState({ mark, at: 0 }, "");
  begin();
})();
