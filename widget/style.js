// The look. A sheet made by script needs no exception in a page's Content-Security-Policy.
export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial; display: block; }
:host([hidden]), [hidden] { display: none !important; }
:host([mode="inline"]) { height: 100%; min-height: 20rem; }
* { box-sizing: border-box; margin: 0; }

.root {
  --accent: #1d5bb8; --on-accent: #fff;
  --paper: #fff; --ground: #f4f6f9; --ink: #1b2430; --soft: #55606e; --line: #d7dde5; --warn: #a3320b;
  color-scheme: light;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
  color: var(--ink); text-align: left; container-type: normal;
}
.root.inline { height: 100%; }
.root[data-theme="dark"] {
  --paper: #161c25; --ground: #1f2733; --ink: #e8edf3; --soft: #a3aebb; --line: #354050; --warn: #ff9d76;
  color-scheme: dark;
}
@media (prefers-color-scheme: dark) {
  .root[data-theme="auto"] {
    --paper: #161c25; --ground: #1f2733; --ink: #e8edf3; --soft: #a3aebb; --line: #354050; --warn: #ff9d76;
    color-scheme: dark;
  }
}

button, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 65%, var(--ink)); outline-offset: 2px; }
h2, h3 { font-size: 1em; line-height: 1.35; }
ul, ol { padding-left: 1.3em; }
li + li { margin-top: .25em; }
svg { width: 1.35em; height: 1.35em; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; display: block; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { border: 0; background: none; padding: .45em; border-radius: 8px; }

.launcher {
  position: fixed; bottom: 20px; right: 20px; z-index: 2147483000; padding: 15px; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); box-shadow: 0 6px 20px rgb(0 0 0 / .28);
}
.root[data-position="left"] .launcher { right: auto; left: 20px; }
.panel {
  display: flex; flex-direction: column; overflow: hidden; container-type: inline-size;
  background: var(--paper); border: 1px solid var(--line);
}
.root:not(.inline) .panel {
  position: fixed; bottom: 20px; right: 20px; z-index: 2147483000; border-radius: 16px;
  width: min(420px, calc(100vw - 40px)); height: min(680px, calc(100dvh - 40px)); box-shadow: 0 14px 44px rgb(0 0 0 / .26);
}
.root[data-position="left"]:not(.inline) .panel { right: auto; left: 20px; }
.inline .panel { height: 100%; border-radius: 14px; }
@media (max-width: 480px) {
  .root:not(.inline) .panel { inset: 0 !important; width: 100vw; height: 100dvh; border: 0; border-radius: 0; }
}

header { position: relative; display: flex; align-items: center; gap: 2px; padding: 8px 8px 8px 16px; background: var(--accent); color: var(--on-accent); }
header :focus-visible { outline-color: var(--on-accent); outline-offset: -3px; }
.title { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 650; }
#more svg { stroke-width: 3.4; }
header .icon:hover { background: rgb(255 255 255 / .16); }
.menu {
  position: absolute; right: 10px; top: calc(100% + 4px); z-index: 3; min-width: 15em; padding: 5px; border-radius: 10px;
  background: var(--paper); color: var(--ink); border: 1px solid var(--line); box-shadow: 0 8px 26px rgb(0 0 0 / .22);
}
.menu button { display: block; width: 100%; padding: 8px 10px; border: 0; border-radius: 7px; background: none; text-align: left; }
.menu button:hover, .menu button:focus-visible { background: var(--ground); outline-offset: -3px; outline-color: var(--accent); }

.body { position: relative; flex: 1; min-height: 0; display: flex; }
.log { flex: 1; overflow-y: auto; padding: 16px 16px 4px; overscroll-behavior: contain; overflow-wrap: anywhere; }
.log:focus-visible { outline-offset: -4px; }
.turn { margin-bottom: 18px; }
.said { display: flex; justify-content: flex-end; margin-bottom: 12px; }
.said p { max-width: 85%; padding: 8px 13px; border-radius: 15px 15px 4px 15px; background: var(--accent); color: var(--on-accent); white-space: pre-wrap; }
.reply { display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); }
.reply + .reply { margin-top: 14px; padding-top: 14px; border-top: 1px solid var(--line); }
.unavailable p { color: var(--warn); }

