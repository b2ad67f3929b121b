// The page around the widget: the paste-in tag with this server's address, and things to ask.
const address = new URL("../widget.js", import.meta.url).href;
document.getElementById("snippet").textContent = `<script type="module" src="${address}"></script>`;
for (const button of document.querySelectorAll(".asks button")) {
  button.addEventListener("click", ({ detail }) => {
    if (detail > 1) return; // the second half of a double click
    const chat = document.querySelector("tandem-chat");
    chat.send(button.textContent);
    chat.scrollIntoView({ block: "nearest" });
  });
}
