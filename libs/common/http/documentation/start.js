// Shows the description that stands where this page comes from: resources folded, to be filtered by their names.
SwaggerUIBundle({
  url: "/openapi.json",
  domNode: document.getElementById("description"),
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  validatorUrl: null,
});
