// Starts the viewer in a page of its own. Where the picture has but one set of
// colours, the page says which.
{
  const place = document.getElementById("timeline");
  const { theme } = place.dataset;
  const data = JSON.parse(document.getElementById("data").textContent);
  Causeline.mount(place, data, theme ? { theme, themes: [theme] } : {});
}
