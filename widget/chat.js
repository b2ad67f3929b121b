// The chat as an element of its own: <tandem-chat server="https://..." title="..." greeting="..." accent="#0b5" …>
import { Client, randomId } from "./client.js";
import { legible } from "./colour.js";
import { el, iconButton } from "./dom.js";
import { Log } from "./log.js";
import { renderPassage } from "./render.js";
import { sheet } from "./style.js";
import { words } from "./words.js";

const LONGEST = 2000; // characters of a message
const PAUSE = 5_000; // milliseconds until a conversation that could not be loaded is asked for again
const HOME = new URL("..", new URL("..", import.meta.url)).href; // the server that this script is from

/**
 * Attributes: server, title, greeting, suggestions (separated by |), accent (a CSS colour), theme ("light", "dark"), position
 * ("left", "right"), mode ("inline" fills the element in place of a button in the corner), open.
 * Methods: open(), close(), send(text). Events: tandem-open, tandem-close, tandem-message, tandem-reply, tandem-error.
 */
export class TandemChat extends HTMLElement {
  #client;
  #input = el("textarea", { rows: 1, maxLength: LONGEST, placeholder: words.placeholder, "aria-label": words.message });
  #started = false;
  #busy = false;
  #log = new Log({
    at: (path) => this.#client.at(path),
    read: (source) => this.#read(source),
    say: (title) => this.send(title),
    judge: (id, thumb, comment) => this.#do(() => this.#client.judge(id, thumb, comment)),
  });

  static observedAttributes = ["title", "accent", "theme", "position"];

  connectedCallback() {
    if (this.#client) return;
    this.#client = new Client(this.getAttribute("server") || HOME);
    this.#client.onOtherTab((anew) => this.#started && this.#load({ anew }));
    this.attachShadow({ mode: "open" });
    this.shadowRoot.adoptedStyleSheets = [sheet];
    this.shadowRoot.append(this.#build());
    this.#dress();
    if (this.inline || this.hasAttribute("open")) this.open({ focus: false });
  }

  attributeChangedCallback() {
    if (this.#client) this.#dress();
  }

  get inline() {
    return this.getAttribute("mode") === "inline";
  }

  open({ focus = true } = {}) {
    this.#part("panel").hidden = false;
    this.#part("launcher").hidden = true;
    if (!this.#started) this.#load({ anew: true });
    if (focus) this.#input.focus();
    this.#tell("open");
  }

  close() {
    if (this.inline) return;
    this.#part("panel").hidden = true;
    this.#part("launcher").hidden = false;
    this.#part("launcher").focus();
    this.#tell("close");
  }

  /** Says something as if it had been typed. */
  send(text) {
    const said = text.trim().slice(0, LONGEST);
    if (!said) return;
    if (this.#part("panel").hidden) this.open();
    if (!this.#part("reader").hidden) this.#part("reader").back();
    const message = { id: randomId(), text: said };
    this.#client.put(message);
    this.#log.wait(message);
    this.#tell("message", message);
    this.#deliver();
  }

  #build() {
    const launcher = iconButton("chat", words.open, () => this.open(), { className: "launcher", hidden: this.inline });
    const panel = el(
      "section",
      { className: "panel", hidden: true, role: this.inline ? "region" : "dialog" },
      this.#head(),
      el("div", { className: "body" }, this.#log.element, this.#log.newer),
      el("div", { className: "reader", hidden: true }),
      this.#composer(),
    );
    panel.addEventListener("keydown", (event) => this.#escape(event));
    return el("div", { className: this.inline ? "root inline" : "root", dir: "ltr", lang: "en" }, panel, launcher);
  }

  #head() {
    const more = iconButton("menu", words.menu, () => this.#toggle(), { "aria-expanded": "false", "aria-controls": "menu", id: "more" });
    const item = (text, run, className) => el("button", { type: "button", textContent: text, className, onclick: run });
    const menu = el(
      "div",
      { className: "menu", id: "menu", hidden: true },
      item(words.fresh, () => this.#fresh()),
      item(words.save, () => this.#save()),
      item(words.forget, () => this.#forget(), "forget"),
    );
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget !== more && !menu.contains(relatedTarget)) this.#toggle(false);
    });
    const close = !this.inline && iconButton("close", words.close, () => this.close());
    return el("header", {}, el("h2", { className: "title" }), more, close, menu);
  }

  #composer() {
    const form = el("form", { className: "composer" }, this.#input, iconButton("send", words.send, null, { type: "submit" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(this.#input.value);
      this.#input.value = "";
      this.#grow();
    });
    this.#input.addEventListener("input", () => this.#grow());
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      form.requestSubmit();
    });
    return form;
  }

  #dress() {
    const root = this.shadowRoot.querySelector(".root");
    const title = this.getAttribute("title") || words.title;
    this.#part("title").textContent = title;
    this.#part("panel").setAttribute("aria-label", title);
    root.dataset.theme = this.getAttribute("theme") || "auto";
    root.dataset.position = this.getAttribute("position") === "left" ? "left" : "right";
    const accent = this.getAttribute("accent");
    if (!accent || !CSS.supports("color", accent)) return;
    root.style.setProperty("--accent", accent);
    root.style.setProperty("--on-accent", legible(this.#part("title").parentElement));
  }

  /** Shows the conversation as the server has it, and what is still to be sent. */
  async #load({ anew }) {
    this.#started = true;
    try {
      const turns = await this.#client.history();
      this.#log.note("");
      this.#log.fill(turns, this.#client.outbox, { anew });
      if (anew && !this.#log.element.firstChild) this.#greet();
    } catch (problem) {
      this.#log.note(words.errors[problem.code] ?? words.unloaded, "alert");
      if (problem.code === "origin") this.#tell("error", { code: problem.code });
      else setTimeout(() => this.#load({ anew: true }), PAUSE);
    }
    this.#deliver();
  }

  #greet() {
    const offers = this.getAttribute("suggestions")?.split("|").map((title) => title.trim()) ?? words.suggestions;
    this.#log.greet(this.getAttribute("greeting") || words.greeting, offers.filter(Boolean));
  }

  /** Sends what waits, one message after the other. */
  async #deliver() {
    if (this.#busy) return;
    this.#busy = true;
    for (let message; (message = this.#client.outbox[0]); ) {
      try {
        const turn = await this.#client.say(message, { waiting: (wait) => this.#log.pause(message.id, wait) });
        this.#client.drop(message.id);
        this.#log.answer(turn);
        this.#tell("reply", turn);
      } catch (problem) {
        this.#client.drop(message.id);
        if (problem.code === "dropped") continue;
        this.#log.fail(message.id, problem.code);
        this.#tell("error", { code: problem.code ?? "failed" });
      }
    }
    this.#busy = false;
  }

  async #read(source) {
    const opener = this.shadowRoot.activeElement;
    const reader = this.#part("reader");
    reader.back = () => {
      reader.hidden = true;
      this.#part("body").hidden = false;
      opener?.focus();
    };
    let passage;
    try {
      passage = await this.#client.passage(source.passage);
    } catch {
      passage = { ...source, paragraphs: [words.unread], points: [], links: [] };
    }
    reader.replaceChildren(renderPassage(passage, () => reader.back()));
    reader.hidden = false;
    this.#part("body").hidden = true;
    reader.querySelector("h2").focus();
  }

  #fresh() {
    this.#client.fresh();
    this.#toggle(false);
    this.#load({ anew: true });
    this.#input.focus();
  }

  async #save() {
    this.#toggle(false);
    const told = await this.#do(() => this.#client.export());
    if (!told) return;
    const address = URL.createObjectURL(new Blob([JSON.stringify(told, null, 2)], { type: "application/json" }));
    el("a", { href: address, download: "conversation.json" }).click();
    URL.revokeObjectURL(address);
  }

  async #forget() {
    const button = this.#part("forget");
    if (button.textContent !== words.surely) {
      button.textContent = words.surely;
      return;
    }
    this.#toggle(false);
    if (!(await this.#do(() => this.#client.forget().then(() => true)))) return;
    await this.#load({ anew: true });
    this.#log.note(words.deleted);
    this.#input.focus();
  }

  /** What a request gives; that it failed is shown, and gives undefined. */
  async #do(run) {
    try {
      return await run();
    } catch (problem) {
      this.#log.note(words.errors[problem.code] ?? words.errors.failed, "alert");
      this.#tell("error", { code: problem.code ?? "failed" });
      return undefined;
    }
  }

  #toggle(open = this.#part("menu").hidden) {
    this.#part("menu").hidden = !open;
    this.#part("forget").textContent = words.forget;
    this.shadowRoot.getElementById("more").setAttribute("aria-expanded", String(open));
    if (open) this.#part("menu").querySelector("button").focus();
  }

  #escape(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    if (!this.#part("menu").hidden) this.shadowRoot.getElementById("more").focus(); // which closes it
    else if (!this.#part("reader").hidden) this.#part("reader").back();
    else this.close();
    this.#toggle(false);
  }

  #grow() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, 120)}px`;
  }

  #part(name) {
    return this.shadowRoot.querySelector(`.${name}`);
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`tandem-${what}`, { detail, bubbles: true, composed: true }));
  }
}
