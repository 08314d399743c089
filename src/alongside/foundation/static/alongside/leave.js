/* Leaving at once: the page goes blank and is replaced, so that Back does not lead to it again. */
"use strict";
document.addEventListener("click", (event) => {
  const link = event.target.closest ? event.target.closest("a[data-leave]") : null;
  if (!link) return;
  event.preventDefault();
  document.title = "";
  document.body.hidden = true;
  location.replace(link.href);
});
