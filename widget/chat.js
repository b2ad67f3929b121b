// The chat as an element of its own: <tandem-chat server="https://..." title="..." greeting="..." accent="#0b5" …>
import { Client, Refused, randomId } from "./client.js";
import { el, iconButton, paragraphs } from "./dom.js";
import { renderFeedback } from "./feedback.js";
import { renderMessage, renderPassage, renderReply, renderSuggestions } from "./render.js";
import { sheet } from "./style.js";
import { words } from "./words.js";

const LONGEST = 2000; // characters of a message
const NEAR = 80; // pixels from the end that still count as reading along
const JUDGED = new Set(["answer", "comparison", "decline", "tips", "result", "figures"]);
const HOME = new URL("..", new URL("..", import.meta.url)).href; // the server that this script is from

/**
 * Attributes: server, title, greeting, suggestions (separated by |), accent (a CSS colour), theme ("light", "dark"), position
 * ("left", "right"), mode ("inline" fills the element in place of a button in the corner), open.
 * Methods: open(), close(), send(text). Events: tandem-open, tandem-close, tandem-message, tandem-reply, tandem-error.
 */
export class TandemChat extends HTMLElement {
  #client;
  #log = el("div", { className: "log", role: "log", "aria-label": words.log, tabIndex: 0 });
  #input = el("textarea", { rows: 1, maxLength: LONGEST, placeholder: words.placeholder, "aria-label": words.message });
  #started = false;
  #busy = null;

  static observedAttributes = ["title", "accent", "theme", "position"];