.progress { display: flex; align-items: center; gap: 10px; font-size: .87em; color: var(--soft); }
progress { flex: 1; height: 6px; appearance: none; border: 0; border-radius: 3px; overflow: hidden; background: var(--line); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }

.columns { display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); }
.columns > section, .card { padding: 11px 13px; border: 1px solid var(--line); border-radius: 11px; background: var(--ground); }
.columns section > * + *, .card > * + * { margin-top: 7px; }
@container (min-width: 400px) { .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
dl { display: grid; gap: 2px; }
dt { font-size: .82em; font-weight: 650; color: var(--soft); margin-top: 6px; }
dd { padding: 0; }
@container (min-width: 560px) {
  dl { grid-template-columns: 7.5em minmax(0, 1fr); gap: 6px 12px; }
  dt { margin-top: .2em; }
}
figure { display: grid; gap: 5px; }
img { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 11px; background: #fff; }
figcaption { font-size: .87em; color: var(--soft); }
.download { display: inline-flex; align-items: center; gap: 8px; width: fit-content; padding: 8px 12px; border: 1px solid var(--line); border-radius: 10px; color: inherit; text-decoration: none; }
.download:hover { border-color: var(--accent); }

.sources { display: flex; flex-wrap: wrap; gap: 6px; align-items: baseline; font-size: .84em; }
.sources + .sources { margin-top: -6px; }
.label { color: var(--soft); }
.source { padding: 2px 9px; border: 1px solid var(--line); border-radius: 7px; background: none; color: var(--soft); text-align: left; }
button.source { text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: 3px; }
button.source:hover { color: var(--ink); border-color: var(--accent); }
.chips { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
.chip { padding: 7px 13px; border: 1px solid var(--accent); border-radius: 17px; background: var(--paper); text-align: left; }
.chip:hover { background: var(--ground); }
.feedback { display: flex; margin-top: 4px; color: var(--soft); font-size: .87em; min-height: 2em; align-items: center; }
.feedback .icon { padding: 6px; font-size: .87em; }
.feedback .icon:hover, .feedback [aria-pressed="true"] { color: var(--ink); background: var(--ground); }
.feedback form { flex: 1; display: flex; flex-wrap: wrap; gap: 8px; }
.feedback textarea { flex: 1 1 100%; }
.feedback form button, .waiting button { padding: 4px 11px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: var(--ink); }

.state { color: var(--soft); }
.typing { display: flex; gap: 5px; padding: 8px 0; }
.typing i { width: 8px; height: 8px; border-radius: 50%; background: var(--soft); animation: breathe 1.1s infinite ease-in-out; }
.typing i:nth-child(2) { animation-delay: .16s; }
.typing i:nth-child(3) { animation-delay: .32s; }
@keyframes breathe { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }
.waiting { display: flex; align-items: center; justify-content: flex-end; gap: 10px; font-size: .87em; }
.error, .note[role="alert"] { color: var(--warn); }
.note { margin-bottom: 14px; color: var(--soft); font-size: .93em; }
.newer { position: absolute; bottom: 10px; left: 50%; translate: -50% 0; padding: 6px 15px; border: 0; border-radius: 16px; background: var(--ink); color: var(--paper); box-shadow: 0 3px 12px rgb(0 0 0 / .3); }

.reader { flex: 1; min-height: 0; overflow-y: auto; padding: 8px 16px 16px; }
.passage { display: grid; gap: 10px; overflow-wrap: anywhere; }
.bar { display: flex; align-items: center; gap: 6px; margin-left: -8px; color: var(--soft); font-size: .9em; }
.passage h2 { font-size: 1.12em; }
.passage h2:focus { outline: none; }
.passage a { color: inherit; text-decoration-color: var(--accent); }
.links { font-size: .9em; }

.composer { display: flex; align-items: flex-end; gap: 6px; padding: 10px; border-top: 1px solid var(--line); }
textarea { width: 100%; resize: none; padding: 9px 12px; border: 1px solid var(--soft); border-radius: 11px; background: var(--paper); max-height: 120px; }
textarea::placeholder { color: var(--soft); opacity: 1; }
.composer textarea:focus-visible { outline-offset: 0; }
.composer .icon { padding: 10px; color: var(--on-accent); background: var(--accent); border-radius: 11px; }
@media (prefers-reduced-motion: reduce) {
  * { animation: none !important; scroll-behavior: auto !important; }
}
`);
