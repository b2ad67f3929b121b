// A reply of the server as elements.
import { el, icon, iconButton, paragraphs } from "./dom.js";
import { words } from "./words.js";

/**
 * @param {object} reply as in the server's OpenAPI file
 * @param {{at: (path: string) => string, read: (source: object) => void}} actions addresses on the server, and what opens a source
 */
export function renderReply(reply, actions) {
  const attachments = (kind) => reply.attachments.filter((attachment) => attachment.kind === kind);
  return el(
    "div",
    { className: `reply ${reply.kind}` },
    reply.progress && progress(...reply.progress),
    paragraphs(reply.text),
    reply.points.length > 0 && list(reply.points),
    reply.columns.length > 0 && comparison(reply.columns),
    attachments("image").map((attachment) => attached(attachment, actions)),
    reply.cards.map(card),
    attachments("file").map((attachment) => attached(attachment, actions)),
    paragraphs(reply.after),
    sources(reply.sources, actions),
  );
}

/** What can be said next, as buttons. */
export function renderSuggestions(titles, say) {
  const chips = titles.map((title) =>
    el("button", { type: "button", className: "chip", textContent: title, onclick: () => say(title) }),
  );
  return el("div", { className: "chips", role: "group", "aria-label": words.next }, chips);
}

/** A message of the person. */
export function renderMessage(text) {
  return el("div", { className: "said" }, el("span", { className: "hidden", textContent: words.you }), el("p", { textContent: text }));
}

/** A passage that was opened from a source. */
export function renderPassage(passage, back) {
  return el(
    "div",
    { className: "passage" },
    el("div", { className: "bar" }, iconButton("back", words.back, back), el("span", { className: "document", textContent: passage.document })),
    el("h2", { textContent: passage.section, tabIndex: -1 }),
    passage.paragraphs.flatMap(paragraphs),
    passage.points.length > 0 && list(passage.points),
    passage.links.length > 0 && el("ul", { className: "links" }, passage.links.map(link)),
  );
}

function link({ title, url }) {
  const safe = /^https?:/.test(url);
  return el("li", {}, safe ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer", textContent: title }) : title);
}

function progress(at, all) {
  const told = words.question(at, all);
  const bar = el("progress", { max: all, value: at, "aria-label": told });
  return el("div", { className: "progress" }, el("span", { textContent: told }), bar);
}

function list(points) {
  const numbered = points.every((point, n) => point.startsWith(`${n + 1}. `));
  const items = points.map((point) => el("li", { textContent: numbered ? point.replace(/^\d+\. /, "") : point }));
  return el(numbered ? "ol" : "ul", {}, items);
}

function comparison(columns) {
  return el(
    "div",
    { className: "columns" },
    columns.map((column) =>
      el(
        "section",
        {},
        el("h3", { textContent: column.title }),
        paragraphs(column.text),
        column.points.length > 0 && el("ul", {}, column.points.map((point) => el("li", { textContent: point }))),
      ),
    ),
  );
}

function card({ title, rows }) {
  return el(
    "section",
    { className: "card" },
    el("h3", { textContent: title }),
    el("dl", {}, rows.flatMap(([label, text]) => [el("dt", { textContent: label }), el("dd", { textContent: text })])),
  );
}

function attached({ kind, title, alt, url }, { at }) {
  if (kind === "image") {
    return el("figure", {}, el("img", { src: at(url), alt: `${title}: ${alt}`, loading: "lazy" }), el("figcaption", { textContent: title }));
  }
  const name = url.split("/").pop();
  return el("a", { className: "download", href: at(url), download: name, target: "_blank", rel: "noopener" }, icon("file"), `${title} (${name})`);
}

function sources(found, { read }) {
  const documents = [...new Set(found.map((source) => source.document))];
  return documents.map((document) => {
    const places = found.filter((source) => source.document === document);
    const label = el("span", { className: "label", textContent: `${words.source}: ${document}` });
    return el("div", { className: "sources" }, label, places.map((source) => place(source, read)));
  });
}

/** A section that can be opened where it is one of a document or a practice. */
function place(source, read) {
  const props = { className: "source", textContent: source.section };
  if (!source.passage.includes("/")) return el("span", props);
  return el("button", { type: "button", ...props, onclick: () => read(source) });
}
