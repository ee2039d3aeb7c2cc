// Looks again at work that goes on, every two seconds, so that nobody has to press “Look again”.
"use strict";
(() => {
  const look = async () => {
    const shown = document.getElementById("progress");
    if (!shown) return;
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("progress");
    if (!fresh) { location.reload(); return; }
    shown.replaceWith(fresh);
    setTimeout(look, 2000);
  };
  document.addEventListener("DOMContentLoaded", () => setTimeout(look, 2000));
})();
