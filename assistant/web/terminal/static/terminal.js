// The page around the terminal of textual-serve: it starts that when the font is there, says how it ended, takes files and settings, and lets one out by key.
"use strict";
(() => {
  const here = document.currentScript, of = here.dataset;
  const find = (id) => document.getElementById(id);
  let over = false;

  // The terminal makes its own styles: the policy knows them by this word.
  const make = document.createElement.bind(document);
  document.createElement = (name, ...more) => {
    const made = make(name, ...more);
    if (String(name).toLowerCase() === "style") made.nonce = here.nonce;
    return made;
  };

  // The clipboard is written to and never read. Without a secure connection a browser offers none: then it is tried in the old way.
  const own = navigator.clipboard;
  const copied = (text) => {
    const held = make("textarea"), before = document.activeElement;
    held.value = text;
    held.className = "held";
    document.body.append(held);
    held.select();
    document.execCommand("copy");
    held.remove();
    before?.focus();
    return Promise.resolve();
  };
  Object.defineProperty(navigator, "clipboard", { value: {
    readText: () => Promise.resolve(""),
    writeText: (text) => own ? own.writeText(text).catch(() => undefined) : copied(text),
  } });

  const end = (why, words) => {
    if (over) return;
    over = true;
    find("waiting").hidden = true;
    find("terminal").hidden = true; // nothing of the case is left to be seen
    document.querySelector(`#end [data-why="${why}"]`)?.removeAttribute("hidden");
    find("end-words").textContent = words;
    find("end-words").hidden = !words;
    find("end").showModal();
    find("anew").focus();
  };

  const save = ({ name, mime, text }) => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${mime};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const keep = (sealed) => {
    const safe = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `vardlots=${sealed}; Path=${of.path}; Max-Age=31536000; SameSite=Strict${safe}`;
  };

  const does = { end: ({ why, words }) => end(why, words), file: save, settings: keep };
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    early = [];
    constructor(...given) {
      super(...given);
      this.addEventListener("open", () => this.early.splice(0).forEach((said) => super.send(said)));
      this.addEventListener("message", ({ data }) => {
        if (typeof data !== "string") return;
        const [kind, what] = JSON.parse(data);
        does[kind]?.(what);
      });
      this.addEventListener("close", () => end("stopped", ""));
    }
    send(said) {
      if (this.readyState === Plain.CONNECTING) this.early.push(said);
      else super.send(said);
    }
  };

  const start = () => {
    const terminal = find("terminal");
    const shown = document.querySelector("main").clientWidth;
    // As large as leaves room for 60 columns, which is the least in which everything is shown; a letter is three fifths as wide as high.
    terminal.dataset.fontSize = Math.max(9, Math.min(16, Math.floor(shown / 60 / 0.602)));
    terminal.dataset.sessionWebsocketUrl = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${of.socket}`;
    const script = make("script");
    script.src = of.terminal;
    script.addEventListener("load", () => {
      window.onload();
      const keys = document.querySelector(".xterm-helper-textarea");
      keys.setAttribute("aria-label", of.label);
      keys.focus();
    });
    document.head.append(script);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "F6" && event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      find("way-out").focus();
    }
  }, true);
  find("anew").addEventListener("click", () => location.reload());
  find("end").addEventListener("cancel", (event) => event.preventDefault());
  window.addEventListener("load", () => Promise.allSettled(
    ["16px", "bold 16px"].map((font) => document.fonts.load(`${font} "Roboto Mono"`))).then(start));
})();
