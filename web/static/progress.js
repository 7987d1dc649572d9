// Follows crawls while they go on. Without it the page is reloaded by hand, or by itself if asked.
"use strict";

const followed = document.querySelector("[data-events]");

function show(event) {
  const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!place) return;
  if (place.dataset.state !== event.state) {
    // The server has more to say of another state: which run it is, how it ended.
    location.reload();
    return;
  }
  place.querySelector("[data-sentence]").textContent = event.sentence;
  place.querySelector("[data-current]").textContent = event.current;
  const bar = place.querySelector("progress");
  if (bar && event.all) {
    bar.max = event.all;
    bar.value = event.done;
  }
}

if (followed) {
  const stream = new EventSource(followed.dataset.events);
  stream.onmessage = (message) => show(JSON.parse(message.data));
  stream.addEventListener("over", () => {
    stream.close();
  });
  addEventListener("pagehide", () => stream.close());
}
