// The one script tag: defines <tandem-chat>, and puts one on a page that has none, with the tag's data-* as attributes.
import { TandemChat } from "./chat.js";
// Named here, too, so that the browser fetches all of them at once.
import "./client.js";
import "./colour.js";
import "./dom.js";
import "./feedback.js";
import "./log.js";
import "./render.js";
import "./style.js";
import "./words.js";

customElements.define("tandem-chat", TandemChat);

function place() {
  if (document.querySelector("tandem-chat")) return;
  const chat = document.createElement("tandem-chat");
  const tag = [...document.scripts].find((script) => script.src === import.meta.url);
  for (const [name, value] of Object.entries(tag?.dataset ?? {})) chat.setAttribute(name, value);
  document.body.append(chat);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
else place();
