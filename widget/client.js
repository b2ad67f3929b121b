// Speaks to the server: one conversation for each browser and server, kept in the browser's storage.

const PATIENCE = 30_000; // milliseconds for one answer
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 20_000;
const MOST_TRIES = 5; // of a message that the server takes, and cannot answer

/** What the server refused: `code` as in its OpenAPI file, `seconds` where waiting helps. */
export class Refused extends Error {
  constructor(status, code, seconds) {
    super(code);
    Object.assign(this, { status, code, seconds });
  }
}

export class Client {
  /** @param {string} server address of the assistant, such as "https://tandem.example" */
  constructor(server) {
    this.server = server.replace(/\/$/, "");
    this.kept = `tandem:${this.server}`;
    this.others = "BroadcastChannel" in globalThis ? new BroadcastChannel(this.kept) : null;
  }

  /** Calls back when another tab said something (false) or began anew (true). */
  onOtherTab(changed) {
    if (this.others) this.others.onmessage = () => changed(false);
    addEventListener("storage", ({ key, oldValue, newValue }) => {
      const token = (state) => JSON.parse(state ?? "{}").token;
      if (key === this.kept && token(oldValue) !== token(newValue)) changed(true);
    });
  }

  async history() {
    if (!this.#read().token) return [];
    return (await this.#call("GET", "/messages")).turns;
  }

  /**
   * Sends a message of the outbox, and tries until it is answered, refused, or dropped by a new beginning; the server handles
   * an id once only.
   */
  async say(message, { waiting }) {
    for (let wait = FIRST_WAIT, tries = 1; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        await this.#token();
        this.#demand(message);
        const turn = await this.#call("POST", "/messages", message);
        this.#demand(message);
        this.#tellOthers();
        return turn;
      } catch (problem) {
        if (!(problem instanceof Refused) && (await this.#keepsOut())) throw new Refused(403, "origin", 0);
        const broken = problem.status >= 500 && tries++ < MOST_TRIES;
        if (problem instanceof Refused && !problem.seconds && !broken) throw problem;
        await waiting(problem.seconds ? problem.seconds * 1000 : wait, problem);
      }
    }
  }

  async judge(message, thumb, comment) {
    await this.#call("POST", "/feedback", { message, thumb, comment });
  }

  async passage(id) {
    return this.#call("GET", `/passages/${id.split("/").map(encodeURIComponent).join("/")}`);
  }

  async export() {
    return this.#call("GET", "/conversation");
  }

  /** Deletes the conversation on the server, and begins anew. */
  async forget() {
    if (this.#read().token) await this.#call("DELETE", "/conversation");
    this.fresh();
  }

  /** Begins anew; what was said stays on the server. */
  fresh() {
    this.#write({ ...this.#read(), token: "", outbox: [] });
  }

  /** Messages not answered yet, kept over a reload. */
  get outbox() {
    return this.#read().outbox ?? [];
  }

  put(message) {
    this.#write({ ...this.#read(), outbox: [...this.outbox, message] });
  }

  drop(id) {
    this.#write({ ...this.#read(), outbox: this.outbox.filter((message) => message.id !== id) });
  }

  /** The address of something on the server. */
  at(path) {
    return this.server + path;
  }

  async #call(method, path, body) {
    const token = path.startsWith("/passages") ? "" : await this.#token();
    try {
      return await this.#fetch(method, path, body, token);
    } catch (problem) {
      if (problem.status !== 401) throw problem;
      this.#write({ ...this.#read(), token: "" }); // the server does not know it any more
      return this.#fetch(method, path, body, await this.#token());
    }
  }

  /** Refuses a message that is not in the outbox any more. */
  #demand(message) {
    if (!this.outbox.some(({ id }) => id === message.id)) throw new Refused(0, "dropped", 0);
  }

  /** Whether the server is there, but lets pages of this origin ask nothing: a browser only says that it failed. */
  async #keepsOut() {
    try {
      await fetch(`${this.server}/chat/widget/client.js`, { cache: "no-store" });
    } catch {
      return false;
    }
    return fetch(`${this.server}/chat/openapi.json`).then(() => false, () => true);
  }

  async #token() {
    const kept = this.#read();
    if (kept.token) return kept.token;
    const key = kept.key ?? randomId(32);
    const { token } = await this.#fetch("POST", "/conversation", { key }, "");
    this.#write({ ...this.#read(), key, token });
    return token;
  }

  async #fetch(method, path, body, token) {
    const headers = body ? { "Content-Type": "application/json" } : {};
    if (token) Object.assign(headers, { Authorization: `Bearer ${token}`, "X-Tandem-Key": this.#read().key });
    const answer = await fetch(`${this.server}/chat${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const told = answer.status === 204 ? null : await answer.json();
    if (answer.ok) return told;
    throw new Refused(answer.status, told?.error?.code ?? "failed", Number(answer.headers.get("Retry-After")) || 0);
  }

  #read() {
    if (this.memory) return this.memory; // of a browser that keeps nothing
    try {
      return JSON.parse(localStorage.getItem(this.kept)) ?? {};
    } catch {
      return {};
    }
  }

  #write(state) {
    try {
      localStorage.setItem(this.kept, JSON.stringify(state));
    } catch {
      this.memory = state;
    }
  }

  #tellOthers() {
    this.others?.postMessage("changed");
  }
}

/** A name nobody can guess, of so many random bytes. */
export function randomId(bytes = 12) {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
