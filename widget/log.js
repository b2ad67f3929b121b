// The conversation as it is shown: turns, what is under way, and where one is reading.
import { el, paragraphs } from "./dom.js";
import { renderFeedback } from "./feedback.js";
import { renderMessage, renderReply, renderSuggestions } from "./render.js";
import { words } from "./words.js";

const NEAR = 80; // pixels from the end that still count as reading along
const JUDGED = new Set(["answer", "comparison", "decline", "tips", "result", "figures"]);

export class Log {
  element = el("div", { className: "log", role: "log", "aria-label": words.log, tabIndex: 0 });
  newer = el("button", { type: "button", className: "newer", hidden: true, textContent: words.newer });
  #actions;

  /** @param {object} actions `at`, `read`, `say` and `judge`: what can be done from within a turn */
  constructor(actions) {
    this.#actions = actions;
    this.newer.addEventListener("click", () => this.#scroll(this.element.lastElementChild));
    this.element.addEventListener("scroll", () => (this.newer.hidden ||= this.#atEnd()));
  }

  greet(text, offers) {
    const greeting = el("div", { className: "turn" }, el("div", { className: "reply" }, paragraphs(text)));
    greeting.append(renderSuggestions(offers, this.#actions.say));
    this.element.append(greeting);
  }

  /** Shows the turns of a conversation and what waits to be sent; those that stand there already stay as they are. */
  fill(turns, waiting, { anew }) {
    this.element.setAttribute("aria-busy", "true"); // what was said before is not read out again
    if (anew) this.element.replaceChildren();
    for (const turn of turns) if (!this.find(turn.id)?.dataset.answered) this.#put(turn);
    for (const message of waiting) if (!this.find(message.id)) this.wait(message);
    if (anew) this.element.scrollTop = this.element.scrollHeight;
    this.element.removeAttribute("aria-busy");
  }

  /** Shows a message that is on its way. */
  wait(message) {
    this.#disarm();
    const dots = el("div", { className: "state typing", role: "status", "aria-label": words.typing }, el("i"), el("i"), el("i"));
    const turn = el("div", { className: "turn" }, renderMessage(message.text), dots);
    turn.dataset.id = message.id;
    this.element.append(turn);
    this.#scroll(turn);
  }

  /** Shows what was answered; whoever reads elsewhere is told so, and not carried off. */
  answer(turn) {
    const reading = this.#inView(this.find(turn.id));
    const shown = this.#put(turn);
    if (reading) this.#scroll(shown);
    else this.newer.hidden = false;
  }

  /** Shows that a message was refused. */
  fail(id, code) {
    const told = words.errors[code] ?? words.errors.failed;
    this.find(id)?.querySelector(".state")?.replaceWith(el("div", { className: "state error", role: "alert", textContent: told }));
  }

  /** Shows that a message waits to be sent again, until it is time or somebody asks for it. */
  pause(id, milliseconds) {
    return new Promise((resolve) => {
      const typing = this.find(id)?.querySelector(".state");
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

  /** Says something about the conversation itself; the next such words take its place. */
  note(text, role = "status") {
    this.element.querySelector(".note")?.remove();
    if (!text) return;
    const note = el("p", { className: "note", role, textContent: text });
    this.element.append(note);
    this.#scroll(note);
  }

  /** The shown turn of a message. */
  find(id) {
    return this.element.querySelector(`[data-id="${id}"]`);
  }

  #put(turn) {
    this.#disarm();
    const shown = el("div", { className: "turn" }, renderMessage(turn.text), turn.replies.map((reply) => renderReply(reply, this.#actions)));
    Object.assign(shown.dataset, { id: turn.id, answered: "yes" });
    if (turn.replies.some((reply) => JUDGED.has(reply.kind))) {
      shown.append(renderFeedback(turn.feedback, (thumb, comment) => this.#actions.judge(turn.id, thumb, comment)));
    }
    const offers = turn.replies.at(-1).suggestions.map(({ title }) => title);
    if (offers.length) shown.append(renderSuggestions(offers, this.#actions.say));
    const before = this.find(turn.id);
    if (before) before.replaceWith(shown);
    else this.element.append(shown);
    return shown;
  }

  /** Takes away what could be said next; who was on it stays in the conversation. */
  #disarm() {
    for (const chips of this.element.querySelectorAll(".chips")) {
      const here = chips.contains(chips.getRootNode().activeElement);
      chips.remove();
      if (here) this.element.focus({ preventScroll: true });
    }
  }

  #atEnd() {
    return this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < NEAR;
  }

  #inView(turn) {
    if (!turn) return false;
    const top = turn.offsetTop - this.element.offsetTop;
    return top < this.element.scrollTop + this.element.clientHeight && top + turn.offsetHeight > this.element.scrollTop;
  }

  /** Brings the beginning of a turn into view: a long answer is read from its top. */
  #scroll(turn) {
    this.element.scrollTop = turn.offsetTop - this.element.offsetTop - 8;
  }
}
