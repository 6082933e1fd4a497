// An addition: every page works without it.
"use strict";

// LTI Client Side postMessages Storage 1.0: the platform's window keeps what a cookie cannot.
// Whoever keeps it may still be loading, so it is asked again until it answers.
function ask(place, message, answered) {
  const frame = place.dataset.frame;
  const id = crypto.randomUUID();
  const send = () => {
    const target = frame === "_parent" || !frame ? window.parent : window.parent.frames[frame] || window.parent;
    target.postMessage({ ...message, message_id: id }, place.dataset.origin);
  };
  const end = (said) => {
    clearInterval(again);
    clearTimeout(late);
    window.removeEventListener("message", hear);
    answered(said);
  };
  const hear = (event) => {
    if (event.origin === place.dataset.origin && event.data && event.data.message_id === id) end(event.data);
  };
  const again = setInterval(send, 500);
  const late = setTimeout(() => end(null), 10000);
  window.addEventListener("message", hear);
  send();
}

const passing = document.getElementById("passing");
if (passing && passing.dataset.go) {
  const go = () => location.replace(passing.dataset.go);
  ask(passing, { subject: "lti.put_data", key: passing.dataset.key, value: passing.dataset.value }, go);
} else if (passing) {
  ask(passing, { subject: "lti.get_data", key: passing.dataset.key }, (said) => {
    if (said && said.value) {
      passing.querySelector("[name=stored]").value = said.value;
      passing.querySelector("form").submit();
    }
  });
}

const posting = document.getElementById("posting");
if (posting) posting.submit();

// Dynamic Registration 1.0, 3.7: the platform closes the window.
if (document.getElementById("registered") && !document.querySelector("#registered form")) {
  (window.opener || window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");
}

// What would be refused is said before it is sent.
const chooser = document.querySelector("input[data-most]");
const pasted = document.querySelector("textarea[data-most]");
if (chooser && pasted) {
  const look = () => {
    const size = [...chooser.files].reduce((sum, file) => sum + file.size, 0);
    const text = pasted.value.trim() ? new Blob([pasted.value]).size : 0;
    const found = [
      [size > Number(chooser.dataset.most), chooser.dataset.tooLarge],
      [chooser.files.length > Number(chooser.dataset.mostFiles), chooser.dataset.tooMany],
      [text > Number(pasted.dataset.most), pasted.dataset.tooLarge],
      [text && chooser.files.length, pasted.dataset.both],
    ].find(([wrong]) => wrong);
    chooser.setCustomValidity(found ? found[1] : "");
  };
  pasted.addEventListener("input", look);
  for (const field of [chooser, pasted]) {
    field.addEventListener("change", () => {
      look();
      chooser.reportValidity();
    });
  }
}

const waiting = document.querySelector("[data-events]");
if (waiting) {
  const events = new EventSource(waiting.dataset.events);
  events.addEventListener("place", (event) => { waiting.textContent = event.data; });
  events.addEventListener("done", () => { events.close(); location.reload(); });
}

// The class page: what waits, and that there is something new. It is not exchanged while somebody reads or filters it.
const changed = document.getElementById("changed");
if (changed) {
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(changed.dataset.changes).catch(() => null);
    if (!answer || !answer.ok) return;
    const now = await answer.json();
    document.getElementById("queue").textContent = now.queue;
    changed.hidden = now.marker === changed.dataset.marker;
  }, 5000);
}
