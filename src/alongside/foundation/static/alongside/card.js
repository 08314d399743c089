/* A card's code stands after the # of the address, which is sent to nobody. Put it into the form, and
   take it out of the address, so that it stays nowhere on the page's way. */
"use strict";
(() => {
  const box = document.querySelector("form[data-card] input[name=code]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!box || !/^[0-9A-Za-z -]{12,60}$/.test(code)) return;
  box.value = code;
  history.replaceState(null, "", location.pathname + location.search);
})();