  connectedCallback() {
    if (this.#client) return;
    this.#client = new Client(this.getAttribute("server") || HOME);
    this.#client.onOtherTab(() => this.#reload());
    const shadow = this.attachShadow({ mode: "open", delegatesFocus: false });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#build());
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
    if (!this.#started) this.#reload();
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
    this.#tell("message", message);
    this.#deliver();
  }

  #build() {
    const launcher = iconButton("chat", words.open, () => this.open(), { className: "launcher" });
    const menu = this.#menu();
    const head = el(
      "header",
      {},
      el("h2", { className: "title" }),
      iconButton("menu", words.menu, () => this.#toggle(menu), { "aria-expanded": "false", "aria-controls": "menu", id: "more" }),
      !this.inline && iconButton("close", words.close, () => this.close()),
      menu,
    );
    const newer = el("button", { type: "button", className: "newer", hidden: true, textContent: words.newer });
    newer.addEventListener("click", () => this.#scroll(this.#log.lastElementChild));
    this.#log.addEventListener("scroll", () => (newer.hidden ||= this.#atEnd()));
    const panel = el(
      "section",
      { className: "panel", hidden: true, role: this.inline ? "region" : "dialog" },
      head,
      el("div", { className: "body" }, this.#log, newer),
      el("div", { className: "reader", hidden: true }),
      this.#composer(),
    );
    panel.addEventListener("keydown", (event) => this.#escape(event, menu));
    const root = el("div", { className: this.inline ? "root inline" : "root", dir: "ltr", lang: "en" }, panel, launcher);
    launcher.hidden = this.inline;
    return root;
  }

  #menu() {
    const forget = el("button", { type: "button", textContent: words.forget });
    forget.addEventListener("click", () => this.#forget(forget));
    const item = (text, run) => el("button", { type: "button", textContent: text, onclick: run });
    return el(
      "div",
      { className: "menu", id: "menu", hidden: true },
      item(words.fresh, () => this.#fresh()),
      item(words.save, () => this.#save()),
      forget,
    );
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
    if (accent && CSS.supports("color", accent)) root.style.setProperty("--accent", accent);
  }

  /** Shows the conversation as the server has it, and what is still to be sent. */
  async #reload() {
    this.#started = true;
    let turns = [];
    try {
      turns = await this.#client.history();
    } catch (problem) {
      this.#failed(problem);
    }
    this.#log.setAttribute("aria-busy", "true"); // what was said before is not read out again
    this.#log.replaceChildren();
    if (!turns.length) this.#greet();
    for (const turn of turns) this.#show(turn);
    for (const message of this.#client.outbox) this.#turn(message.id) ?? this.#await(message);
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#log.removeAttribute("aria-busy");
    this.#deliver();
  }

  #greet() {
    const offers = this.getAttribute("suggestions")?.split("|").map((title) => title.trim()) ?? words.suggestions;
    const greeting = el("div", { className: "turn" }, el("div", { className: "reply" }, paragraphs(this.getAttribute("greeting") || words.greeting)));
    greeting.append(renderSuggestions(offers.filter(Boolean), (title) => this.send(title)));
    this.#log.append(greeting);
  }

  /** Sends what waits, one message after the other. */
  async #deliver() {
    if (this.#busy) return;
    for (let message; (message = this.#client.outbox[0]); ) {
      this.#busy = message;
      this.#turn(message.id) ?? this.#await(message);
      try {
        const answer = await this.#client.say(message, { waiting: (wait) => this.#wait(message.id, wait) });
        this.#client.drop(message.id);
        this.#answer(answer);
      } catch (problem) {
        this.#client.drop(message.id);
        if (problem.code !== "dropped") this.#fail(message.id, problem);
      }
      this.#busy = null;
    }
  }

  #answer(answer) {
    const reading = this.#inView(this.#turn(answer.id));
    const shown = this.#show(answer);
    if (reading) this.#scroll(shown);
    else this.#part("newer").hidden = false;
    this.#tell("reply", answer);
  }

  #fail(id, problem) {
    const code = problem.code ?? "failed";
    const told = el("div", { className: "state error", role: "alert", textContent: words.errors[code] ?? words.errors.failed });
    this.#turn(id)?.querySelector(".state")?.replaceWith(told);
    this.#tell("error", { code });
  }

  /** The shown turn of a message; the page may have been filled anew since it was sent. */
  #turn(id) {
    return this.#log.querySelector(`[data-id="${id}"]`);
  }

  /** The turn of a message that is on its way. */
  #await(message) {
    for (const chips of this.#log.querySelectorAll(".chips")) chips.remove();
    const dots = el("div", { className: "state typing", role: "status", "aria-label": words.typing }, el("i"), el("i"), el("i"));
    const turn = el("div", { className: "turn" }, renderMessage(message.text), dots);
    turn.dataset.id = message.id;
    this.#log.append(turn);
    this.#scroll(turn);
    return turn;
  }

  /** Shows that a message waits to be sent again, until it is time or somebody asks for it. */
  #wait(id, milliseconds) {
    return new Promise((resolve) => {
      const typing = this.#turn(id)?.querySelector(".state");
      const now = el("button", { type: "button", textContent: words.retry });
      const waiting = el("div", { className: "state waiting", role: "status" }, words.waiting, now);
      const go = () => {
        clearTimeout(timer);
        removeEventListener("online", go);
        if (typing) waiting.replaceWith(typing);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      addEventListener("online", go);
      now.addEventListener("click", go);
      typing?.replaceWith(waiting);
    });
  }

  #show(turn) {
    for (const chips of this.#log.querySelectorAll(".chips")) chips.remove();
    const actions = { at: (path) => this.#client.at(path), read: (source) => this.#read(source) };
    const shown = el("div", { className: "turn" }, renderMessage(turn.text), turn.replies.map((reply) => renderReply(reply, actions)));
    if (turn.replies.some((reply) => JUDGED.has(reply.kind))) {
      shown.append(renderFeedback(turn.feedback, (thumb, comment) => this.#client.judge(turn.id, thumb, comment)));
    }
    const offers = turn.replies.at(-1).suggestions.map(({ title }) => title);
    if (offers.length) shown.append(renderSuggestions(offers, (title) => this.send(title)));
    shown.dataset.id = turn.id;
    const before = this.#turn(turn.id);
    if (before) before.replaceWith(shown);
    else this.#log.append(shown);
    return shown;
  }

  async #read(source) {
    const opener = this.shadowRoot.activeElement;
    const reader = this.#part("reader");
    const back = () => {
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
    reader.replaceChildren(renderPassage(passage, back));
    reader.hidden = false;
    this.#part("body").hidden = true;
    reader.querySelector("h2").focus();
    reader.back = back;
  }

  #fresh() {
    this.#client.fresh();
    this.#toggle(this.#part("menu"), false);
    this.#reload();
    this.#input.focus();
  }

  async #save() {
    this.#toggle(this.#part("menu"), false);
    const told = new Blob([JSON.stringify(await this.#client.export(), null, 2)], { type: "application/json" });
    const address = URL.createObjectURL(told);
    el("a", { href: address, download: "conversation.json" }).click();
    URL.revokeObjectURL(address);
  }

  async #forget(button) {
    if (button.textContent !== words.surely) {
      button.textContent = words.surely;
      return;
    }
    button.textContent = words.forget;
    this.#toggle(this.#part("menu"), false);
    await this.#client.forget();
    this.#reload();
  }

  #toggle(menu, open = menu.hidden) {
    menu.hidden = !open;
    this.#part("menu").querySelector("button:last-child").textContent = words.forget;
    this.shadowRoot.getElementById("more").setAttribute("aria-expanded", String(open));
    if (open) menu.querySelector("button").focus();
  }

  #escape(event, menu) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    if (!menu.hidden) {
      this.#toggle(menu, false);
      this.shadowRoot.getElementById("more").focus();
    } else if (!this.#part("reader").hidden) this.#part("reader").back();
    else this.close();
  }

  #failed(problem) {
    if (problem instanceof Refused) this.#tell("error", { code: problem.code });
  }

  #atEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR;
  }

  #inView(turn) {
    if (!turn) return false;
    const top = turn.offsetTop - this.#log.offsetTop;
    return top < this.#log.scrollTop + this.#log.clientHeight && top + turn.offsetHeight > this.#log.scrollTop;
  }

  /** Brings the beginning of a turn into view: a long answer is read from its top. */
  #scroll(turn) {
    this.#log.scrollTop = turn.offsetTop - this.#log.offsetTop - 8;
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
