// Shows the description that the address names, else the first one.
const place = document.getElementById("description");
const descriptions = JSON.parse(place.dataset.descriptions);
const asked = location.pathname.split("/").pop();
SwaggerUIBundle({
  url: descriptions[asked] || Object.values(descriptions)[0],
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
});
