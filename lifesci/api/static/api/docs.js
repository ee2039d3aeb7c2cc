// Starts the console on the API's page; everything it loads comes from this register.
const place = document.getElementById("console");
SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: false, // its links would stand inside buttons
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
});
