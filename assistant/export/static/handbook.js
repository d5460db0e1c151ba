// Searching in the index of words: without this script the whole index is shown, and the browser's own search finds the word.
(() => {
  "use strict";
  const found = document.getElementById("found");
  const field = document.getElementById("q");
  if (!found || !field) return;
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const items = [...document.querySelectorAll(".letter li, .letter dl > div")].map((item) => [item, folded(item.textContent)]);
  const narrow = () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) count += 1;
    }
    for (const section of document.querySelectorAll(".letter")) {
      section.hidden = !section.querySelector("li:not([hidden]), dl > div:not([hidden])");
    }
    document.querySelector(".letters").hidden = words.length > 0;
    found.textContent = words.length && !count ? found.dataset.nothing : "";
  };
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", narrow);
  narrow();
})();
