// Pages work without this; with it a filter answers as soon as it is changed.
for (const field of document.querySelectorAll("[data-submit]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

// "/" goes to the page's filter, as in many tools.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  const filter = document.querySelector("[data-filter]");
  if (event.key === "/" && !typing && filter && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    filter.focus();
  }
});

// An empty field says nothing: the address stays short.
for (const form of document.querySelectorAll("form.filter")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      if (field.name && field.value === "") {
        field.disabled = true;
      }
    }
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filter :disabled")) {
    field.disabled = false;
  }
});

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.lastChild.textContent = " Copied";
    });
  }
}
