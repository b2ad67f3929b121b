// Builds elements. Text is only ever set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  chat: "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M12 6v.01M12 12v.01M12 18v.01",
  send: "M4 12l16-8-6 16-3-7z",
  up: "M7 10v10H4V10zM7 10l4-7c2 0 3 1 2 4l-1 3h6c2 0 2 1 2 2l-2 6c-1 2-1 2-3 2H7",
  down: "M17 14V4h3v10zM17 14l-4 7c-2 0-3-1-2-4l1-3H6c-2 0-2-1-2-2l2-6c1-2 1-2 3-2h8",
  file: "M12 4v11M7 11l5 5 5-5M5 20h14",
  back: "M15 5l-7 7 7 7",
};

/** An element with properties (or, where a name has a dash, attributes) and children; what is false is left out. */
export function el(name, props = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key.includes("-") || key === "role" || key === "part") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.flat().filter((child) => child || child === 0));
  return made;
}

/** A drawing for a button, which itself says in words what it does. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button with a drawing, named by `label`. */
export function iconButton(name, label, onclick, more = {}) {
  return el("button", { type: "button", className: "icon", "aria-label": label, title: label, onclick, ...more }, icon(name));
}

/** Text as paragraphs. */
export function paragraphs(text) {
  return (text || "").split(/\n\s*\n/).filter(Boolean).map((part) => el("p", { textContent: part }));
}
