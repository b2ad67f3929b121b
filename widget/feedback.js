// Thumbs under an answer, and a comment where it did not help.
import { el, iconButton } from "./dom.js";
import { words } from "./words.js";

/** @param {(thumb: string, comment?: string) => Promise<unknown>} judge keeps an opinion on the server, and shows where that failed */
export function renderFeedback(given, judge) {
  const place = el("div", { className: "feedback" });

  function thank() {
    const thanks = el("span", { role: "status", tabIndex: -1, textContent: words.thanks });
    place.replaceChildren(thanks);
    thanks.focus({ preventScroll: true });
  }

  function up() {
    judge("up");
    thank();
  }

  function down() {
    judge("down");
    const comment = el("textarea", { rows: 2, maxLength: 1000, placeholder: words.comment, "aria-label": words.comment });
    const send = (event) => {
      event.preventDefault();
      if (comment.value.trim()) judge("down", comment.value.trim());
      thank();
    };
    const skip = el("button", { type: "button", textContent: words.skip, onclick: thank });
    place.replaceChildren(el("form", { onsubmit: send }, comment, el("button", { textContent: words.submit }), skip));
    comment.focus();
  }

  const button = (name, label, onclick) => iconButton(name, label, onclick, { "aria-pressed": String(given?.thumb === name) });
  place.append(button("up", words.helpful, up), button("down", words.unhelpful, down));
  return place;
}
