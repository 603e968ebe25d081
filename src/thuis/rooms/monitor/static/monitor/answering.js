// Comforts only: everything works without this file.
// Digits choose an answer, 'none of these' and 'rather not say' empty the other boxes,
// and an answer that could not be saved says so.

const boxes = (set) => [...set.querySelectorAll("input[type=checkbox]")];

document.addEventListener("keydown", (event) => {
  const set = event.target.closest("fieldset.question");
  if (!set || event.target.type !== "radio" || !/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey) return;
  const options = [...set.querySelectorAll(".pills input")];
  const counts = options.some((option) => option.value === "10");
  const chosen = counts ? options[Number(event.key)] : options[Number(event.key) - 1];
  if (!chosen) return;
  chosen.focus();
  chosen.click();
});

document.addEventListener("change", (event) => {
  const set = event.target.closest("fieldset.question");
  if (!set || event.target.type !== "checkbox" || !event.target.checked) return;
  const alone = (box) => box.value === "none" || box.value === "rather-not";
  for (const box of boxes(set)) {
    if (box !== event.target && (alone(box) || alone(event.target))) box.checked = false;
  }
}, true);

// Without a connection the browser would leave for its own error page; stay, and say so.
document.addEventListener("submit", (event) => {
  const words = event.target.querySelector("[data-offline]");
  if (!words) return;
  words.textContent = navigator.onLine ? "" : words.dataset.offline;
  if (!navigator.onLine) event.preventDefault();
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const form = document.querySelector("form[data-unsaved]");
    if (form && event.detail.target) event.detail.target.textContent = form.dataset.unsaved;
  });
}
