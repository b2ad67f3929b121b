// Thumbs under an answer, and a comment where it did not help.
import { el, iconButton } from "./dom.js";
import { words } from "./words.js";

/** @param {(thumb: string, comment?: string) => Promise<void>} judge keeps an opinion on the server */
export function renderFeedback(given, judge) {
  const place = el("div", { className: "feedback" });
  const tell = (text) => place.replaceChildren(el("span", { role: "status", textContent: text }));

  async function up() {
    await judge("up");
    tell(words.thanks);
  }

  async function down() {
    await judge("down");
    const comment = el("textarea", { rows: 2, maxLength: 1000, placeholder: words.comment, "aria-label": words.comment });
    const send = async (event) => {
      event.preventDefault();
      if (comment.value.trim()) await judge("down", comment.value.trim());
      tell(words.thanks);
    };
    const skip = el("button", { type: "button", textContent: words.skip, onclick: () => tell(words.thanks) });
    place.replaceChildren(el("form", { onsubmit: send }, comment, el("button", { textContent: words.submit }), skip));
    comment.focus();
  }

  const button = (name, label, onclick) => iconButton(name, label, onclick, { "aria-pressed": String(given?.thumb === name) });
  place.append(button("up", words.helpful, up), button("down", words.unhelpful, down));
  return place;
}
