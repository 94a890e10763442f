// Starts the viewer in a page of its own.
Causeline.mount(document.getElementById("timeline"), JSON.parse(document.getElementById("data").textContent));
